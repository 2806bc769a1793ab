"""The managers' audit: its figures are the lines they open to."""

from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from portal.accounts.enums import StaffRole
from portal.accounts.models import AccessLog, Staff
from portal.accounts.services import log_access
from tests.factories import EmployerMemberFactory, OfficeFactory, StaffFactory, WorkerFactory
from workers.looks import audit
from workers.looks.enums import Sensitive, ShowWhy, Why
from workers.looks.services import log_identity_search, log_sensitive
from workers.models import Worker

pytestmark = pytest.mark.django_db
PAGE, XLSX = reverse("looks:audit"), reverse("looks:export")


@pytest.fixture
def audits(client: Client) -> Client:
    client.force_login(StaffFactory.create(role=StaffRole.MANAGER).user)
    return client


def workday() -> datetime:
    """Ten in the morning of the last working day before today."""
    day = timezone.localdate() - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(10)))


def at(moment: datetime) -> None:
    """The lines written last, that many at ``moment``."""
    AccessLog.objects.filter(at__gte=timezone.now() - timedelta(minutes=5)).update(at=moment)


def scene() -> tuple[Staff, Worker]:
    """One counsellor: a usual look, a foreign one with words, a field, two searches, a look at night."""
    staff, worker = StaffFactory.create(), WorkerFactory.create(full_name="Phạm Thị Hoa")
    log_access(staff.user, worker.public_id, "counselling", at=workday() + timedelta(hours=11))
    log_access(staff.user, worker.public_id, "counselling")
    foreign = WorkerFactory.create(full_name="=1+1", office=OfficeFactory.create())
    log_access(staff.user, foreign.public_id, "reason", "Theo đơn của gia đình", kind=Why.OTHER, is_foreign=True)
    log_sensitive(staff.user, worker, [Sensitive.IDENTITY], ShowWhy.CHECK)
    log_identity_search(staff.user, "034190000123", [worker])
    log_identity_search(staff.user, "034190000999", [])
    member = EmployerMemberFactory.create()
    log_access(member.user, worker.public_id, "candidate-open", "A: B")
    at(workday())
    return staff, worker


def test_figures_are_the_lines_they_open_to(audits: Client) -> None:
    staff, worker = scene()
    page = audits.get(PAGE)
    shown = {code: count for code, _label, count in page.context["kinds"]}
    assert shown == {"noi-khac": 1, "ly-do-khac": 1, "nhay-cam": 1, "so-dinh-danh": 2, "ngoai-gio": 1}
    assert (page.context["looks"], page.context["people"]) == (6, 2)
    for code, count in shown.items():
        assert len(audits.get(PAGE, {"loai": code}).context["lines"]) == count, code
    assert len(audits.get(PAGE, {"nguoi": worker.public_id}).context["lines"]) == 4
    assert len(audits.get(PAGE, {"ai": staff.user.public_id}).context["lines"]) == 6
    assert not audits.get(PAGE, {"ai": "x" * 12}).context["lines"]
    (one,) = page.context["readers"]
    assert (one.looks, one.foreign, one.sensitive) == (6, 1, 1)


def test_days_outside_are_not_counted_and_no_more_than_a_quarter_is(audits: Client) -> None:
    scene()
    AccessLog.objects.update(at=timezone.now() - timedelta(days=100))
    assert audits.get(PAGE).context["looks"] == 0
    long = audits.get(PAGE, {"tu": "2001-01-01"})
    assert long.context["looks"] == 0
    asked = long.context["asked"]
    assert asked.last - asked.first == audit.LONGEST
    day = timezone.localdate() - timedelta(days=101)
    assert audits.get(PAGE, {"tu": f"{day}", "den": f"{day + timedelta(days=2)}"}).context["looks"] == 6


@pytest.mark.parametrize(
    "query", [{"tu": "x", "den": "2026-13-45"}, {"tu": "9999-01-01"}, {"loai": "x", "page": "²"}, {"tim": "%' --"}]
)
def test_nothing_typed_breaks_it(audits: Client, query: dict[str, str]) -> None:
    assert audits.get(PAGE, query).status_code == 200
    assert audits.get(XLSX, query).status_code == 200


def test_many_people_of_other_offices_in_a_day_stand_out(audits: Client) -> None:
    staff, quiet = StaffFactory.create(), StaffFactory.create()
    for number in range(audit.MANY + 1):
        for who, day in ((staff, 0), (quiet, number % 2)):
            moment = workday() - timedelta(days=day)
            log_access(who.user, f"aaaaaaaaaa{number:02}", "counselling", is_foreign=True, at=moment)
    (heap,) = audits.get(PAGE, {"tu": f"{timezone.localdate(workday()) - timedelta(days=6)}"}).context["heaps"]
    assert (heap.public_id, heap.people) == (staff.user.public_id, audit.MANY + 1)


def test_the_sheet_says_who_took_it_and_holds_no_formula(audits: Client) -> None:
    scene()
    sheet = load_workbook(BytesIO(audits.get(XLSX).content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows())
    assert "tải lúc" in str(rows[0][0].value)
    assert len(rows) == 2 + 6
    named = [row[4] for row in rows if row[4].value == "=1+1"]
    assert named
    assert {cell.data_type for cell in named} == {"s"}


def test_the_page_takes_at_most_twelve_queries(audits: Client, django_assert_max_num_queries: Any) -> None:
    staff, _worker = scene()
    scene()
    with django_assert_max_num_queries(12):
        audits.get(PAGE, {"tim": "hoa", "ai": staff.user.public_id, "loai": "nhay-cam"})


def test_the_log_is_read_by_its_indexes() -> None:
    staff = [StaffFactory.create().user_id for _ in range(10)]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_accesslog (actor_id, subject_id, action, reason, at)"
            " SELECT (%s::int[])[1 + n %% 10], lpad((n %% 5000)::text, 12, 'a'), 'counselling', '',"
            " now() - n * interval '1 hour' FROM generate_series(1, 17000) n",
            [staff],
        )
        cursor.execute("ANALYZE accounts_accesslog")
    today = timezone.localdate()
    week = audit.lines(audit.Asked(today - timedelta(days=6), today))
    assert "look_at" in week.order_by("-at").explain()
    person = AccessLog.objects.filter(subject_id="aaaaaaaa4242").order_by("-at")[:30]
    assert "look_subject" in person.explain()
    reader = AccessLog.objects.filter(actor=staff[0], at__gte=timezone.now() - timedelta(days=60)).order_by("-at")
    assert "look_a" in reader.explain()
