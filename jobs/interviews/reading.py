"""The live interview of each of several applications, read along with them in one query."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from jobs.interviews.enums import INTERVIEW_LIVE
from jobs.interviews.models import Interview, Slot
from jobs.models import Application

_OF_SLOT = ("starts_at", "ends_at", "way", "place", "note")


def with_interview() -> Subquery:
    """To annotate applications as ``interview_now``; :func:`coming` reads it."""
    live = Interview.objects.filter(application=OuterRef("pk"), state__in=sorted(INTERVIEW_LIVE))
    told = JSONObject(**{name: f"slot__{name}" for name in _OF_SLOT})
    return Subquery(live.order_by("-created_at", "-id").values(told=told)[:1])


def coming(applications: list[Application]) -> list[dict[str, Any]]:
    """(``application``, its ``slot`` or ``None`` while no time is chosen), soonest first; those over are left out."""
    now = timezone.now()
    found = []
    for one in applications:
        told = getattr(one, "interview_now", None)
        if told is None:
            continue
        slot = _slot(told) if told["starts_at"] else None
        if slot is None or slot.ends_at > now:
            found.append({"application": one, "slot": slot})
    return sorted(found, key=lambda row: (row["slot"] is not None, row["slot"].starts_at if row["slot"] else now))


def _slot(told: dict[str, Any]) -> Slot:
    """Not saved: enough to be shown."""
    moments = {name: datetime.fromisoformat(told[name]) for name in ("starts_at", "ends_at")}
    return Slot(**told | moments)
