"""The labour market in figures for everybody: what is offered, what it pays, where, and how many look for it.

Offers are counted from the rows the search reads, by the search's own conditions, so that each figure equals what
its link finds. People are counted only in groups of at least :data:`SMALL`; the lists show the largest groups
only, and people may want several occupations, so that no hidden number follows from the others. Counted at most
every quarter of an hour.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from jobs.search.criteria import PAY
from jobs.search.sql import LIVE
from portal.reports.periods import Period
from workers.enums import Search

MILLION = 1_000_000
SMALL = 5
"""Fewer people than this are never shown; pay neither for fewer adverts that state it."""
FRESH_SECONDS = 900
KEPT_SECONDS = 7_200
COUNTING_SECONDS = 60
MONTHS = 12
TOP = 12
RECENT_DAYS = 30
_KEY = "reports:market"

_PAY = "coalesce((v.monthly_min + v.monthly_max) / 2, v.monthly_min, v.monthly_max)"
"""Of one advert: the middle of the stated range, else its one stated end; by the month."""
_FROM = "FROM jobs_vacancyindex i JOIN jobs_vacancy v ON v.id = i.vacancy_id"
_LIVE = LIVE.replace("is_open", "i.is_open").replace("deadline", "i.deadline")
_OFFER = (
    f"count(*), sum(v.headcount - v.filled), count({_PAY}),"
    f" percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY {_PAY})"
)


@dataclass(frozen=True, slots=True)
class Pay:
    """Advertised pay by the month in đồng: a quarter of adverts offers less than ``low``, half less than ``middle``."""

    low: int
    middle: int
    high: int
    stated: int
    """Adverts that state pay."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Open vacancies of one kind."""

    key: str
    """Occupation group (level 2) or key of a commune of today; "" for all."""
    vacancies: int
    seats: int
    pay: Pay | None
    """``None`` where fewer than :data:`SMALL` adverts state it."""
    seekers: int | None
    """People looking for such work, or living there; ``None`` below :data:`SMALL`."""


@dataclass(frozen=True, slots=True)
class Month:
    """What was published in a calendar month, whatever became of it."""

    first: date
    vacancies: int
    seats: int


@dataclass(frozen=True, slots=True)
class Market:
    at: datetime
    whole: Offer
    employers: int
    recent: int
    """Open vacancies published in the last thirty days."""
    groups: list[Offer]
    """Most seats first."""
    areas: list[Offer]
    """Most vacancies first; one with several workplaces counts in each."""
    bands: list[tuple[int, int]]
    """(at least so many millions a month, open vacancies that offer it)."""
    months: list[Month]


def market(now: datetime) -> Market:
    """The figures as of at most a quarter of an hour ago.

    Whoever comes first after that counts them anew; those who come meanwhile read the old ones, nobody queues.
    """
    kept: Market | None = cache.get(_KEY)
    if kept is not None and now - kept.at < timedelta(seconds=FRESH_SECONDS):
        return kept
    if kept is not None and not cache.add(f"{_KEY}:counting", 1, COUNTING_SECONDS):
        return kept
    found = counted(now)
    cache.set(_KEY, found, KEPT_SECONDS)
    return found


def counted(now: datetime) -> Market:
    """The same from the records of this moment; six queries."""
    today = timezone.localdate(now)
    wanted, living = _seekers("wanted"), _seekers("living")
    groups = _offers("left(i.occupation_code, 2)", "", "true", today, wanted)
    whole = next(offer for offer in groups if not offer.key)
    employers, recent, bands = _openings(today)
    return Market(
        at=now,
        whole=whole,
        employers=employers,
        recent=recent,
        groups=sorted((offer for offer in groups if offer.key), key=lambda offer: (-offer.seats, offer.key))[:TOP],
        areas=_offers("c", ", unnest(i.commune_ids) c", "true", today, living, TOP),
        bands=bands,
        months=_months(today),
    )


def _offers(
    key: str, more: str, where: str, today: date, seekers: dict[str, int], top: int | None = None
) -> list[Offer]:
    """Offers by ``key``; without ``top`` the whole as well, under the empty key."""
    grouping = "1" if top else "GROUPING SETS ((1), ())"
    named = f"{key} IS NOT NULL" if top else "true"
    order = f" ORDER BY 2 DESC, 1 LIMIT {int(top)}" if top else " ORDER BY 1"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, {_OFFER} {_FROM}{more} WHERE {_LIVE} AND {where} AND {named} GROUP BY {grouping}{order}",
            {"today": today},
        )
        rows = cursor.fetchall()
    # Adverts nobody has coded stand under "": they are part of the whole, not a group.
    kept = rows if top else [row for row in rows if row[0] != ""]
    return [
        Offer(
            "" if found is None else str(found),
            vacancies,
            int(seats or 0),
            _pay(stated, quartiles),
            _shown(seekers.get("" if found is None else str(found), 0)),
        )
        for found, vacancies, seats, stated, quartiles in kept
    ]


def _pay(stated: int, quartiles: list[float] | None) -> Pay | None:
    if stated < SMALL or not quartiles:
        return None
    low, middle, high = (round(value) for value in quartiles)
    return Pay(low, middle, high, stated)


def _shown(people: int) -> int | None:
    return people if people >= SMALL else None


def _seekers(by: str) -> dict[str, int]:
    """People looking for work by wanted occupation group or by the commune they live in; all under ""."""
    if by == "wanted":
        key, joined = (
            "left(o.code, 2)",
            (
                " LEFT JOIN workers_wantedoccupation n ON n.worker_id = w.id"
                " LEFT JOIN codes_occupation o ON o.id = n.occupation_id"
            ),
        )
    else:
        key, joined = "w.commune_id::text", ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, GROUPING({key}), count(DISTINCT w.id) FROM workers_worker w{joined}"
            " WHERE w.search = ANY(%(looking)s) GROUP BY GROUPING SETS ((1), ())",
            {"looking": [Search.LOOKING.value, Search.OPEN.value]},
        )
        return {"" if is_whole else str(found): n for found, is_whole, n in cursor.fetchall() if is_whole or found}


def _openings(today: date) -> tuple[int, int, list[tuple[int, int]]]:
    """Employers that hire, vacancies of the last thirty days, and vacancies from each pay of the search's filter up."""
    bands = ", ".join(f"count(*) FILTER (WHERE pay_top >= {millions * MILLION})" for millions in PAY)
    recent = f"count(*) FILTER (WHERE published_at >= now() - make_interval(days => {RECENT_DAYS}))"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(DISTINCT employer_id), {recent}, {bands} FROM jobs_vacancyindex WHERE {LIVE}",
            {"today": today},
        )
        employers, newest, *found = cursor.fetchone() or (0, 0)
    return employers, newest, list(zip(PAY, found, strict=True))


def _months(today: date) -> list[Month]:
    """The last twelve whole months and the one under way; a month without adverts is there with noughts."""
    first = Period.months(today.year, today.month - MONTHS, 1).starts
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT date_trunc('month', published_at AT TIME ZONE %(zone)s)::date, count(*), sum(headcount)"
            " FROM jobs_vacancy WHERE published_at >= %(first)s AND published_at < %(end)s GROUP BY 1",
            {
                "zone": timezone.get_current_timezone_name(),
                "first": first,
                "end": Period(today, today + timedelta(days=1)).ends,
            },
        )
        found = {month: (count, int(seats)) for month, count, seats in cursor.fetchall()}
    periods = [Period.months(today.year, today.month - MONTHS + n, 1) for n in range(MONTHS + 1)]
    return [Month(period.first, *found.get(period.first, (0, 0))) for period in periods]
