"""The counter of the demonstration centre: hours for appointments, a week of them, and who waits today."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from portal.standalone.demo.world import Person, World
from workers.appointments.enums import AppointmentState, Happening, TicketState, Weekday
from workers.appointments.models import Appointment, AppointmentEvent, OfficeHours, Ticket, TicketCounter
from workers.appointments.slots import days
from workers.counselling.enums import Topic
from workers.models import Worker

_WEEK = tuple(Weekday)[:5]
_POINT = (Weekday.TUESDAY, Weekday.THURSDAY)
_NOTES = ("Muốn đổi việc gần nhà", "Hỏi lớp may miễn phí", "Xem giúp hồ sơ đi Hàn Quốc", "", "", "")
_TOPICS = (Topic.JOBS, Topic.JOBS, Topic.TRAINING, Topic.INSURANCE, Topic.OVERSEAS)
BUSY = 0.32
"""Part of the places that are booked."""


def keep_counter(world: World) -> None:
    """Written last: whatever chance it takes changes nothing that other parts wrote."""
    # Who opens the portal on a Sunday finds a head office at work all the same.
    today = Weekday(world.today.weekday())
    for number, office in enumerate(world.offices):
        for weekday in sorted({*_WEEK, today}) if number == 0 else _POINT:
            for starts, ends in ((time(8), time(11)), (time(14), time(16, 30))):
                OfficeHours.objects.create(
                    public_id=world.public_id(), office_id=office, weekday=weekday, starts=starts, ends=ends,
                    minutes=30, capacity=2 if number == 0 else 1,
                )  # fmt: skip
    people = [person for person in world.people if person.looking and person is not world.star][-400:]
    if people:
        _appointments(world, people)
        _queue(world, people)


def _appointments(world: World, people: list[Person]) -> None:
    """At the head office, from last week until the next."""
    office = world.offices[0]
    made: set[int] = set()
    for day in days(office, world.today - timedelta(days=7), world.today + timedelta(days=9)):
        for slot in day.slots:
            for _ in range(slot.capacity):
                person = world.random.choice(people)
                if world.chance(BUSY) and person.id not in made:
                    made.add(person.id)
                    _appointment(world, person, slot.starts_at, office)


def _appointment(world: World, person: Person, at: datetime, office: int) -> None:
    past = timezone.localdate(at) < world.today
    state = AppointmentState.BOOKED
    if past:
        state = AppointmentState.CAME if world.chance(0.82) else AppointmentState.MISSED
    booked = at - timedelta(days=world.random.randrange(1, 6), hours=world.random.randrange(1, 5))
    one = Appointment.objects.create(
        public_id=world.public_id(), worker_id=person.id, office_id=office, starts_at=at,
        ends_at=at + timedelta(minutes=30), topic=world.random.choice(_TOPICS), note=world.random.choice(_NOTES),
        state=state, created_at=booked,
    )  # fmt: skip
    AppointmentEvent.objects.create(appointment=one, what=Happening.BOOKED, starts_at=at, at=booked)
    if past:
        AppointmentEvent.objects.create(appointment=one, what=Happening(state.value), starts_at=at, at=at)


def _queue(world: World, people: list[Person]) -> None:
    """At the head office, up to now: some served, one gone, five waiting."""
    now = timezone.now() if world.today == timezone.localdate() else world.now
    office = world.offices[0]
    staff = [user for user, place in world.counsellors if place == office]
    number = 0
    for number, person in enumerate(world.random.sample(people, min(13, len(people))), 1):
        taken = now - timedelta(minutes=9 * (15 - number))
        done = number <= 8
        known = world.chance(0.7)
        Ticket.objects.create(
            public_id=world.public_id(), office_id=office, day=world.today, number=number, submission=world.uuid(),
            name="" if known else person.name, worker=Worker.objects.get(pk=person.id) if known else None,
            topic=world.random.choice((*_TOPICS, "")), is_first=number == 11, taken_at=taken,
            state=(TicketState.LEFT if number == 6 else TicketState.SERVED) if done else TicketState.WAITING,
            counsellor_id=staff[number % len(staff)] if done else None,
            called_at=taken + timedelta(minutes=4) if done else None,
            ended_at=taken + timedelta(minutes=14) if done else None,
        )  # fmt: skip
    TicketCounter.objects.create(office_id=office, day=world.today, last=number)
