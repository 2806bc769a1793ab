"""The person's rights over their data: seen, blocked, taken away, asked for, and gone."""

import json
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from jobs.services import applications
from jobs.services.applications import Step
from portal.accounts.enums import StaffRole
from portal.accounts.models import AccessLog
from portal.accounts.services import log_access
from portal.documents import uploads
from portal.notices.models import Notice
from tests.factories import EmployerFactory, EmployerMemberFactory, StaffFactory
from tests.jobs.people import sewing_work, signed_in, tailor
from tests.workers.factories import AttendanceFactory, DossierFactory, SessionFactory
from tests.workers.lives import IDENTITY, NAME, PHONE, picture, proven, ready, somebody
from workers.enums import Search, Visibility
from workers.models import BlockedEmployer, Consent, WorkHistory
from workers.rights import archive, clock, services, tasks
from workers.rights.enums import ExportState, Kind, State
from workers.rights.models import DataExport, DataRequest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings: Settings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


# --- who looked


def test_the_person_reads_who_looked_with_role_office_and_reason() -> None:
    worker = somebody()
    staff = StaffFactory.create()
    log_access(staff.user, worker.public_id, "counselling")
    log_access(staff.user, worker.public_id, "reason", "Chuyển từ văn phòng khác")
    member = EmployerMemberFactory.create()
    log_access(member.user, worker.public_id, "candidate-open", f"{member.employer}: Công nhân may")
    for name in ("workers:data", "rights:looks"):
        page = signed_in(worker.user).get(reverse(name)).content.decode()
        assert f"{staff.user}, tư vấn viên, {staff.office}" in page
        assert "Mở hồ sơ để tư vấn" in page
        assert "Chuyển từ văn phòng khác" in page
        assert str(member.employer) in page
        assert member.user.full_name not in page, "an employer is named, not its people"


def test_nobody_reads_who_looked_at_somebody_else() -> None:
    worker, other = somebody(), tailor()
    log_access(StaffFactory.create().user, worker.public_id, "counselling")
    assert "Mở hồ sơ" not in signed_in(other.user).get(reverse("rights:looks")).content.decode()


def test_the_list_of_looks_costs_few_queries(django_assert_max_num_queries: Any) -> None:
    worker = somebody()
    for _ in range(30):
        log_access(StaffFactory.create().user, worker.public_id, "counselling")
    client = signed_in(worker.user)
    with django_assert_max_num_queries(12):
        client.get(reverse("rights:looks"))
    with django_assert_max_num_queries(12):
        client.get(reverse("workers:data"))


# --- blocked employers


def test_an_employer_is_found_blocked_and_freed_again() -> None:
    worker, employer = somebody(), EmployerFactory.create(name="Công ty May Hưng Thịnh")
    client = signed_in(worker.user)
    page = client.get(reverse("workers:blocked"), {"q": "may hung thinh"}).content.decode()
    assert employer.public_id in page
    for _ in range(2):
        client.post(reverse("workers:block"), {"employer": employer.public_id})
    assert BlockedEmployer.objects.get().employer == employer
    client.post(reverse("workers:unblock"), {"employer": employer.public_id})
    assert not BlockedEmployer.objects.exists()


@pytest.mark.parametrize("q", ["", "a", "' OR 1=1 --", "%", "\u202e", "x" * 500])
def test_a_search_holds_whatever_is_typed(q: str) -> None:
    assert signed_in(somebody().user).get(reverse("workers:blocked"), {"q": q}).status_code == 200


def test_an_employer_that_is_none_is_not_found() -> None:
    client = signed_in(somebody().user)
    assert client.post(reverse("workers:block"), {"employer": "aaaaaaaaaaaa"}).status_code == 404


# --- taking it away


