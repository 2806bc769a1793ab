"""Whose turns a counsellor reads."""

import pytest

from portal.accounts.actor import Actor
from portal.accounts.enums import StaffRole
from tests.factories import StaffFactory, WorkerFactory
from tests.workers.factories import SessionFactory
from workers.counselling.permissions import may_read_turn

pytestmark = pytest.mark.django_db


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
