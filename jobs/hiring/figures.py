"""An employer's own figures: how many it sought and found, how fast, and whether it answers in time.

Two queries whatever the employer's size: its vacancies and its applications of two periods; the rest is counted here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any, NamedTuple

from django.db.models import F, Min, Q
from django.utils import timezone

from employers.models import Employer
from jobs.enums import ApplicationState
from jobs.hiring.candidates import REACHED
from jobs.models import Application, Vacancy

PERIODS = (30, 90, 365)
ANSWERS = (ApplicationState.INTERVIEW, ApplicationState.OFFERED, ApplicationState.HIRED, ApplicationState.NOT_HIRED)


class Period(NamedTuple):
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def holds(self, at: datetime | date | None) -> bool:
        if at is None:
            return False
        day = timezone.localtime(at).date() if isinstance(at, datetime) else at
        return self.first <= day <= self.last


def periods(days: int, today: date) -> tuple[Period, Period]:
    """(the last ``days`` days with today, as many before them)."""
    now = Period(today - timedelta(days=days - 1), today)
    return now, Period(now.first - timedelta(days=days), now.first - timedelta(days=1))


@dataclass
class Opening:
    """A vacancy; times in days since it was published."""

    vacancy: Vacancy
    published_at: datetime
    first_candidate: float | None
    """Until the first application reached the employer; ``None`` while none has."""


@dataclass
class Contact:
    """An application that reached the employer."""

    application: Application
    reached_at: datetime
    answered_at: datetime | None
    hired_at: datetime | None
    days_to_hire: float | None
    """From publishing the vacancy."""
    in_time: bool | None
    """``None``: no answer was due yet, or the person withdrew first."""


@dataclass
class Data:
    openings: list[Opening] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)


def read(employer: Employer, since: date, today: date) -> Data:
    """Vacancies published, and applications that came or were decided, since a day."""
    start = timezone.make_aware(datetime.combine(since, datetime.min.time()))
    reached = Min("applications__transitions__at", filter=Q(applications__transitions__after="submitted"))
    vacancies: Any = (
        Vacancy.objects.filter(employer=employer, published_at__gte=start)
        .annotate(first_reached=reached)
        .only("public_id", "title", "headcount", "filled", "state", "published_at", "employer_id")
        .order_by("-published_at", "-id")
    )
    data = Data()
    for one in vacancies:
        assert one.published_at, "filtered above"
        data.openings.append(Opening(one, one.published_at, _days(one.published_at, one.first_reached)))

    def first(*states: str) -> Min:
        return Min("transitions__at", filter=Q(transitions__after__in=states))

    applications = (
        Application.objects.filter(Q(created_at__gte=start) | Q(changed_at__gte=start), vacancy__employer=employer)
        .filter(state__in=REACHED)
        .annotate(
            reached=first("submitted"), answered=first(*ANSWERS), hired=first("hired"),
            published=F("vacancy__published_at"),
        )
        .select_related("worker", "vacancy")
        .only(
            "state", "reply_by", "created_at", "public_id", "worker__public_id", "worker__full_name",
            "vacancy__public_id", "vacancy__title",
        )
        .order_by("-created_at", "-id")
    )  # fmt: skip
    data.contacts = [_contact(one, today) for one in applications]
    return data


def _days(start: datetime | None, end: datetime | None) -> float | None:
    return None if start is None or end is None else max(0.0, (end - start).total_seconds() / 86_400)


def _contact(one: Any, today: date) -> Contact:
    in_time = None
    if one.reply_by and one.answered:
        in_time = timezone.localtime(one.answered).date() <= one.reply_by
    elif one.reply_by and one.reply_by < today and one.state in {"submitted", "viewed"}:
        in_time = False
    return Contact(
        one, one.reached or one.created_at, one.answered, one.hired, _days(one.published, one.hired), in_time
    )


class Figure(NamedTuple):
    key: str
    value: float | int | None
    before: float | int | None
    """The same of the period before."""
    rows: int
    """How many rows it was made from."""


FIGURES: dict[str, Callable[[Data, Period], tuple[float | int | None, int]]] = {}
"""By key: (value, how many rows it is made from) of a period."""


def _figure(key: str) -> Callable[[Any], Any]:
    def keep(function: Any) -> Any:
        FIGURES[key] = function
        return function

    return keep


def _middle(values: Iterable[float | None]) -> tuple[float | None, int]:
    known = [value for value in values if value is not None]
    return (round(median(known), 1), len(known)) if known else (None, 0)


def openings(data: Data, period: Period) -> list[Opening]:
    return [one for one in data.openings if period.holds(one.published_at)]


def hired(data: Data, period: Period) -> list[Contact]:
    return [one for one in data.contacts if period.holds(one.hired_at)]


def arrived(data: Data, period: Period) -> list[Contact]:
    return [one for one in data.contacts if period.holds(one.reached_at)]


def due(data: Data, period: Period) -> list[Contact]:
    """Those whose answer was due, or given, in the period."""
    return [
        one
        for one in data.contacts
        if one.in_time is not None and period.holds(one.answered_at or one.application.reply_by)
    ]


@_figure("tin")
def _openings(data: Data, period: Period) -> tuple[int, int]:
    rows = openings(data, period)
    return len(rows), len(rows)


@_figure("cho")
def _seats(data: Data, period: Period) -> tuple[int, int]:
    rows = openings(data, period)
    return sum(one.vacancy.headcount for one in rows), len(rows)


@_figure("tuyen")
def _hired(data: Data, period: Period) -> tuple[int, int]:
    rows = hired(data, period)
    return len(rows), len(rows)


@_figure("ung-vien-dau")
def _first_candidate(data: Data, period: Period) -> tuple[float | None, int]:
    return _middle(one.first_candidate for one in openings(data, period))


@_figure("den-tuyen")
def _to_hire(data: Data, period: Period) -> tuple[float | None, int]:
    return _middle(one.days_to_hire for one in hired(data, period))


@_figure("tra-loi")
def _in_time(data: Data, period: Period) -> tuple[int | None, int]:
    rows = due(data, period)
    return (round(100 * sum(bool(one.in_time) for one in rows) / len(rows)), len(rows)) if rows else (None, 0)


def figures(data: Data, now: Period, before: Period) -> dict[str, Figure]:
    made = {}
    for key, count in FIGURES.items():
        value, rows = count(data, now)
        made[key] = Figure(key, value, count(data, before)[0], rows)
    return made


def funnel(data: Data, period: Period) -> list[tuple[ApplicationState, int]]:
    """Applications that came in the period by the state they are in now, along the way; states nobody is in are left
    out."""
    rows = arrived(data, period)
    states = [state for state in ApplicationState if state in REACHED]
    counted = [(state, sum(one.application.state == state for one in rows)) for state in states]
    return [(state, n) for state, n in counted if n]