def test_a_copy_holds_everything_but_private_notes(django_capture_on_commit_callbacks: Any) -> None:
    worker = somebody()
    WorkHistory.objects.create(worker=worker, title="Thợ vắt sổ")
    SessionFactory.create(worker=worker, advice="Nên học thêm cắt may", private_note="Khó tính")
    applications.apply(worker, sewing_work(), Step(worker.user), "Kính gửi quý công ty")
    log_access(StaffFactory.create().user, worker.public_id, "counselling")
    DossierFactory.create(worker=worker)
    AttendanceFactory.create(worker=worker)
    uploads.store(picture(), worker.user)
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in(worker.user).post(reverse("rights:take")).status_code == 302
    export = DataExport.objects.get()
    assert export.state == ExportState.READY
    with export.file.open("rb") as stored, zipfile.ZipFile(stored) as file:
        names = file.namelist()
        html, text = file.read("du-lieu-cua-toi.html").decode(), file.read("du-lieu-cua-toi.json").decode()
    assert any(name.startswith("giay-to/01-") for name in names)
    data = json.loads(text)
    for told in (html, text):
        for part in (NAME, PHONE, IDENTITY, "Thợ vắt sổ", "Nên học thêm cắt may", "Kính gửi quý công ty",
                     "tư vấn viên", "Lao động thời vụ Hàn Quốc", "Hội nghị"):  # fmt: skip
            assert part in told, part
        assert "Khó tính" not in told
        assert "pbkdf2" not in told
        assert "md5$" not in told
    assert len(data["Sự đồng ý"]) == 2
    assert Notice.objects.of(worker.user).filter(kind="rights-export").count() == 1  # type: ignore[arg-type]


def test_another_copy_is_not_begun_while_one_is_made(django_capture_on_commit_callbacks: Any) -> None:
    worker = somebody()
    client = signed_in(worker.user)
    for _ in range(2):
        client.post(reverse("rights:take"))
    assert DataExport.objects.count() == 1
    assert "Đang chuẩn bị" in client.get(reverse("rights:take")).content.decode()


def test_a_copy_is_fetched_after_the_password_by_its_person_alone() -> None:
    worker, other = somebody(), tailor()
    address = reverse("rights:download", args=[ready(worker).public_id])
    assert "reauthenticate" in signed_in(worker.user).get(address)["Location"]
    assert proven(other).get(address).status_code == 404
    answer = proven(worker).get(address)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]


def test_a_copy_goes_after_a_week() -> None:
    worker = somebody()
    export = ready(worker)
    path = export.file.path
    DataExport.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert proven(worker).get(reverse("rights:download", args=[export.public_id])).status_code == 404
    assert archive.clear_out() == 1
    with pytest.raises(FileNotFoundError):
        open(path)  # noqa: SIM115 — it must not be there


def test_a_copy_that_fails_says_so_and_can_be_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = somebody()
    export = DataExport.objects.create(worker=worker)

    def broken(*_: Any) -> bytes:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(archive, "make", broken)
        with pytest.raises(OSError, match="disk full"):
            tasks.build(export.pk)
    client = signed_in(worker.user)
    assert "chưa làm được" in client.get(reverse("rights:take")).content.decode()
    client.post(reverse("rights:take"))
    assert DataExport.objects.filter(state=ExportState.WAITING).count() == 1


# --- requests and their clock


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 2), date(2026, 3, 4)),
        (date(2026, 3, 5), date(2026, 3, 9)),
        (date(2026, 3, 6), date(2026, 3, 10)),
        (date(2026, 3, 7), date(2026, 3, 10)),
    ],
)
def test_the_first_answer_comes_within_two_working_days(day: date, expected: date) -> None:
    assert clock.answer_by(day) == expected


def test_the_time_to_carry_it_out_is_the_decree_s() -> None:
    day = date(2026, 3, 2)
    assert [(clock.due(kind, day) - day).days for kind in Kind] == [10, 15, 15, 20, 10]


