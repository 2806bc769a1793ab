"""Who is told what about appointments; the words are in :mod:`workers.appointments.messages`."""

from typing import Any

from portal.notices.services import tell
from workers.appointments.models import Appointment

BOOKED, CANCELLED, REMIND, MISSED = (
    "appointment-booked",
    "appointment-cancelled",
    "appointment-tomorrow",
    "appointment-missed",
)


def _worker(kind: str, appointment: Appointment, **more: Any) -> None:
    """Tell the person, where they have an account."""
    user = appointment.worker.user_id
    if not user:
        return
    payload = {"time": str(appointment), "office": appointment.office.name} | more
    # A new key for each thing that happens to an appointment.
    tell(kind, f"{appointment.public_id}:{appointment.events.count()}", [(user, payload)])


def booked(appointment: Appointment) -> None:
    """By somebody else for the person."""
    _worker(BOOKED, appointment)


def cancelled(appointment: Appointment, reason: str) -> None:
    _worker(CANCELLED, appointment, reason=reason)


def remind(appointment: Appointment) -> None:
    """The day before."""
    _worker(REMIND, appointment)


def missed(appointment: Appointment) -> None:
    _worker(MISSED, appointment)
