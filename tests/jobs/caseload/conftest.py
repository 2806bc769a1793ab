"""A counsellor, a colleague of the office and a manager."""

import pytest
from django.test import Client

from portal.accounts.enums import StaffRole
from portal.accounts.models import Staff
from tests.factories import StaffFactory
from tests.jobs.people import signed_in


@pytest.fixture
def staff() -> Staff:
    return StaffFactory.create(user__full_name="Phạm Thu Hà")


@pytest.fixture
def colleague(staff: Staff) -> Staff:
    return StaffFactory.create(office=staff.office, user__full_name="Bùi Văn Nam")


@pytest.fixture
def leader(staff: Staff) -> Staff:
    return StaffFactory.create(office=staff.office, role=StaffRole.MANAGER, user__full_name="Trần Quang Minh")


@pytest.fixture
def stranger() -> Staff:
    """Of another office."""
    return StaffFactory.create()


@pytest.fixture
def desk(staff: Staff) -> Client:
    return signed_in(staff.user)