def test_a_request_is_taken_up_once_and_protects_at_once() -> None:
    worker = somebody(visibility=Visibility.OPEN)
    client = signed_in(worker.user)
    for _ in range(2):
        client.post(reverse("rights:ask", args=["restrict"]), {"text": "Đang khiếu nại"})
    request = DataRequest.objects.get()
    assert [step.what for step in request.steps.all()] == ["asked"]
    worker.refresh_from_db()
    assert (worker.visibility, worker.search) == (Visibility.HIDDEN, Search.NOT_LOOKING)
    assert not Consent.objects.filter(purpose="matching", withdrawn_at=None).exists()


def test_deleting_asks_for_the_password_and_a_tick() -> None:
    worker = somebody()
    address = reverse("rights:ask", args=["delete"])
    assert "reauthenticate" in signed_in(worker.user).post(address, {"understood": "on"})["Location"]
    client = proven(worker)
    assert client.post(address, {}).status_code == 200
    assert not DataRequest.objects.exists()
    assert "checked" not in client.get(address).content.decode()
    assert client.post(address, {"understood": "on"}).status_code == 302
    assert DataRequest.objects.get().kind == Kind.DELETE


@pytest.mark.parametrize("kind", ["nothing", "x" * 60])
def test_a_request_that_is_none(kind: str) -> None:
    assert signed_in(somebody().user).get(reverse("rights:ask", args=[kind])).status_code == 404


def test_the_person_takes_a_request_back_but_not_another_s() -> None:
    worker, other = somebody(), tailor()
    request = services.ask(worker, Kind.CORRECT, "Sai", worker.user)
    address = reverse("rights:take_back", args=[request.public_id])
    assert signed_in(other.user).post(address).status_code == 404
    for _ in range(2):
        signed_in(worker.user).post(address)
    request.refresh_from_db()
    assert request.state == State.WITHDRAWN
    assert request.steps.count() == 2


def test_the_centre_answers_extends_once_and_refuses_with_a_reason() -> None:
    worker = somebody()
    request = services.ask(worker, Kind.OBJECT, "", worker.user)
    due = request.due_on
    client = signed_in(StaffFactory.create(role=StaffRole.MANAGER).user)
    address = reverse("rights:case", args=[request.public_id])
    assert NAME in client.get(reverse("rights:queue")).content.decode()
    assert NAME in client.get(address).content.decode()
    assert client.post(address, {"action": "refuse", "text": ""}).status_code == 200
    client.post(address, {"action": "reply", "text": "Đã nhận, đang xem."})
    for _ in range(2):
        client.post(address, {"action": "extend", "text": "Cần hỏi đơn vị phần mềm."})
    request.refresh_from_db()
    assert request.due_on == due + timedelta(days=15)
    client.post(address, {"action": "refuse", "text": "Luật buộc lưu."})
    request.refresh_from_db()
    assert (request.state, request.answer) == (State.REFUSED, "Luật buộc lưu.")
    assert [step.what for step in request.steps.all()] == ["asked", "answered", "extended", "refused"]
    assert Notice.objects.filter(kind="rights-answered", recipient=worker.user).count() == 3
    assert "Luật buộc lưu." in signed_in(worker.user).get(reverse("rights:mine")).content.decode()
    assert AccessLog.objects.filter(subject_id=worker.public_id, action="data-request").exists()


def test_a_closed_request_is_not_decided_again() -> None:
    worker = somebody()
    manager = StaffFactory.create(role=StaffRole.MANAGER).user
    request = services.ask(worker, Kind.CORRECT, "Sai", worker.user)
    services.decide(request, manager, True, "Đã sửa.")
    with pytest.raises(services.NotPossible):
        services.decide(request, manager, False, "Không.")


def test_what_is_late_is_marked() -> None:
    services.ask(somebody(), Kind.CORRECT, "Sai", None)
    DataRequest.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    client = signed_in(StaffFactory.create(role=StaffRole.MANAGER).user)
    assert "quá hạn" in client.get(reverse("rights:queue")).content.decode()
