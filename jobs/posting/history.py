"""A vacancy's past as one line of events, newest first."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from jobs.enums import VacancyState
from jobs.models import Vacancy
from jobs.posting.enums import Change
from jobs.posting.models import VacancyChange


@dataclass(frozen=True)
class Event:
    at: datetime
    title: str
    detail: str
    by: str
    reasons: tuple[str, ...] = ()
    state: str = ""


def history(vacancy: Vacancy) -> list[Event]:
    """States, and changes between them, with who and why; two queries."""
    events = []
    for line in vacancy.transitions.select_related("actor", "returned").order_by("at", "id"):
        title = str(VacancyState(line.after).label) if line.before else _("Bắt đầu soạn tin")
        reasons = tuple(line.returned.labels) if hasattr(line, "returned") else ()
        care = "care" if line.after == VacancyState.RETURNED else ""
        events.append(Event(line.at, title, line.reason, _who(line.actor), reasons, care))
    for change in VacancyChange.objects.filter(vacancy=vacancy).select_related("actor").order_by("at", "id"):
        detail = f"{change.before} → {change.after}"
        if change.what == Change.MERGED:
            detail = _("với tin %(key)s") % {"key": change.after}
        events.append(Event(change.at, str(Change(change.what).label), detail, _who(change.actor)))
    return sorted(events, key=lambda event: event.at, reverse=True)


def _who(actor: object) -> str:
    return str(actor) if actor else _("Cổng, theo lịch")
