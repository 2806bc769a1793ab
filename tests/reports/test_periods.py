"""Periods: what an address names, and the period before."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.reports.periods import Period, from_query

TODAY = date(2026, 5, 9)


@pytest.mark.parametrize(
    ("query", "first", "last", "label"),
    [
        ({}, date(2026, 4, 1), date(2026, 6, 30), "Quý II năm 2026"),
        ({"nam": "2024"}, date(2024, 1, 1), date(2024, 12, 31), "Năm 2024"),
        ({"nam": "2025", "ky": "q1"}, date(2025, 1, 1), date(2025, 3, 31), "Quý I năm 2025"),
        ({"nam": "2025", "ky": "h1"}, date(2025, 1, 1), date(2025, 6, 30), "6 tháng đầu năm 2025"),
        ({"nam": "2025", "ky": "h2"}, date(2025, 7, 1), date(2025, 12, 31), "6 tháng cuối năm 2025"),
        (
            {"tu": "2025-02-03", "den": "2025-02-09"},
            date(2025, 2, 3),
            date(2025, 2, 9),
            "Tuần 03/02 – 09/02/2025",
        ),
        ({"tu": "2025-02-03", "den": "2025-02-03"}, date(2025, 2, 3), date(2025, 2, 3), "Ngày 03/02/2025"),
        ({"nam": "2024", "ky": "m2"}, date(2024, 2, 1), date(2024, 2, 29), "Tháng 2 năm 2024"),
        (
            {"tu": "2025-01-15", "den": "2025-02-03"},
            date(2025, 1, 15),
            date(2025, 2, 3),
            "Từ 15/01/2025 đến 03/02/2025",
        ),
    ],
)
def test_an_address_names_a_period(query: dict[str, str], first: date, last: date, label: str) -> None:
    period, trouble = from_query(query, TODAY)
    assert (period.first, period.last, period.label, trouble) == (first, last, label, "")


@pytest.mark.parametrize(
    "query",
    [
        {"nam": "2024", "ky": "q5"},
        {"nam": "2024", "ky": "h3"},
        {"nam": "99999"},
        {"nam": "٢٠٢٤"},
        {"nam": "2024", "ky": "m0"},
        {"tu": "2025-01-15"},
        {"tu": "2025-03-01", "den": "2025-02-01"},
        {"tu": "0001-01-01", "den": "9999-12-31"},
    ],
)
def test_a_wrong_address_is_said_and_shows_the_present_quarter(query: dict[str, str]) -> None:
    period, trouble = from_query(query, TODAY)
    assert period == Period.of_quarter(2026, 2)
    assert trouble


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period.of_year(2025), Period.of_year(2024)),
        (Period.of_quarter(2025, 1), Period.of_quarter(2024, 4)),
        (Period.months(2025, 1, 1), Period.months(2024, 12, 1)),
        (Period.of_half(2025, 1), Period.of_half(2024, 2)),
        (Period.of_week(date(2025, 1, 2)), Period(date(2024, 12, 23), date(2024, 12, 29))),
        (Period(date(2025, 1, 11), date(2025, 1, 20)), Period(date(2025, 1, 1), date(2025, 1, 10))),
    ],
)
def test_the_period_before_is_as_long(period: Period, before: Period) -> None:
    assert period.previous == before


days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(days, days)
def test_periods_meet_and_their_address_reads_back(one: date, other: date) -> None:
    period = Period(*sorted((one, other)))
    assert period.previous.last + timedelta(days=1) == period.first
    assert period.previous.ends == period.starts
    assert from_query(dict(pair.split("=") for pair in period.query.split("&")), TODAY) == (period, "")


# Making the addresses is slow on a busy machine, which says nothing about the code.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(["nam", "ky", "tu", "den"]), st.text(max_size=12)))
def test_any_address_gives_some_period(query: dict[str, str]) -> None:
    period, _ = from_query(query, TODAY)
    assert period.first <= period.last
