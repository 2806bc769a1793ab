"""Somebody at the counselling desk."""

import pytest
from django.test import Client

from portal.accounts.models import Staff
from tests.factories import StaffFactory


@pytest.fixture
def staff() -> Staff:
    return StaffFactory.create()


@pytest.fixture
def desk(client: Client, staff: Staff) -> Client:
    client.force_login(staff.user)
    return client
