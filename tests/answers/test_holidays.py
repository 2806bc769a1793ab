"""The calendar promises are made by."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.codes.holidays import SUNDAY, holidays, is_working, lunar_day, promised

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("year", "tet", "kings"),
    [
        # 1985, 2007 and 2030: where Hanoi and Beijing begin the year on different days; 2023 has a leap second month.
        (1985, date(1985, 1, 21), date(1985, 4, 29)),
        (2007, date(2007, 2, 17), date(2007, 4, 26)),
        (2023, date(2023, 1, 22), date(2023, 4, 29)),
        (2025, date(2025, 1, 29), date(2025, 4, 7)),
        (2026, date(2026, 2, 17), date(2026, 4, 26)),
        (2027, date(2027, 2, 6), date(2027, 4, 16)),
        (2030, date(2030, 2, 2), date(2030, 4, 12)),
    ],
)
def test_lunar_days_are_those_of_the_official_calendar(year: int, tet: date, kings: date) -> None:
    assert (lunar_day(year, 1, 1), lunar_day(year, 3, 10)) == (tet, kings)


def test_a_holiday_on_a_sunday_is_made_up_for() -> None:
    assert date(2026, 4, 26).weekday() == SUNDAY
    assert date(2026, 4, 27) in holidays(2026)


@given(DAYS, st.integers(1, 30))
def test_a_promise_is_never_earlier_nor_on_a_day_off(day: date, days: int) -> None:
    due = promised(day, days)
    assert due >= day + timedelta(days=days)
    assert is_working(due)
    assert all(not is_working(day + timedelta(days=n)) for n in range(days, (due - day).days))


def test_before_tet_a_promise_waits_for_the_first_working_day() -> None:
    # 10 February 2026 + 7 = the first of Tết; off until the 20th.
    assert promised(date(2026, 2, 10), 7) == date(2026, 2, 21)
