"""Reminders the day before; can be repeated, begun twice and killed at any moment."""

from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from jobs.interviews import telling
from jobs.interviews.enums import InterviewState
from jobs.interviews.models import Interview

BATCH = 500


@shared_task(ignore_result=True)
def remind() -> int:
    """Both sides hear of each interview of the next day (and of what is left of today), once; how many interviews."""
    now = timezone.localtime()
    until = (now + timedelta(days=2)).replace(hour=0, minute=0, second=0, microsecond=0)
    due = Interview.objects.filter(
        state=InterviewState.BOOKED, reminded_at=None, starts_at__gt=now, starts_at__lt=until
    ).order_by("starts_at", "pk")
    return sum(_remind(key) for key in list(due.values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _remind(key: int) -> bool:
    one = (
        Interview.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(pk=key, state=InterviewState.BOOKED, reminded_at=None)
        .first()
    )
    if one is None:
        return False
    one.reminded_at = timezone.now()
    one.save(update_fields=["reminded_at"])
    telling.remind(one)
    return True
