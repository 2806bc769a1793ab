"""What a person reads of who looked, and asking about one look."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import AccessLog
from portal.accounts.services import log_access
from tests.factories import EmployerMemberFactory, StaffFactory, UserFactory, WorkerFactory
from workers.looks import tasks
from workers.looks.enums import Sensitive, ShowWhy
from workers.looks.services import log_sensitive
from workers.models import Worker
from workers.rights.looks import look
from workers.rights.models import DataRequest

pytestmark = pytest.mark.django_db
PAGE = reverse("rights:looks")


@pytest.fixture
def me(client: Client) -> Worker:
    user = UserFactory.create()
    worker: Worker = WorkerFactory.create(user=user)
    client.force_login(user)
    return worker


def test_looks_are_told_by_day_with_who_what_and_why(client: Client, me: Worker) -> None:
    staff, member = StaffFactory.create(), EmployerMemberFactory.create()
    log_access(staff.user, me.public_id, "counselling", kind="counter")
    log_sensitive(staff.user, me, [Sensitive.IDENTITY], ShowWhy.FORM, "Mẫu 01")
    log_access(member.user, me.public_id, "candidate-open", f"{member.employer}: Thợ may")
    AccessLog.objects.filter(action="candidate-open").update(at=timezone.now() - timedelta(days=1))
    answer = client.get(PAGE)
    page = answer.content.decode()
    assert [len(some) for _day, some in answer.context["days"]] == [2, 1]
    for said in (f"{staff.user.full_name}, tư vấn viên, {staff.office}", "Người này đến quầy của chúng tôi",
                 "Số định danh cá nhân", "Điền hoặc in mẫu giấy – Mẫu 01", "Thợ may"):  # fmt: skip
        assert said in page, said


@pytest.mark.parametrize(
    ("shown", "count"), [("", 3), ("trung-tam", 2), ("doanh-nghiep", 1), ("nhay-cam", 1), ("x", 3)]
)
def test_looks_are_filtered(client: Client, me: Worker, shown: str, count: int) -> None:
    staff, member = StaffFactory.create(), EmployerMemberFactory.create()
    log_access(staff.user, me.public_id, "counselling")
    log_sensitive(staff.user, me, [Sensitive.RELIGION], ShowWhy.CHECK)
    log_access(member.user, me.public_id, "candidate-open", "A: B")
    log_access(staff.user, WorkerFactory.create().public_id, "counselling")
    assert sum(len(some) for _day, some in client.get(PAGE, {"xem": shown}).context["days"]) == count


def test_a_look_that_seems_strange_is_asked_about_once(client: Client, me: Worker) -> None:
    first, second = StaffFactory.create(), StaffFactory.create()
    for staff in (first, second):
        log_access(staff.user, me.public_id, "counselling")
    addresses = [reverse("rights:doubt", args=[look(one).token]) for one in AccessLog.objects.order_by("pk")]
    assert addresses[0] in client.get(PAGE).content.decode()
    assert first.user.full_name in client.get(addresses[0]).content.decode()
    for _twice in range(2):
        assert client.post(addresses[0], {"text": "Tôi không đến đó."}).status_code == 302
    asked = DataRequest.objects.get()
    assert (asked.kind, asked.text.count("Tôi không đến đó.")) == ("look", 1)
    assert asked.steps.count() == 1
    client.post(addresses[1], {})
    asked.refresh_from_db()
    assert second.user.full_name in asked.text
    assert asked.steps.count() == 2


def test_nobody_asks_about_another_persons_look(client: Client, me: Worker) -> None:
    log_access(StaffFactory.create().user, WorkerFactory.create().public_id, "counselling")
    one = AccessLog.objects.get()
    for token in (look(one).token, str(one.pk), signing.dumps(one.pk, salt="other"), "x"):
        assert client.post(reverse("rights:doubt", args=[token]), {"text": "Ai?"}).status_code == 404
    assert not DataRequest.objects.exists()


def test_the_log_is_kept_for_two_years_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "AT_ONCE", 2)
    staff, worker = StaffFactory.create(), WorkerFactory.create()
    for days in (0, 729, 731, 800, 900):
        log_access(staff.user, worker.public_id, "counselling")
        AccessLog.objects.filter(pk=AccessLog.objects.latest("pk").pk).update(at=timezone.now() - timedelta(days=days))
    assert tasks.clear_out() == 3
    assert tasks.clear_out() == 0
    assert AccessLog.objects.count() == 2


def test_the_page_stays_within_its_queries(client: Client, me: Worker, django_assert_max_num_queries: object) -> None:
    for _ in range(5):
        log_access(StaffFactory.create().user, me.public_id, "counselling")
    with django_assert_max_num_queries(8):  # type: ignore[operator]  # a fixture
        assert client.get(PAGE).status_code == 200
