"""The list of notices, its mark in the header, and the wish for e-mails."""

import re
from datetime import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.notices import messages, preferences
from portal.notices.models import NoDigest, Notice
from portal.notices.services import tell
from tests.factories import EmployerMemberFactory, StaffFactory, WorkerFactory
from tests.jobs.people import signed_in
from tests.notices.test_digests import Sample, reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def with_the_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_KINDS", {"sample": Sample})


@pytest.fixture
def worker() -> User:
    user = reader()
    WorkerFactory.create(user=user)
    return user


def page(client: Client, name: str = "notices:list") -> str:
    return client.get(reverse(name)).content.decode()


def test_what_is_new_is_marked_until_it_is_shown(worker: User) -> None:
    tell("sample", "1", [(worker.pk, {"n": 3})])
    client = signed_in(worker)
    assert "Thông báo: 1 chưa xem" in page(client, "seeking:home")
    shown = page(client)
    assert "3 mới" in shown
    assert ">mới<" in shown
    again = page(client)
    assert "3 mới" in again
    assert ">mới<" not in again
    assert "chưa xem" not in page(client, "seeking:home")


def test_members_of_employers_have_the_mark_too() -> None:
    member = EmployerMemberFactory.create()
    tell("sample", "1", [(member.user.pk, {"n": 1})])
    assert "Thông báo: 1 chưa xem" in page(signed_in(member.user), "hiring:home")


def test_one_sees_ones_own_only(worker: User) -> None:
    tell("sample", "1", [(reader().pk, {"n": 3})])
    assert "3 mới" not in page(signed_in(worker))
    signed_in(worker).post(reverse("notices:see_all"))
    assert Notice.objects.unseen().count() == 1


def test_a_long_list_has_pages_and_all_can_be_marked(worker: User) -> None:
    for key in range(25):
        tell("sample", str(key), [(worker.pk, {"n": key})])
    client = signed_in(worker)
    assert "Đánh dấu xem hết" in page(client)
    assert Notice.objects.unseen().count() == 5
    client.post(reverse("notices:see_all"))
    assert not Notice.objects.unseen().exists()


def test_a_kind_nobody_words_any_more_breaks_nothing(worker: User) -> None:
    tell("forgotten", "1", [(worker.pk, {})])
    assert signed_in(worker).get(reverse("notices:list")).status_code == 200


def filled(client: Client, **changed: str | None) -> dict[str, str]:
    """What the settings page holds, with ``changed`` (``None``: not ticked)."""
    html = page(client, "notices:settings")
    ticked = re.findall(r'<input type="checkbox" name="([^"]+)"[^>]* checked', html)
    data: dict[str, str | None] = dict.fromkeys(ticked, "on")
    data |= {"quiet_from": "21:00", "quiet_to": "07:00"} | changed
    return {name: value for name, value in data.items() if value is not None}


def test_the_daily_email_is_switched_off_and_on(worker: User) -> None:
    client = signed_in(worker)
    assert filled(client)["digest"] == "on"
    client.post(reverse("notices:settings"), filled(client, digest=None))
    assert NoDigest.objects.filter(user=worker).exists()
    assert "digest" not in filled(client)
    client.post(reverse("notices:settings"), filled(client, digest="on"))
    assert not NoDigest.objects.exists()


def test_channels_and_quiet_hours_are_kept(worker: User) -> None:
    client = signed_in(worker)
    assert {"appointments_sms", "matches_email"} <= set(filled(client))
    assert "matches_sms" not in filled(client)
    changed = {"appointments_sms": None, "news_sms": "on", "quiet_from": "20:30", "quiet_to": "06:00"}
    assert client.post(reverse("notices:settings"), filled(client, **changed)).status_code == 302
    kept = filled(client)
    assert "appointments_sms" not in kept
    assert "news_sms" in kept
    assert preferences.quiet_hours_of(worker) == (time(20, 30), time(6))


def test_hours_that_are_none_are_refused(worker: User) -> None:
    client = signed_in(worker)
    answer = client.post(reverse("notices:settings"), filled(client, quiet_from="25:99"))
    assert answer.status_code == 200
    assert 'href="#id_quiet_from"' in answer.content.decode()


def test_the_settings_cost_few_queries(worker: User, django_assert_max_num_queries: Any) -> None:
    client = signed_in(worker)
    with django_assert_max_num_queries(12):
        page(client, "notices:settings")


@pytest.mark.parametrize("role", list(StaffRole))
def test_staff_have_the_bell_too(role: StaffRole) -> None:
    user = StaffFactory.create(role=role).user
    tell("sample", "1", [(user.pk, {"n": 1})])
    client = signed_in(user)
    assert "Thông báo: 1 chưa xem" in page(client, "reports:figures")
    client.get(reverse("notices:list"))
    assert "chưa xem" not in page(client, "reports:figures")


def test_a_visitor_has_none(client: Client) -> None:
    assert reverse("notices:list") not in page(client, "jobs:home")
