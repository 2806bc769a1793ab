"""How much of everything a demonstration centre holds.

At ``province`` scale the counted figures are those the centre of Thái Bình reported for 2024 and the first
quarter of 2025; everything else is filled in around them.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """Counselling between two days: ``turns`` records for ``people``, ``newcomers`` of them first seen then."""

    first: date
    last: date
    turns: int
    people: int
    newcomers: int
    walk_ins: int = 0
    """Turns given to named people who did not register."""


@dataclass(frozen=True)
class Plan:
    periods: tuple[Period, ...]
    online: int
    """People who registered by themselves and never came."""
    placed: int
    """People who work where the centre brought them and look no further."""
    left_again: int
    """Hires that ended; the person looks again."""
    employers: int
    new_employers: int
    """Of ``employers``, known since 2025 only."""
    waiting_employers: int
    """Signed up this week, not yet verified; each with an advert waiting for approval."""
    vacancies_2024: int
    seats_2024: int
    vacancies_2025: int
    closed_2026: int
    published: int
    published_seats: int
    conference_people: tuple[int, ...]
    talk_people: tuple[int, ...]
    """Discharged soldiers and police oriented in each former district, first quarter of 2025."""
    korea_q1_2025: int
    korea_2026: int
    counsellors: int
    fairs_a_year: int
    fair_people: int
    single_seat: bool = False

    @property
    def workers(self) -> int:
        return sum(period.newcomers for period in self.periods) + self.online

    @property
    def turns(self) -> int:
        return sum(period.turns for period in self.periods)


def plan(scale: str, today: date, *, single_seat: bool = False) -> Plan:
    """The plan of ``small`` or ``province`` as of ``today`` (not before July 2026)."""
    made = (_province if scale == "province" else _small)(today)
    if single_seat:
        made = replace(made, published=made.published_seats, single_seat=True)
    return made


def _province(today: date) -> Plan:
    return Plan(
        periods=(
            Period(date(2024, 1, 2), date(2024, 12, 31), 68_792, 46_000, 46_000, 1_376),
            Period(date(2025, 1, 2), date(2025, 3, 31), 8_905, 7_634, 5_400),
            Period(date(2025, 4, 1), date(2025, 12, 31), 42_310, 27_500, 11_600, 846),
            Period(date(2026, 1, 5), today - timedelta(days=1), 46_280, 29_000, 10_800, 926),
        ),
        online=1_600,
        placed=6_600,
        left_again=2_300,
        employers=552,
        new_employers=50,
        waiting_employers=9,
        vacancies_2024=2_960,
        seats_2024=65_940,
        vacancies_2025=2_340,
        closed_2026=820,
        published=3_000,
        published_seats=66_000,
        conference_people=(420, 385, 340, 310, 290, 270, 245),
        talk_people=(142, 131, 128, 136, 119, 124, 117, 127),
        korea_q1_2025=228,
        korea_2026=164,
        counsellors=34,
        fairs_a_year=10,
        fair_people=210,
    )


def _small(today: date) -> Plan:
    return Plan(
        periods=(
            Period(date(2024, 1, 2), date(2024, 12, 31), 1_320, 900, 900, 26),
            Period(date(2025, 1, 2), date(2025, 3, 31), 176, 150, 110),
            Period(date(2025, 4, 1), date(2025, 12, 31), 840, 540, 240, 16),
            Period(date(2026, 1, 5), today - timedelta(days=1), 910, 570, 210, 18),
        ),
        online=40,
        placed=130,
        left_again=46,
        employers=60,
        new_employers=8,
        waiting_employers=3,
        vacancies_2024=36,
        seats_2024=780,
        vacancies_2025=22,
        closed_2026=12,
        published=230,
        published_seats=4_600,
        conference_people=(46, 42, 38, 34, 30, 28, 26),
        talk_people=(14, 13, 13, 14, 12, 12, 12, 13),
        korea_q1_2025=24,
        korea_2026=18,
        counsellors=9,
        fairs_a_year=4,
        fair_people=40,
    )
