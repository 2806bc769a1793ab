"""What happens to appointments by itself; each task can be repeated, begun twice and killed at any moment."""

from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from workers.appointments import queue, services, telling
from workers.appointments.enums import AppointmentState
from workers.appointments.models import Appointment

BATCH = 500
GRACE = timedelta(hours=1)
"""Whoever has not come this long after the slot's end has missed it."""


@shared_task(ignore_result=True)
def remind() -> int:
    """People hear of each appointment of the next day (and of what is left of today), once; how many appointments."""
    now = timezone.localtime()
    until = (now + timedelta(days=2)).replace(hour=0, minute=0, second=0, microsecond=0)
    due = Appointment.objects.filter(
        state=AppointmentState.BOOKED, reminded_at=None, starts_at__gt=now, starts_at__lt=until
    ).order_by("starts_at", "pk")
    return sum(_remind(key) for key in list(due.values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _remind(key: int) -> bool:
    one = (
        Appointment.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("worker", "office")
        .filter(pk=key, state=AppointmentState.BOOKED, reminded_at=None)
        .first()
    )
    if one is None:
        return False
    one.reminded_at = timezone.now()
    one.save(update_fields=["reminded_at"])
    telling.remind(one)
    return True


@shared_task(ignore_result=True)
def tend() -> int:
    """Who has not come is marked so and told; numbers of days gone are closed. How many were missed."""
    queue.close_days_gone()
    late = Appointment.objects.filter(state=AppointmentState.BOOKED, ends_at__lt=timezone.now() - GRACE)
    return sum(_missed(one) for one in late.order_by("ends_at", "pk")[:BATCH])


def _missed(appointment: Appointment) -> bool:
    try:
        return services.missed(appointment, None).state == AppointmentState.MISSED
    except services.NotPossible:
        # Somebody cancelled or received them a moment ago.
        return False
