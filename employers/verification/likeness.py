"""Employers that may be the same one: by tax code base, name without its form words, telephone, address."""

from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from employers.models import Employer
from portal.codes.text import fold_words

FORM_WORDS = (
    "(cong ty|chi nhanh|van phong dai dien|doanh nghiep tu nhan|ho kinh doanh|hop tac xa|tap doan|trach nhiem huu han|"
    "co phan|mot thanh vien|tnhh|mtv|cp|dntn|htx|ctcp|cty|jsc|co|ltd|company|limited)"
)
"""Words of the legal form, in folded text: they tell nothing of who it is."""
CORE = rf"trim(regexp_replace(regexp_replace(%s, '\y{FORM_WORDS}\y', ' ', 'g'), ' +', ' ', 'g'))"
ALIKE = 0.6
"""Trigram similarity of names without form words from which a person should look."""


class Like(NamedTuple):
    employer: Employer
    why: str


def like(name: str, tax_code: str | None, *, phone: str = "", leave_out: int = 0, limit: int = 6) -> list[Like]:
    """Employers like the given one, likest first; two queries."""
    base = (tax_code or "")[:10]
    core = CORE % "e.folded_name"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH asked AS (SELECT {CORE % '%(name)s::text'} AS core),"
            f" alike AS (SELECT e.id, similarity({core}, a.core) AS name_share, {core} = a.core AS same_name,"
            "  length(%(base)s) = 10 AND left(e.tax_code, 10) = %(base)s AS same_base,"
            "  %(phone)s <> '' AND e.phone = %(phone)s AS same_phone"
            "  FROM employers_employer e, asked a WHERE e.id <> %(out)s)"
            " SELECT id, same_base, same_phone, same_name FROM alike"
            " WHERE name_share >= %(alike)s OR same_base OR same_phone"
            " ORDER BY same_base DESC NULLS LAST, same_phone DESC, name_share DESC, id LIMIT %(limit)s",
            {
                "name": fold_words(name), "base": base, "phone": phone, "out": leave_out, "alike": ALIKE,
                "limit": limit,
            },
        )  # fmt: skip
        rows = cursor.fetchall()
    found = Employer.objects.select_related("commune").in_bulk([row[0] for row in rows])
    return [Like(found[key], _why(base_, phone_, name_)) for key, base_, phone_, name_ in rows if key in found]


def _why(same_base: bool | None, same_phone: bool, same_name: bool) -> str:
    if same_base:
        return _("cùng gốc mã số thuế")
    if same_phone:
        return _("cùng số điện thoại")
    return _("cùng tên") if same_name else _("tên gần giống")
