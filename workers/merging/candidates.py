"""Pairs of people who may be one, likest first."""

from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from workers.models import Worker

LIMIT = 40
_SQL = """
WITH mine AS MATERIALIZED (
  SELECT id, folded_name, birth_date, birth_year, phone, commune_id FROM workers_worker
   WHERE folded_name <> '' AND (%(office)s::bigint IS NULL OR office_id = %(office)s)),
found AS (
  SELECT least(a.id, b.id) AS x, greatest(a.id, b.id) AS y, 5 AS points, 'phone' AS why
    FROM mine a JOIN workers_worker b ON b.phone = a.phone AND a.phone <> '' AND a.id <> b.id
  UNION SELECT least(a.id, b.id), greatest(a.id, b.id), 4, 'birth'
    FROM mine a JOIN workers_worker b
      ON b.folded_name = a.folded_name AND b.birth_date = a.birth_date AND a.id <> b.id
  UNION SELECT least(a.id, b.id), greatest(a.id, b.id), 3, 'year'
    FROM mine a JOIN workers_worker b
      ON b.folded_name = a.folded_name AND b.birth_year = a.birth_year AND b.commune_id = a.commune_id AND a.id <> b.id
     AND (a.birth_date IS NULL OR b.birth_date IS NULL))
SELECT x, y, sum(points) AS points, array_agg(why ORDER BY points DESC) FROM found
  JOIN workers_worker f ON f.id = x JOIN workers_worker s ON s.id = y
 WHERE (f.identity_hash IS NULL OR s.identity_hash IS NULL OR f.identity_hash = s.identity_hash)
   AND NOT EXISTS (SELECT FROM people_merging_distinctpeople d WHERE (d.first_id, d.second_id) = (x, y))
 GROUP BY x, y ORDER BY points DESC, x, y LIMIT %(limit)s
"""
"""Two identity numbers make two people, whatever else they share."""


class Pair(NamedTuple):
    keep: Worker
    """The one who can sign in, or else is registered with an identity number, or else the older record."""
    other: Worker
    reasons: list[str]


def pairs(office_id: int | None, limit: int = LIMIT) -> list[Pair]:
    """At most ``limit`` pairs with one of the office's people in them (all offices: ``None``). Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"office": office_id, "limit": limit})
        rows = cursor.fetchall()
    known = Worker.objects.select_related("commune", "office").in_bulk({key for row in rows for key in row[:2]})
    words = {
        "phone": _("cùng số điện thoại"),
        "birth": _("cùng tên và ngày sinh"),
        "year": _("cùng tên, năm sinh và xã"),
    }
    found = []
    for x, y, _points, why in rows:
        if x in known and y in known:
            keep, other = sorted((known[x], known[y]), key=_rank)
            found.append(Pair(keep, other, [words[one] for one in why]))
    return found


def _rank(worker: Worker) -> tuple[bool, bool, int]:
    return worker.user_id is None, worker.identity_hash is None, worker.pk
