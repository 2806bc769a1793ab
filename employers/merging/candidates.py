"""Pairs of employers that may be one, likest first."""

from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from employers.models import Employer
from employers.verification.likeness import ALIKE, CORE

LIMIT = 50
_SQL = f"""
WITH e AS MATERIALIZED (
  SELECT id, {CORE % "folded_name"} AS core, left(tax_code, 10) AS base, phone, commune_id, vi_fold(address) AS address
    FROM employers_employer),
found AS (
  SELECT a.id AS x, b.id AS y, 4 AS points, 'name' AS why FROM e a JOIN e b ON a.core = b.core AND a.id < b.id
   WHERE length(a.core) >= 4
  UNION ALL SELECT a.id, b.id, 5, 'base' FROM e a JOIN e b ON a.base = b.base AND a.id < b.id
  UNION ALL SELECT a.id, b.id, 3, 'phone' FROM e a JOIN e b ON a.phone = b.phone AND a.id < b.id WHERE a.phone <> ''
  UNION ALL SELECT a.id, b.id, 2, 'alike' FROM e a JOIN e b ON a.commune_id = b.commune_id AND a.id < b.id
   WHERE a.core <> b.core AND similarity(a.core, b.core) >= %(alike)s
  UNION ALL SELECT a.id, b.id, 1, 'address' FROM e a JOIN e b ON a.commune_id = b.commune_id AND a.id < b.id
   WHERE length(a.address) >= 12 AND similarity(a.address, b.address) >= 0.8)
SELECT x, y, sum(points) AS points, array_agg(why ORDER BY points DESC) FROM found
 WHERE NOT EXISTS (SELECT FROM merging_distinct d
                    WHERE (d.first_id, d.second_id) IN ((found.x, found.y), (found.y, found.x)))
 GROUP BY x, y HAVING sum(points) >= 2 ORDER BY points DESC, x, y LIMIT %(limit)s
"""


class Pair(NamedTuple):
    keep: Employer
    """The one more is known of: verified before others, then the older."""
    other: Employer
    reasons: list[str]


def pairs(limit: int = LIMIT) -> list[Pair]:
    """At most ``limit`` pairs; two queries. Addresses alone, in one commune, do not make a pair."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"alike": ALIKE, "limit": limit})
        rows = cursor.fetchall()
    known = Employer.objects.select_related("commune").in_bulk({key for row in rows for key in row[:2]})
    words = {
        "name": _("cùng tên"),
        "base": _("cùng gốc mã số thuế"),
        "phone": _("cùng số điện thoại"),
        "alike": _("tên gần giống"),
        "address": _("cùng địa chỉ"),
    }
    found = []
    for x, y, _points, why in rows:
        if x in known and y in known:
            keep, other = sorted((known[x], known[y]), key=_rank)
            found.append(Pair(keep, other, [words[one] for one in why]))
    return found


def _rank(employer: Employer) -> tuple[bool, bool, int]:
    return employer.verification != "verified", employer.tax_code is None, employer.pk
