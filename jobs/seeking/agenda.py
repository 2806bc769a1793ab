"""Where a person is expected next: appointments at the centre, events they are on the list of."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from workers.appointments.enums import AppointmentState
from workers.appointments.models import Appointment
from workers.counselling.models import CounsellingSession
from workers.models import Worker
from workers.outreach.models import Attendance

SHOWN = 4
AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class Meeting:
    """``at`` is a day where no hour was agreed."""

    kind: str
    """ "booked" (by the hour), "counselling" (agreed on in a talk) or "event"."""
    at: date | datetime
    title: str
    place: str
    phone: str = ""

    @property
    def day(self) -> date:
        return timezone.localtime(self.at).date() if isinstance(self.at, datetime) else self.at

    @property
    def has_hour(self) -> bool:
        return isinstance(self.at, datetime)


def agenda(worker: Worker) -> list[Meeting]:
    """The next few, soonest first; three queries."""
    today = timezone.localdate()
    found = [Meeting("booked", one.starts_at, "", one.office.name, one.office.phone) for one in _booked(worker)]
    found += [
        Meeting("counselling", one.next_on or today, one.next_step, one.office.name, one.office.phone)
        for one in _appointments(worker, today)
    ]
    found += [
        Meeting("event", one.event.starts_at, one.event.title, f"{one.event.venue}, {one.event.commune.name}")
        for one in _events(worker)
    ]
    return sorted(found, key=lambda one: (one.day, one.has_hour, one.title))[:SHOWN]


def _booked(worker: Worker) -> QuerySet[Appointment]:
    now = timezone.now()
    return (
        Appointment.objects.filter(worker=worker, state=AppointmentState.BOOKED, ends_at__gt=now)
        .select_related("office")
        .order_by("starts_at", "id")[:SHOWN]
    )


def _appointments(worker: Worker, today: date) -> QuerySet[CounsellingSession]:
    """What the counsellor agreed on; the inner note is not read."""
    return (
        CounsellingSession.objects.filter(worker=worker, next_on__gte=today, next_on__lte=today + AHEAD)
        .select_related("office")
        .only("next_on", "next_step", "office__name", "office__phone")
        .order_by("next_on", "id")[:SHOWN]
    )


def _events(worker: Worker) -> QuerySet[Attendance]:
    now = timezone.now()
    return (
        Attendance.objects.filter(worker=worker, event__ends_at__gte=now, event__starts_at__lte=now + AHEAD)
        .select_related("event__commune")
        .order_by("event__starts_at", "id")[:SHOWN]
    )
