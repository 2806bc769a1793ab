"""What this room holds of a person (:mod:`workers.rights`)."""

from typing import Any

from django.utils.translation import gettext as _

from workers.appointments.models import Appointment, Ticket
from workers.models import Worker
from workers.rights.gathering import Section, row_of, said


def hold(sender: Any, worker: Worker, **more: Any) -> list[Section]:
    """Appointments with everything that happened to them, numbers taken."""
    booked = Appointment.objects.filter(worker=worker).select_related("office").prefetch_related("events")
    tickets = Ticket.objects.filter(worker=worker).select_related("office").order_by("day", "id")
    inner = ["due_at", "counsellor", "appointment", "reminded_at", "followed_at", "created_at"]
    return [
        (_("Lịch hẹn tư vấn"), [_appointment(one) for one in booked.order_by("starts_at", "id")]),
        (_("Số thứ tự đã lấy"), [row_of(one, inner) for one in tickets]),
    ]


def _appointment(one: Appointment) -> dict[str, Any]:
    steps = [f"{said(step.at)} {step.get_what_display()} {step.note}".strip() for step in one.events.all()]
    return row_of(one, ["reminded_at", "followed_at", "created_at"]) | {_("Diễn biến"): steps}
