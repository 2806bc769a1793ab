"""Numbers by office and day; two who call at once get two people; a second press calls nobody more."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from portal.accounts.models import Office, Staff, User
from tests.factories import OfficeFactory, StaffFactory, WorkerFactory
from tests.workers.appointments.factories import AppointmentFactory
from tests.workers.factories import SessionFactory
from workers.appointments import queue
from workers.appointments.enums import TicketState
from workers.appointments.models import Ticket, TicketCounter
from workers.appointments.queue import Comer, call_next, take
from workers.appointments.services import NotPossible

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return StaffFactory.create()


def waits(office: Office, **fields: object) -> Ticket:
    return take(office.pk, Comer(**fields), uuid4())  # type: ignore[arg-type]


def test_numbers_count_from_one_in_each_office_and_a_second_press_takes_none(staff: Staff) -> None:
    elsewhere = OfficeFactory.create()
    form = uuid4()
    assert [take(staff.office_id, Comer("A"), form).number for _ in range(2)] == [1, 1]
    assert waits(staff.office).number == 2
    assert waits(elsewhere).number == 1
    worker = WorkerFactory.create()
    assert waits(staff.office, worker=worker) == waits(staff.office, worker=worker)
    assert Ticket.objects.count() == 4


def test_a_new_day_begins_at_one_and_closes_the_one_before(staff: Staff) -> None:
    old = waits(staff.office)
    yesterday = timezone.localdate() - timedelta(days=1)
    Ticket.objects.filter(pk=old.pk).update(day=yesterday)
    TicketCounter.objects.update(day=yesterday)
    assert waits(staff.office).number == 1
    assert queue.close_days_gone() == 1
    assert queue.close_days_gone() == 0
    old.refresh_from_db()
    assert old.state == TicketState.LEFT


def test_calling_follows_the_order_and_finishes_whom_one_served(staff: Staff) -> None:
    first, second = waits(staff.office), waits(staff.office, is_first=True)
    got = call_next(staff.office_id, staff.user, "")
    assert got == second, "whom the law lets go first"
    again = call_next(staff.office_id, staff.user, "")
    assert again == second, "a second press calls nobody more"
    got = call_next(staff.office_id, staff.user, second.public_id)
    assert got == first
    second.refresh_from_db()
    assert (second.state, second.counsellor) == (TicketState.SERVED, staff.user)
    assert call_next(staff.office_id, staff.user, first.public_id) is None


def test_who_has_an_appointment_comes_at_the_time_agreed(staff: Staff) -> None:
    now = timezone.now()
    early = AppointmentFactory.create(office=staff.office, starts_at=now + timedelta(minutes=40))
    late = AppointmentFactory.create(office=staff.office, starts_at=now - timedelta(minutes=5))
    walk_in = waits(staff.office)
    tickets = {one: queue.arrive(one, staff.user, uuid4()) for one in (early, late)}
    order = list(queue.waiting(staff.office_id))
    assert order == [tickets[late], walk_in, tickets[early]]
    assert queue.arrive(late, staff.user, uuid4()) == tickets[late]


def test_offices_do_not_call_each_others_people(staff: Staff) -> None:
    waits(OfficeFactory.create())
    assert call_next(staff.office_id, staff.user, "") is None


def test_a_counsellor_serves_one_at_a_time(staff: Staff) -> None:
    waits(staff.office)
    other = waits(staff.office)
    call_next(staff.office_id, staff.user, "")
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=other.pk).update(
            state=TicketState.SERVING, counsellor=staff.user, called_at=timezone.now()
        )


def test_who_it_was_is_read_off_the_turn(staff: Staff) -> None:
    waits(staff.office, name="Anh Bảy")
    ticket = call_next(staff.office_id, staff.user, "")
    assert ticket
    session = SessionFactory.create(counsellor=staff.user, office=staff.office)
    assert queue.finish(ticket, staff.user, TicketState.SERVED).worker == session.worker


def test_ends_are_checked(staff: Staff) -> None:
    ticket = waits(staff.office)
    other = StaffFactory.create(office=staff.office).user
    with pytest.raises(NotPossible):
        queue.finish(ticket, staff.user, TicketState.SERVED)
    call_next(staff.office_id, staff.user, "")
    with pytest.raises(NotPossible, match="cán bộ khác"):
        queue.finish(ticket, other, TicketState.SERVED)
    queue.finish(ticket, staff.user, TicketState.LEFT)
    assert queue.back(ticket).state == TicketState.WAITING
    assert call_next(staff.office_id, other, "") == ticket


@pytest.mark.django_db(transaction=True)
def test_counsellors_who_call_at_once_never_get_the_same_number() -> None:
    office = OfficeFactory.create()
    people = [StaffFactory.create(office=office).user for _ in range(4)]
    for _ in range(12):
        waits(office)

    def work(user: User) -> list[int]:
        got, after = [], ""
        try:
            while one := call_next(office.pk, user, after):
                got.append(one.number)
                after = one.public_id
        finally:
            connection.close()
        return got

    with ThreadPoolExecutor(4) as pool:
        called = [number for part in pool.map(work, people) for number in part]
    assert sorted(called) == list(range(1, 13))


@pytest.mark.django_db(transaction=True)
def test_a_double_press_in_two_tabs_calls_one() -> None:
    staff = StaffFactory.create()
    for _ in range(3):
        waits(staff.office)

    def press(_: int) -> int:
        try:
            one = call_next(staff.office_id, staff.user, "")
            assert one
            return one.number
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert set(pool.map(press, range(3))) == {1}
    assert Ticket.objects.filter(state=TicketState.WAITING).count() == 2
