"""A week of an office's appointments."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from workers.appointments.models import Appointment
from workers.appointments.slots import HELD, bounds, days

DAYS = 7


@dataclass
class Cell:
    """One time of a day with whoever booked it."""

    starts_at: datetime
    capacity: int
    """0: the office no longer receives then, but somebody booked before."""
    people: list[Appointment] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        return len(self.people) >= self.capacity


@dataclass
class WeekDay:
    day: date
    cells: list[Cell]
    why_closed: str

    @property
    def taken(self) -> int:
        return sum(len(cell.people) for cell in self.cells)

    @property
    def capacity(self) -> int:
        return sum(cell.capacity for cell in self.cells)

    @property
    def booked(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.people]


def week(office_id: int | None, monday: date) -> list[WeekDay]:
    """Seven days; those at the end on which the office never receives are left out. Four queries."""
    if office_id is None:
        return []
    last = monday + timedelta(days=DAYS - 1)
    begin, end = bounds(monday, last)
    found = (
        Appointment.objects.filter(office=office_id, starts_at__gte=begin, starts_at__lt=end, state__in=HELD)
        .select_related("worker")
        .order_by("starts_at", "id")
    )
    by_time: dict[datetime, list[Appointment]] = {}
    for one in found:
        by_time.setdefault(one.starts_at, []).append(one)
    made = []
    for one_day in days(office_id, monday, last):
        cells = [Cell(slot.starts_at, slot.capacity, by_time.pop(slot.starts_at, [])) for slot in one_day.slots]
        begin, end = bounds(one_day.day, one_day.day)
        beside = [at for at in by_time if begin <= at < end]
        cells += [Cell(at, 0, by_time.pop(at)) for at in beside]
        made.append(WeekDay(one_day.day, sorted(cells, key=lambda cell: cell.starts_at), one_day.why_closed))
    while len(made) > 5 and not made[-1].cells and not made[-1].why_closed:
        made.pop()
    return made
