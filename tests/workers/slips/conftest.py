"""Somebody who has answered everything."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import ConsentFactory, UserFactory, WorkerFactory
from tests.jobs.people import signed_in
from tests.workers.slips.answers import said
from workers.enums import ConsentPurpose
from workers.models import Worker


@pytest.fixture
def worker() -> Worker:
    worker: Worker = WorkerFactory.create(user=UserFactory.create(), birth_year=None)
    ConsentFactory.create(worker=worker, purpose=ConsentPurpose.SENSITIVE)
    return worker


@pytest.fixture
def filled(worker: Worker) -> Client:
    """The person after all eight steps, saved one by one."""
    client = signed_in(worker.user)
    for key, data in said().items():
        address = reverse("workers:step", args=[key])
        version = client.get(address).context["form"].initial["version"]
        answer = client.post(address, {"version": version} | data)
        assert answer.status_code == 302, (key, answer.context["form"].errors)
    return client
