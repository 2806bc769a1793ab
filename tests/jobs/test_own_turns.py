"""My turns of counselling: mine alone, without what colleagues noted for themselves."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jobs.models import Application, Referral
from tests.factories import StaffFactory, UserFactory, VacancyFactory, WorkerFactory
from tests.workers.factories import SessionFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/cua-toi/tu-van/"


@pytest.fixture
def me(client: Client) -> Any:
    user = UserFactory.create()
    client.force_login(user)
    return WorkerFactory.create(user=user)


def test_i_read_my_turns_without_private_notes_and_nobody_elses(
    client: Client, me: Any, django_assert_max_num_queries: Any
) -> None:
    staff = StaffFactory.create()
    for number in range(3):
        session = SessionFactory.create(
            worker=me,
            advice=f"Lời khuyên {number}",
            need="Việc gần nhà",
            next_step="Gọi lại",
            next_on=timezone.localdate(),
            private_note="Ngại đi ca",
        )
        application = Application.objects.create(
            worker=me, vacancy=VacancyFactory.create(), origin="referral", state="submitted"
        )
        Referral.objects.create(
            application=application,
            number=f"000{number}/2026/GT-TB",
            office=staff.office,
            issued_by=staff.user,
            issued_on=timezone.localdate(),
            valid_until=timezone.localdate(),
            session=session,
        )
    SessionFactory.create(advice="Của người khác")
    with django_assert_max_num_queries(12):
        text = client.get(ADDRESS).content.decode()
    assert all(f"Lời khuyên {number}" in text and f"000{number}/2026/GT-TB" in text for number in range(3))
    assert "Ngại đi ca" not in text
    assert "Của người khác" not in text


def test_without_turns_the_page_says_how_to_get_one(client: Client, me: Any) -> None:
    assert "chưa có lần tư vấn nào" in client.get(ADDRESS).content.decode()
