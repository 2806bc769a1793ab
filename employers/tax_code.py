"""Tax codes (mã số thuế, mã số doanh nghiệp): form and check digit."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_SHAPE = re.compile(r"[0-9]{10}(-(?!000)[0-9]{3})?|[0-9]{12}")


def check_digit(first_nine: str) -> int | None:
    """The tenth digit of a tax code, or ``None`` for a number that is never issued."""
    remainder = sum(int(digit) * weight for digit, weight in zip(first_nine, _WEIGHTS, strict=True)) % 11
    return None if remainder == 0 else 10 - remainder


def is_valid(code: str) -> bool:
    """10 digits, 10-3 for a branch, or 12 (a household business's identity number)."""
    if not _SHAPE.fullmatch(code):
        return False
    return len(code) == 12 or check_digit(code[:9]) == int(code[9])


def validate_tax_code(code: str) -> None:
    if not is_valid(code):
        raise ValidationError(
            _("Mã số thuế không đúng: cần 10 chữ số (có chữ số kiểm tra), 10-3 cho chi nhánh, hoặc 12 chữ số."),
            code="tax_code",
        )
