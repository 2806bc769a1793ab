"""Applicants in order, by state and side by side; who they were is forgotten when it should be."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from employers.models import Employer
from jobs.models import Application, Vacancy
from jobs.services import applications
from jobs.services.applications import Step
from portal.accounts.models import User
from tests.factories import EmployerMemberFactory
from tests.jobs.people import sewing_work, signed_in, tailor

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> User:
    return EmployerMemberFactory.create().user


@pytest.fixture
def vacancy(member: User) -> Vacancy:
    return sewing_work(employer=Employer.objects.get(members__user=member), experience_min_months=12)


def applied(vacancy: Vacancy, **fields: Any) -> Application:
    worker = tailor(**fields)
    return applications.apply(worker, vacancy, Step(worker.user))


def test_in_order_and_by_state(vacancy: Vacancy, member: User, django_assert_max_num_queries: Any) -> None:
    an, binh = applied(vacancy, full_name="Lê Văn An"), applied(vacancy, full_name="Đỗ Thị Bình")
    Application.objects.filter(pk=an.pk).update(reply_by=timezone.localdate())
    address, client = reverse("hiring:vacancy", args=[vacancy.public_id]), signed_in(member)
    for order, first, second in (("", "Bình", "An"), ("ten", "An", "Bình"), ("hen", "An", "Bình")):
        page = client.get(address, {"ai": "applied", "xep": order}).content.decode()
        assert page.index(f"{first}</a>") < page.index(f"{second}</a>"), order
    applications.withdraw(binh, Step(binh.worker.user))
    page = client.get(address, {"ai": "applied", "loc": "withdrawn"}).content.decode()
    assert "Bình</a>" in page
    assert "An</a>" not in page
    for hostile in ("'", "\x7f", "hired"):
        assert client.get(address, {"ai": "applied", "loc": hostile, "xep": hostile}).status_code == 200
    with django_assert_max_num_queries(12):
        client.get(address, {"ai": "applied", "xep": "hop"})


def test_two_side_by_side(vacancy: Vacancy, member: User, django_assert_max_num_queries: Any) -> None:
    people = [applied(vacancy, full_name="Lê Văn An"), applied(vacancy, full_name="Đỗ Thị Bình")]
    invited = tailor(full_name="Người Ẩn Danh")
    applications.invite(invited, vacancy, Step(member))
    client = signed_in(member)
    address = reverse("hiring:compare_people", args=[vacancy.public_id])
    named = [one.worker.public_id for one in people]
    client.get(address, {"nguoi": [*named, invited.public_id]})
    with django_assert_max_num_queries(12):
        page = client.get(address, {"nguoi": [*named, invited.public_id]}).content.decode()
    assert "Lê Văn An" in page
    assert "Đỗ Thị Bình" in page
    assert "Người Ẩn Danh" not in page
    assert client.get(address, {"nguoi": named[:1]}).status_code == 302
    assert signed_in(EmployerMemberFactory.create().user).get(address, {"nguoi": named}).status_code == 404


def test_who_was_not_taken_is_forgotten_unless_they_agreed(vacancy: Vacancy, member: User) -> None:
    from jobs.attachments.services import agree_to_keep

    one = applied(vacancy, full_name="Lê Văn An")
    applications.withdraw(one, Step(one.worker.user))
    listed = reverse("hiring:vacancy", args=[vacancy.public_id]) + "?ai=applied"
    opened = reverse("hiring:candidate", args=[vacancy.public_id, one.worker.public_id])
    client = signed_in(member)

    def named() -> set[bool]:
        pages = [client.get(address).content.decode() for address in (listed, opened)]
        return {"Lê Văn An" in page for page in pages} | {"0912000009" in pages[1]}

    assert named() == {True}
    Application.objects.update(changed_at=timezone.now() - timedelta(days=31))
    assert named() == {False}
    agree_to_keep(one, True, one.worker.user)
    assert named() == {True}
