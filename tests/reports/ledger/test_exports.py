"""Lists taken away: with a reason, marked, logged for everybody in them, for whoever asked alone, for a day."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from portal.accounts.enums import StaffRole
from portal.accounts.models import AccessLog, Staff
from portal.reports.ledger import services, tasks
from portal.reports.ledger.enums import Count, ExportState
from portal.reports.ledger.models import Export
from tests.factories import OfficeFactory, StaffFactory, WorkerFactory
from tests.jobs.people import signed_in
from tests.workers.factories import SessionFactory
from workers.rights import looks

pytestmark = pytest.mark.django_db
WHEN = datetime(2025, 2, 10, 3, tzinfo=UTC)
REASON = "Báo cáo quý gửi Sở Nội vụ"
TAKE = "/so-lieu/so-tu-van/dong/luot/xuat/?nam=2025"


@pytest.fixture(autouse=True)
def own_files(settings: LazySettings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def staff() -> Staff:
    made: Staff = StaffFactory.create()
    for name in ("Bùi Văn Một", "=cmd|' /C calc'!A0"):
        worker = WorkerFactory.create(full_name=name, office=made.office)
        for _ in range(2):
            SessionFactory.create(worker=worker, office=made.office, counsellor=made.user, at=WHEN)
    SessionFactory.create(worker=None, walk_in_name="Chị Tư", office=made.office, at=WHEN)
    SessionFactory.create(worker=WorkerFactory.create(full_name="Người Nơi Khác"), at=WHEN)
    return made


def taken(client: Client, django_capture_on_commit_callbacks: Any, **given: Any) -> Any:
    with django_capture_on_commit_callbacks(execute=True):
        return client.post(TAKE, {"reason": REASON, "submission": str(uuid4()), **given})


def sheet_of(client: Client, export: Export) -> Any:
    answer = client.get(reverse("ledger:download", args=[export.public_id]))
    assert answer["Cache-Control"] == "private, no-store"
    return load_workbook(BytesIO(b"".join(answer))).worksheets[0]


def test_a_list_is_made_marked_and_logged(staff: Staff, django_capture_on_commit_callbacks: Any) -> None:
    client = signed_in(staff.user)
    answer = taken(client, django_capture_on_commit_callbacks)
    export = Export.objects.get()
    assert answer["Location"] == reverse("ledger:file", args=[export.public_id])
    assert "Tệp đã sẵn sàng" in client.get(answer["Location"]).content.decode()
    sheet = sheet_of(client, export)
    rows = list(sheet.iter_rows(min_row=4))
    assert sorted(row[1].value for row in rows) == [
        "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", "Bùi Văn Một", "Bùi Văn Một", "Chị Tư",
    ]  # fmt: skip
    assert {row[1].data_type for row in rows} == {"s"}, "never a formula"
    assert export.public_id in sheet["A2"].value
    assert REASON in sheet["A2"].value
    assert export.public_id in (sheet.oddFooter.left.text or "")
    log = AccessLog.objects.filter(action="ledger-xlsx")
    assert log.count() == 2, "each person once, not each turn"
    assert {(one.actor_id, one.reason) for one in log} == {(staff.user_id, f"{REASON} (mã {export.public_id})")}
    seen = looks.look(log.select_related("actor__staff__office")[0])
    assert seen.what == "Xuất danh sách lượt tư vấn, việc làm ra bảng tính"


@pytest.mark.parametrize("reason", ["", "   ", "ngắn", "x" * 201])
def test_without_a_reason_nothing_is_made(staff: Staff, reason: str, django_capture_on_commit_callbacks: Any) -> None:
    answer = taken(signed_in(staff.user), django_capture_on_commit_callbacks, reason=reason)
    assert answer.status_code == 200
    assert answer.context["form"].errors["reason"]
    assert not Export.objects.exists()
    assert not AccessLog.objects.exists()


def test_a_double_press_makes_one_list(staff: Staff, django_capture_on_commit_callbacks: Any) -> None:
    client, submission = signed_in(staff.user), str(uuid4())
    first, second = (taken(client, django_capture_on_commit_callbacks, submission=submission) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Export.objects.count() == 1
    assert AccessLog.objects.count() == 2


def test_a_form_of_somebody_else_makes_nothing(staff: Staff, django_capture_on_commit_callbacks: Any) -> None:
    submission = str(uuid4())
    taken(signed_in(staff.user), django_capture_on_commit_callbacks, submission=submission)
    other = signed_in(StaffFactory.create(office=staff.office).user)
    answer = taken(other, django_capture_on_commit_callbacks, submission=submission)
    assert answer.status_code == 302
    assert Export.objects.count() == 2
    assert other.get(answer["Location"]).status_code == 200


def test_the_file_is_for_whoever_asked(staff: Staff, django_capture_on_commit_callbacks: Any) -> None:
    taken(signed_in(staff.user), django_capture_on_commit_callbacks)
    export = Export.objects.get()
    manager = StaffFactory.create(office=staff.office, role=StaffRole.MANAGER)
    for other in (StaffFactory.create(office=staff.office), manager):
        for name in ("file", "download"):
            address = reverse(f"ledger:{name}", args=[export.public_id])
            assert signed_in(other.user).get(address).status_code == 404


def test_it_goes_after_a_day_and_the_proof_stays(staff: Staff, django_capture_on_commit_callbacks: Any) -> None:
    client = signed_in(staff.user)
    taken(client, django_capture_on_commit_callbacks)
    export = Export.objects.get()
    path, storage = export.file.name or "", export.file.storage
    Export.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.get(reverse("ledger:download", args=[export.public_id])).status_code == 404
    tasks.tend()
    assert not storage.exists(path)
    assert Export.objects.get().reason == REASON
    assert "đã hết hạn" in client.get(reverse("ledger:file", args=[export.public_id])).content.decode()


def test_a_lost_maker_is_replaced_and_nobody_is_logged_twice(staff: Staff) -> None:
    export = Export.objects.create(
        asked_by=staff.user, what=Count.TURNS, query="nam=2025", reason=REASON,
        asked_at=timezone.now() - timedelta(minutes=6), of=5, done=2,
    )  # fmt: skip
    tasks.tend()
    export.refresh_from_db()
    assert (export.state, export.of, export.done) == (ExportState.READY, 5, 5)
    services.make(export)
    tasks.build(export.pk)
    assert AccessLog.objects.filter(action="ledger-xlsx").count() == 2


def test_who_moved_to_another_office_gets_nothing(staff: Staff) -> None:
    query = f"nam=2025&vp={staff.office.code}"
    export = Export.objects.create(asked_by=staff.user, what=Count.TURNS, query=query, reason=REASON)
    Staff.objects.filter(pk=staff.pk).update(office=OfficeFactory.create())
    tasks.build(export.pk)
    export.refresh_from_db()
    assert (export.state, bool(export.file)) == (ExportState.FAILED, False)
    assert not AccessLog.objects.exists()
    page = signed_in(staff.user).get(reverse("ledger:file", args=[export.public_id])).content.decode()
    assert "Chưa làm được tệp này" in page


def test_a_waiting_file_shows_how_far_it_is(staff: Staff) -> None:
    export = Export.objects.create(
        asked_by=staff.user, what=Count.TURNS, query="nam=2025", reason=REASON, of=70_000, done=12_000
    )
    address = reverse("ledger:file", args=[export.public_id])
    page = signed_in(staff.user).get(address, headers={"HX-Request": "true"}).content.decode()
    assert "12.000 trên 70.000 dòng" in page
    assert "<html" not in page
