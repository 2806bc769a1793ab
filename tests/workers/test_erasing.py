"""Erasing a person: nothing that says who it was is left, and what must be counted stays."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from jobs.models import Application
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.documents.models import Upload
from tests.factories import StaffFactory, UserFactory
from tests.jobs.people import signed_in, tailor
from tests.workers.lives import IDENTITY, MAIL, NAME, PHONE, everywhere, full_life, somebody
from workers.counselling.models import CounsellingSession
from workers.models import Consent, Worker
from workers.rights import services
from workers.rights.enums import Kind, State
from workers.rights.models import DataExport, DataRequest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings: Settings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_nothing_of_the_person_is_left_anywhere(django_capture_on_commit_callbacks: Any) -> None:
    worker, other = somebody(), tailor(full_name="Người Ở Lại", phone="0912000111")
    full_life(worker)
    client = signed_in(worker.user)
    files = [Upload.objects.get().file.path, DataExport.objects.get().file.path]
    hashed = worker.identity_hash
    before = (CounsellingSession.objects.count(), Application.objects.count())
    secrets = (NAME, PHONE, MAIL, "phan thi ngoc huyen", IDENTITY, str(hashed))
    assert everywhere(*secrets), "the search finds what is there"
    request = services.ask(worker, Kind.DELETE, f"{NAME} muốn xóa", worker.user)
    manager = StaffFactory.create(role=StaffRole.MANAGER).user
    with django_capture_on_commit_callbacks(execute=True):
        services.decide(request, manager, True, f"Đã xóa theo yêu cầu của {NAME}.")
    assert everywhere(*secrets) == []
    for path in files:
        with pytest.raises(FileNotFoundError):
            open(path)  # noqa: SIM115 — it must not be there
    assert (CounsellingSession.objects.count(), Application.objects.count()) == before, "what is counted stays"
    assert not Application.objects.filter(worker=worker, state__in=["submitted", "viewed", "proposed"]).exists()
    assert not Consent.objects.filter(worker=worker).exists()
    assert client.get(reverse("notices:list")).status_code == 302, "signed out"
    user = User.objects.get(pk=worker.user.pk if worker.user else 0)
    assert not user.is_active
    assert not user.has_usable_password()
    assert DataRequest.objects.get().state == State.DONE, "proof that it was done stays"
    other.refresh_from_db()
    assert other.full_name == "Người Ở Lại"
    assert Consent.objects.filter(worker=other).exists()


def test_the_number_is_free_again_afterwards(client: Client) -> None:
    worker = somebody()
    services.decide(services.ask(worker, Kind.DELETE, "", None), StaffFactory.create().user, True, "Đã xóa.")
    fresh = UserFactory.create(email=MAIL, phone=PHONE)
    assert fresh.pk


def test_somebody_who_also_works_at_the_centre_keeps_that_account() -> None:
    worker = somebody()
    StaffFactory.create(user=worker.user)
    services.decide(services.ask(worker, Kind.DELETE, "", None), StaffFactory.create().user, True, "Đã xóa.")
    user = User.objects.get(pk=worker.user.pk if worker.user else 0)
    assert user.is_active
    assert user.full_name == NAME
    assert not Worker.objects.filter(user=user).exists()


def test_erasing_twice_changes_nothing_more() -> None:
    from workers.rights.erasure import erase

    worker = somebody()
    erase(worker)
    erase(Worker.objects.get(pk=worker.pk))
    assert Worker.objects.get(pk=worker.pk).full_name == "(đã xóa)"


def test_every_table_about_people_is_known_to_the_search() -> None:
    """The search above reads the database's own list of columns: a room added later is covered without a word here."""
    tables = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith(("workers", "jobs"))}
    with connection.cursor() as cursor:
        assert tables <= set(connection.introspection.table_names(cursor))
    assert re.match(r"[a-z_]+", min(tables))
