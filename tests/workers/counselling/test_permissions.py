"""Whom a counsellor may open: role by office."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.enums import StaffRole
from portal.accounts.models import AccessLog
from tests.factories import EmployerMemberFactory, OfficeFactory, StaffFactory, UserFactory, WorkerFactory
from tests.workers.factories import SessionFactory
from workers.counselling.permissions import in_care, may_open, may_read_turn
from workers.counselling.services import record_reason

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [StaffRole.COUNSELLOR, StaffRole.MANAGER])
def test_staff_open_their_offices_people_and_those_without_an_office(role: StaffRole) -> None:
    staff = StaffFactory.create(role=role)
    actor = Actor(staff.user)
    assert may_open(actor, WorkerFactory.create(office=staff.office))
    assert may_open(actor, WorkerFactory.create(office=None))
    assert not may_open(actor, WorkerFactory.create(office=OfficeFactory.create()))


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


def test_a_reason_opens_one_person_for_one_counsellor_for_half_a_day() -> None:
    staff, colleague = StaffFactory.create(), StaffFactory.create()
    worker, other = (WorkerFactory.create(office=OfficeFactory.create()) for _ in range(2))
    record_reason(staff.user, worker, "Đến văn phòng này hỏi việc")
    assert may_open(Actor(staff.user), worker)
    assert not in_care(Actor(staff.user), worker)
    assert not may_open(Actor(staff.user), other)
    assert not may_open(Actor(colleague.user), worker)
    AccessLog.objects.update(at=timezone.now() - timedelta(hours=13))
    assert not may_open(Actor(staff.user), worker)


def test_a_reason_does_not_open_people_to_an_administrator() -> None:
    administrator, worker = (
        StaffFactory.create(role=StaffRole.ADMINISTRATOR),
        WorkerFactory.create(office=OfficeFactory.create()),
    )
    record_reason(administrator.user, worker, "Xem thử")
    assert not may_open(Actor(administrator.user), worker)


def test_a_turn_is_read_by_its_counsellor_its_office_and_the_persons_office() -> None:
    home, elsewhere = StaffFactory.create(), StaffFactory.create()
    worker = WorkerFactory.create(office=home.office)
    session = SessionFactory.create(worker=worker, office=elsewhere.office, counsellor=elsewhere.user)
    colleague = StaffFactory.create(office=elsewhere.office)
    for allowed in (elsewhere, colleague, home):
        assert may_read_turn(Actor(allowed.user), session)
    administrator = StaffFactory.create(role=StaffRole.ADMINISTRATOR, office=elsewhere.office)
    for refused in (StaffFactory.create(), administrator):
        assert not may_read_turn(Actor(refused.user), session)
