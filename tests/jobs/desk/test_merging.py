"""Merging two people through the desk's pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Staff
from tests.factories import OfficeFactory, StaffFactory, WorkerFactory
from workers.merging.models import DistinctPeople, WorkerMerge
from workers.models import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return StaffFactory.create()


@pytest.fixture
def desk(client: Client, staff: Staff) -> Client:
    client.force_login(staff.user)
    return client


def two(staff: Staff, **more: Any) -> tuple[Worker, Worker]:
    kept = WorkerFactory.create(full_name="Phạm Thị Hoa", phone="0912345678", office=staff.office)
    other = WorkerFactory.create(
        **{"full_name": "Phạm Hoa", "phone": "0912345678", "office": staff.office, "identity_number": "034190001234"}
        | more
    )
    return kept, other


def names(one: Worker, other: Worker) -> list[str]:
    return [one.public_id, other.public_id]


def test_a_pair_is_shown_compared_merged_and_undone(
    desk: Client, staff: Staff, django_assert_max_num_queries: Any
) -> None:
    kept, other = two(staff)
    with django_assert_max_num_queries(12):
        page = desk.get(reverse("desk:duplicates")).content.decode()
    assert "cùng số điện thoại" in page
    address = reverse("desk:compare", args=names(kept, other))
    with django_assert_max_num_queries(12):
        page = desk.get(address).content.decode()
    assert "lấy giá trị này" in page
    assert "034190001234" not in page
    refused = desk.post(address, {"take": ["full_name"]})
    assert refused.status_code == 422
    assert Worker.objects.count() == 2
    done = desk.post(address, {"take": ["full_name", "office_id", "is_superuser"], "reason": "Đã hỏi"})
    assert done.headers["Location"] == reverse("desk:person", args=[kept.public_id])
    assert Worker.objects.get().full_name == "Phạm Hoa"
    assert desk.post(address, {"reason": "Đã hỏi"}).status_code == 404
    assert desk.get(reverse("desk:person", args=[other.public_id])).status_code == 200, "the old address goes on"
    record = WorkerMerge.objects.get()
    desk.post(reverse("desk:undo_merge", args=[record.public_id]))
    assert Worker.objects.count() == 2
    desk.post(reverse("desk:distinct", args=names(kept, other)))
    assert DistinctPeople.objects.count() == 1
    assert desk.get(reverse("desk:duplicates")).context["pairs"] == []


@pytest.mark.parametrize("name", ["compare", "distinct"])
def test_people_of_other_offices_are_not_merged_without_a_reason(desk: Client, staff: Staff, name: str) -> None:
    kept, other = two(staff, office=OfficeFactory.create())
    assert desk.post(reverse(f"desk:{name}", args=names(kept, other)), {"reason": "Đã hỏi"}).status_code == 403
    assert Worker.objects.count() == 2
    assert not DistinctPeople.objects.exists()


def test_a_colleague_does_not_undo_it(client: Client, desk: Client, staff: Staff) -> None:
    kept, other = two(staff)
    desk.post(reverse("desk:compare", args=names(kept, other)), {"reason": "Đã hỏi"})
    client.force_login(StaffFactory.create(office=staff.office).user)
    record = WorkerMerge.objects.get()
    assert client.post(reverse("desk:undo_merge", args=[record.public_id])).status_code == 404
    assert Worker.objects.count() == 1
