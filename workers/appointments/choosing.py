"""The page part on which an office, a day and a time are chosen; the desk and the person's own page share it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from portal.accounts.models import Office
from workers.appointments.slots import AHEAD_DAYS, Day, days

SHOWN_DAYS = 10
"""Days with a free time that are offered at once."""


@dataclass(frozen=True)
class Choosing:
    offices: list[Office]
    office: Office | None
    """The one looked at; ``None`` while no office receives by appointment."""
    days: list[Day]
    """Those with a free time, soonest first."""
    day: Day | None


def choose(office_id: int | None, named: str = "", day: str = "") -> Choosing:
    """What is offered: of the office of identifier ``named``, or else that of key ``office_id``. Four queries."""
    receiving = Office.objects.filter(hours__isnull=False).select_related("commune")
    offices = list(receiving.distinct().order_by("-is_head", "code"))
    office = next((one for one in offices if one.public_id == named), None)
    office = office or next((one for one in offices if one.pk == office_id), None) or next(iter(offices), None)
    today = timezone.localdate()
    offered = [one for one in days(office.pk, today, today + timedelta(days=AHEAD_DAYS)) if one.open] if office else []
    wanted = _day(day)
    chosen = next((one for one in offered if one.day == wanted), None) or next(iter(offered), None)
    shown = offered[:SHOWN_DAYS]
    if chosen and chosen not in shown:
        shown.append(chosen)
    return Choosing(offices, office, shown, chosen)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
