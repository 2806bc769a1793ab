"""Tax codes: form and check digit."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from employers.tax_code import check_digit, is_valid, validate_tax_code


@pytest.mark.parametrize(
    "code", ["0100047516", "0100109106", "0311638525", "0311638525-027", "1000000040", "0100686209"]
)
def test_issued_codes_are_valid(code: str) -> None:
    assert is_valid(code)
    validate_tax_code(code)


@pytest.mark.parametrize(
    "code",
    ["0100109107", "0311638525-000", "311638525", "0311638525-27", "0311638525 ", "03116385२5", ""],
)
def test_others_are_refused(code: str) -> None:
    assert not is_valid(code)
    with pytest.raises(ValidationError):
        validate_tax_code(code)


def test_a_household_business_uses_its_owners_identity_number() -> None:
    assert is_valid("034195001234")


@given(st.text(alphabet="0123456789", min_size=9, max_size=9), st.integers(1, 9))
def test_a_changed_check_digit_never_passes(first_nine: str, shift: int) -> None:
    digit = check_digit(first_nine)
    if digit is None:
        assert not any(is_valid(f"{first_nine}{tenth}") for tenth in range(10))
    elif digit == 10:
        # 10 − r is 10 for r = 0 only, which is never issued.
        pytest.fail("a check digit has one figure")
    else:
        assert is_valid(f"{first_nine}{digit}")
        assert not is_valid(f"{first_nine}{(digit + shift) % 10}")
