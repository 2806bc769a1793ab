"""Identity numbers (số định danh cá nhân, CCCD)."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_SHAPE = re.compile(r"[0-9]{12}")


def validate_identity_number(number: str, birth_date: date | None = None, sex: str = "") -> None:
    """3 digits province, 1 century and sex, 2 birth year, 6 free; no check digit.

    Raises ``ValidationError`` naming what disagrees.
    """
    if not _SHAPE.fullmatch(number):
        raise ValidationError(_("Số định danh cá nhân gồm đúng 12 chữ số."), code="identity")
    century, is_female = divmod(int(number[3]), 2)
    year = 1900 + 100 * century + int(number[4:6])
    if birth_date and birth_date.year != year:
        raise ValidationError(
            _("Số định danh ghi năm sinh %(year)s, khác với ngày sinh đã khai."), code="identity", params={"year": year}
        )
    if sex and (sex == "female") != bool(is_female):
        raise ValidationError(_("Chữ số giới tính trong số định danh khác với giới tính đã khai."), code="identity")
