"""Hires followed for a month, for the list of Mẫu 04."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from employers.models import Employer
from jobs.models import PlacementCheck
from jobs.printing.forms.mau_04 import MONTH
from portal.accounts.models import Office

LONGEST = timedelta(days=366)
MOST = 1_000
"""Rows of one list."""


@dataclass(frozen=True)
class Period:
    first: date
    last: date


def period_of(asked: QueryDict) -> Period:
    """``tu`` and ``den`` as days; what is missing or makes no sense is the current month."""
    today = timezone.localdate()
    first, last = sorted((_day(asked.get("tu", ""), today.replace(day=1)), _day(asked.get("den", ""), today)))
    return Period(max(first, last - LONGEST), last)


def _day(text: str, otherwise: date) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return otherwise
    return found if 2000 <= found.year <= 2100 else otherwise


def still_working(office: Office, period: Period, employer: Employer | None = None) -> QuerySet[PlacementCheck]:
    """Checks at one month that found the person at work, made in the period: of the office's people, and of people no
    office has whom its staff checked. Ordered by the day of the check."""
    of_nobody = Q(placement__application__worker__office=None, checked_by__staff__office=office)
    rows = PlacementCheck.objects.filter(
        Q(placement__application__worker__office=office) | of_nobody,
        month=MONTH,
        outcome=PlacementCheck.Outcome.WORKING,
        checked_on__range=(period.first, period.last),
    )
    if employer:
        rows = rows.filter(placement__application__vacancy__employer=employer)
    return rows.select_related(
        "placement__application__worker",
        "placement__application__vacancy__employer__commune__province",
        "placement__application__vacancy__employer__park",
        "placement__application__vacancy__employer__industry",
    ).order_by("checked_on", "id")


def key_of(office: Office, period: Period) -> str:
    return ":".join([office.code, period.first.isoformat(), period.last.isoformat()])
