"""Whom a counsellor may open: role by office by what ties them to the person."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from jobs.caseload.enums import Began
from jobs.caseload.models import Case
from portal.accounts.actor import Actor
from portal.accounts.enums import StaffRole
from portal.accounts.models import AccessLog, Staff
from tests.factories import EmployerMemberFactory, OfficeFactory, StaffFactory, UserFactory, WorkerFactory
from tests.jobs.factories import ReferralFactory
from tests.workers.appointments.factories import AppointmentFactory
from tests.workers.factories import GroupFactory, SessionFactory
from workers.appointments.models import Ticket
from workers.groups.models import GroupTurn
from workers.insurance.services import Decision, open_period
from workers.looks.enums import Action, Why
from workers.looks.scope import in_care, look_over, may_open
from workers.looks.services import log_opening, record_reason
from workers.models import Worker

pytestmark = pytest.mark.django_db
ROLES = [StaffRole.COUNSELLOR, StaffRole.MANAGER]


def strange() -> Worker:
    made: Worker = WorkerFactory.create(office=OfficeFactory.create())
    return made


@pytest.mark.parametrize("role", ROLES)
def test_staff_open_their_offices_people_and_those_without_an_office(role: StaffRole) -> None:
    staff = StaffFactory.create(role=role)
    actor = Actor(staff.user)
    assert may_open(actor, WorkerFactory.create(office=staff.office))
    assert may_open(actor, WorkerFactory.create(office=None))
    assert not may_open(actor, strange())


def test_nobody_else_opens_anyone() -> None:
    office = OfficeFactory.create()
    oneself = UserFactory.create()
    worker = WorkerFactory.create(office=office, user=oneself)
    for user in (
        AnonymousUser(),
        oneself,
        EmployerMemberFactory.create().user,
        StaffFactory.create(office=office, role=StaffRole.ADMINISTRATOR).user,
        StaffFactory.create(office=office, is_active=False).user,
    ):
        actor = Actor(user)
        assert not in_care(actor, worker)
        assert not may_open(actor, worker)


def _turn(staff: Staff, worker: Worker) -> None:
    SessionFactory.create(worker=worker, office=staff.office)


def _own_turn(staff: Staff, worker: Worker) -> None:
    SessionFactory.create(worker=worker, counsellor=staff.user)


def _benefit(staff: Staff, worker: Worker) -> None:
    open_period(worker, Decision("15/QĐ", timezone.localdate(), 3), staff.office, staff.user)


def _letter(staff: Staff, worker: Worker) -> None:
    ReferralFactory.create(application__worker=worker, office=staff.office, issued_on=timezone.localdate())


def _case(staff: Staff, worker: Worker) -> None:
    Case.objects.create(worker=worker, counsellor=staff.user, office=staff.office, began=Began.values[0])


def _ticket(staff: Staff, worker: Worker) -> None:
    Ticket.objects.create(worker=worker, office=staff.office, day=timezone.localdate(), number=1)


def _appointment(staff: Staff, worker: Worker) -> None:
    noon = timezone.localtime().replace(hour=12)
    AppointmentFactory.create(
        worker=worker, office=staff.office, starts_at=noon, ends_at=noon + timedelta(minutes=30), state="booked"
    )


TIES: dict[str, tuple[Callable[[Staff, Worker], None], bool]] = {
    "turn": (_turn, True),
    "own turn": (_own_turn, True),
    "benefit": (_benefit, True),
    "letter": (_letter, True),
    "case": (_case, True),
    "ticket": (_ticket, False),
    "appointment": (_appointment, False),
}


@pytest.mark.parametrize("tie", TIES)
@pytest.mark.parametrize("role", ROLES)
def test_what_ties_a_person_to_an_office_opens_them_there_alone(role: StaffRole, tie: str) -> None:
    staff, elsewhere, worker = StaffFactory.create(role=role), StaffFactory.create(role=role), strange()
    make, is_ours = TIES[tie]
    make(staff, worker)
    assert may_open(Actor(staff.user), worker)
    assert in_care(Actor(staff.user), Worker.objects.get(pk=worker.pk)) == is_ours
    assert not may_open(Actor(elsewhere.user), Worker.objects.get(pk=worker.pk))


def test_ties_end() -> None:
    staff, then = StaffFactory.create(), timezone.now() - timedelta(days=366)
    worker = strange()
    SessionFactory.create(worker=worker, office=staff.office, at=then)
    ReferralFactory.create(application__worker=worker, office=staff.office, issued_on=timezone.localdate(then))
    Ticket.objects.create(worker=worker, office=staff.office, day=timezone.localdate() - timedelta(days=1), number=1)
    for state, days in (("booked", 1), ("came", -1), ("cancelled", 0)):
        at = timezone.now() + timedelta(days=days)
        AppointmentFactory.create(
            worker=worker, office=staff.office, starts_at=at, ends_at=at + timedelta(1), state=state
        )
    assert not may_open(Actor(staff.user), worker)


def test_a_name_on_a_groups_list_is_no_acquaintance() -> None:
    staff, worker = StaffFactory.create(), strange()
    session = SessionFactory.create(worker=worker, office=staff.office, counsellor=staff.user)
    GroupTurn.objects.create(group=GroupFactory.create(office=staff.office), session=session, position=1)
    assert not may_open(Actor(staff.user), worker)


def test_a_reason_opens_one_person_for_one_counsellor_until_midnight() -> None:
    staff, colleague = StaffFactory.create(), StaffFactory.create()
    worker, other = strange(), strange()
    for _twice in range(2):
        record_reason(staff.user, worker, Why.COUNTER)
    assert AccessLog.objects.count() == 1
    assert may_open(Actor(staff.user), worker)
    assert not in_care(Actor(staff.user), worker)
    assert not may_open(Actor(staff.user), other)
    assert not may_open(Actor(colleague.user), Worker.objects.get(pk=worker.pk))
    AccessLog.objects.update(at=timezone.now() - timedelta(days=1))
    assert not may_open(Actor(staff.user), Worker.objects.get(pk=worker.pk))


def test_a_reason_does_not_open_people_to_an_administrator() -> None:
    administrator, worker = StaffFactory.create(role=StaffRole.ADMINISTRATOR), strange()
    record_reason(administrator.user, worker, Why.LEGAL)
    assert not may_open(Actor(administrator.user), worker)


def test_an_opening_is_one_line_a_day_with_the_reason_said() -> None:
    staff, worker = StaffFactory.create(), strange()
    record_reason(staff.user, worker, Why.OTHER, "Xác minh theo đơn")
    for _often in range(3):
        log_opening(Actor(staff.user), Worker.objects.get(pk=worker.pk))
    line = AccessLog.objects.get(action="counselling")
    assert (line.kind, line.reason, line.is_foreign) == ("other", "Xác minh theo đơn", True)
    AccessLog.objects.update(at=timezone.now() - timedelta(days=1), once=None)
    record_reason(staff.user, worker, Why.CALL)
    log_opening(Actor(staff.user), Worker.objects.get(pk=worker.pk))
    assert list(AccessLog.objects.filter(action="counselling").order_by("id").values_list("kind", flat=True)) == [
        "other",
        "call",
    ]


def test_an_opening_of_the_offices_own_person_gives_no_reason() -> None:
    staff = StaffFactory.create()
    log_opening(Actor(staff.user), WorkerFactory.create(office=staff.office))
    assert AccessLog.objects.values_list("kind", "reason", "is_foreign").get() == ("", "", False)


def test_people_of_other_offices_are_looked_over_at_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    staff = StaffFactory.create()
    actor = Actor(staff.user)
    people = [strange() for _ in range(6)]
    SessionFactory.create(worker=people[0], office=staff.office)
    record_reason(staff.user, people[1], Why.COUNTER)
    assert actor.office_id == staff.office_id
    with django_assert_num_queries(1):
        look_over(actor, people)
    with django_assert_num_queries(0):
        assert [in_care(actor, one) for one in people] == [True, *[False] * 5]
        assert [may_open(actor, one) for one in people] == [True, True, *[False] * 4]
    log_opening(actor, people[1])
    log_opening(actor, people[1])
    assert AccessLog.objects.filter(subject_id=people[1].public_id, action=Action.OPENED).count() == 1
