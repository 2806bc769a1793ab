"""The times an office offers: its hours cut into slots, less days off, with how many have booked each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count
from django.utils import timezone

from portal.codes.holidays import holidays
from workers.appointments.enums import AppointmentState
from workers.appointments.models import Appointment, DayOff, OfficeHours

AHEAD_DAYS = 30
"""How far ahead people may book."""
HELD = (AppointmentState.BOOKED, AppointmentState.CAME, AppointmentState.MISSED)
"""States in which a place of the slot was used."""


@dataclass(frozen=True)
class Slot:
    starts_at: datetime
    ends_at: datetime
    capacity: int
    taken: int = 0

    @property
    def free(self) -> int:
        return max(self.capacity - self.taken, 0)

    @property
    def is_open(self) -> bool:
        """May still be booked."""
        return self.free > 0 and self.starts_at > timezone.now()

    @property
    def value(self) -> str:
        """How a form names it."""
        return timezone.localtime(self.starts_at).strftime("%Y-%m-%dT%H:%M")


@dataclass(frozen=True)
class Day:
    day: date
    slots: list[Slot]
    why_closed: str = ""

    @property
    def open(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.is_open]

    @property
    def taken(self) -> int:
        return sum(slot.taken for slot in self.slots)

    @property
    def capacity(self) -> int:
        return sum(slot.capacity for slot in self.slots)


def cut(hours: OfficeHours, day: date) -> Iterator[Slot]:
    """The slots of one part of a day; a rest shorter than a slot is no slot."""
    length = timedelta(minutes=hours.minutes)
    starts = timezone.make_aware(datetime.combine(day, hours.starts))
    ends = timezone.make_aware(datetime.combine(day, hours.ends))
    while starts + length <= ends:
        yield Slot(starts, starts + length, hours.capacity)
        starts += length


def days(office_id: int, first: date, last: date) -> list[Day]:
    """Every day from ``first`` to ``last``, both included. Three queries."""
    hours: dict[int, list[OfficeHours]] = {}
    for one in OfficeHours.objects.filter(office=office_id).order_by("weekday", "starts"):
        hours.setdefault(one.weekday, []).append(one)
    off = dict(DayOff.objects.filter(office=office_id, day__gte=first, day__lte=last).values_list("day", "note"))
    taken = _taken(office_id, first, last)
    made = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        closed = day in off or day in holidays(day.year)
        slots = [] if closed else [slot for one in hours.get(day.weekday(), []) for slot in cut(one, day)]
        filled = [Slot(s.starts_at, s.ends_at, s.capacity, taken.get(s.starts_at, 0)) for s in slots]
        made.append(Day(day, filled, off.get(day, "")))
    return made


def bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """The first moment of ``first`` and the first after ``last``, in the centre's time zone."""
    return (
        timezone.make_aware(datetime.combine(first, time.min)),
        timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min)),
    )


def _taken(office_id: int, first: date, last: date) -> dict[datetime, int]:
    begin, end = bounds(first, last)
    rows = (
        Appointment.objects.filter(office=office_id, starts_at__gte=begin, starts_at__lt=end, state__in=HELD)
        .order_by()
        .values("starts_at")
        .annotate(n=Count("pk"))
        .values_list("starts_at", "n")
    )
    return dict(rows)
