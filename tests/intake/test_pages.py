from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from jobs.intake import services
from jobs.intake.enums import BatchState, Kind
from jobs.intake.models import IntakeBatch, IntakeRow
from jobs.models import Vacancy
from portal.accounts.enums import StaffRole
from portal.accounts.models import Staff
from tests.factories import EmployerMemberFactory, StaffFactory, UserFactory, WorkerFactory
from tests.intake.files import HEADER, SEEKER, SEEKERS, bomb, csv_file, vacancy, xlsx_file

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def client_of(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff.user)
    return client


@pytest.fixture
def counsellor() -> Staff:
    staff: Staff = StaffFactory.create()
    return staff


@pytest.fixture
def desk(counsellor: Staff) -> Client:
    return client_of(counsellor)


def upload(client: Client, path: Path, kind: str = "vacancies", name: str = "Tin tháng 10.xlsx") -> IntakeBatch:
    file = SimpleUploadedFile(name, path.read_bytes())
    answer = client.post(reverse("intake:home"), {"kind": kind, "file": file})
    assert answer.status_code == 302, answer.content.decode()
    return IntakeBatch.objects.latest("id")


def page(client: Client, batch: IntakeBatch, **extra: str) -> str:
    answer = client.get(reverse("intake:batch", args=[batch.public_id]), **extra)  # type: ignore[arg-type]  # headers
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_file_from_upload_to_result(desk: Client, tmp_path: Path, django_capture_on_commit_callbacks: object) -> None:
    batch = upload(
        desk, xlsx_file(tmp_path / "a", [HEADER, vacancy(1), vacancy(2, pay="Lên đến 15 VND"), vacancy(3, title="")])
    )
    look = page(desk, batch)
    assert "Công nhân may chuyền 1" in look
    assert "7.000.000 – 9.000.000 đ/tháng" in look
    assert "Số tiền không ghi đơn vị" in look
    assert "Thiếu tên công việc." in look
    assert not Vacancy.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        desk.post(reverse("intake:start", args=[batch.public_id]))
    assert Vacancy.objects.count() == 2
    result = page(desk, batch)
    assert "Đã nhập 2 trên 3 dòng." in result
    assert "Những dòng chưa nhập" in result


def test_starting_twice_imports_once(desk: Client, tmp_path: Path, django_capture_on_commit_callbacks: object) -> None:
    batch = upload(desk, csv_file(tmp_path / "a", [HEADER, vacancy(1)]))
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
            desk.post(reverse("intake:start", args=[batch.public_id]))
    assert Vacancy.objects.count() == 1


def test_the_mapping_can_be_mended(desk: Client, tmp_path: Path) -> None:
    rows = [["Tên công việc", "Tên công ty", "Ghi gì đó"], ["Thợ hàn", "Công ty A", "8 triệu"]]
    batch = upload(desk, csv_file(tmp_path / "a", rows))
    columns = {"sheet": "0", "column_0": "title", "column_1": "employer", "column_2": "pay"}
    assert desk.post(reverse("intake:remap", args=[batch.public_id]), columns).status_code == 302
    assert "8.000.000 đ/tháng" in page(desk, batch)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"column_0": "employer", "column_1": ""}, "Hãy chỉ ra cột “Tên công việc”"),
        ({"column_0": "title", "column_1": ""}, "Hãy chỉ ra cột “Tên doanh nghiệp”"),
        ({"column_0": "title", "column_1": "title", "column_2": "employer"}, "Hai cột cùng là"),
        ({"column_0": "title", "column_1": "nonsense"}, "nonsense"),
    ],
)
def test_a_wrong_mapping_is_explained_and_changes_nothing(
    desk: Client, tmp_path: Path, columns: dict[str, str], said: str
) -> None:
    batch = upload(
        desk, csv_file(tmp_path / "a", [["Tên công việc", "Tên công ty", "X"], ["Thợ hàn", "Công ty A", "1"]])
    )
    answer = desk.post(reverse("intake:remap", args=[batch.public_id]), {"sheet": "0", **columns})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    before = batch.mapping
    batch.refresh_from_db()
    assert batch.mapping == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7", "Đây không phải bảng tính"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "kiểu cũ"),
        (b"a,b\n1,2\n", "Không nhận ra cột nào"),
    ],
)
def test_a_file_that_is_no_table_is_explained_and_not_kept(desk: Client, content: bytes, said: str) -> None:
    file = SimpleUploadedFile("Tin.xlsx", content)
    answer = desk.post(reverse("intake:home"), {"kind": "vacancies", "file": file})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not IntakeBatch.objects.exists()


def test_a_bomb_is_refused_on_the_page(desk: Client, tmp_path: Path) -> None:
    file = SimpleUploadedFile("Tin.xlsx", bomb(tmp_path / "a").read_bytes())
    assert (
        "giải nén ra quá lớn" in desk.post(reverse("intake:home"), {"kind": "vacancies", "file": file}).content.decode()
    )


def test_progress_is_a_part_for_htmx_and_a_page_without_it(desk: Client, tmp_path: Path) -> None:
    batch = upload(desk, csv_file(tmp_path / "a", [HEADER, vacancy(1), vacancy(2)]))
    IntakeBatch.objects.update(state=BatchState.RUNNING, position=1, beat_at=timezone.now())
    part, whole = page(desk, batch, **HTMX), page(desk, batch)
    assert "<html" not in part
    assert 'value="50"' in part
    assert "Xem tiến độ mới nhất" in whole


def test_a_stopped_import_can_be_taken_up(
    desk: Client, tmp_path: Path, django_capture_on_commit_callbacks: object
) -> None:
    batch = upload(desk, csv_file(tmp_path / "a", [HEADER, vacancy(1)]))
    IntakeBatch.objects.update(state=BatchState.FAILED, error="Tệp hỏng.")
    assert "Tiếp tục nhập" in page(desk, batch)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        desk.post(reverse("intake:retry", args=[batch.public_id]))
    assert Vacancy.objects.count() == 1


def test_a_file_can_be_dropped_with_its_bytes(
    desk: Client, tmp_path: Path, django_capture_on_commit_callbacks: object
) -> None:
    batch = upload(desk, csv_file(tmp_path / "a", [HEADER, vacancy(1)]))
    path = Path(batch.file.path)
    assert path.stat().st_mode & 0o077 == 0
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        assert desk.post(reverse("intake:discard", args=[batch.public_id])).status_code == 302
    assert not path.exists()
    assert batch.public_id not in desk.get(reverse("intake:home")).content.decode()


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_bad_rows_are_an_attachment(
    desk: Client, tmp_path: Path, ending: str, django_capture_on_commit_callbacks: object
) -> None:
    batch = upload(desk, csv_file(tmp_path / "a", [HEADER, vacancy(1, title="", pay='=cmd|"/c calc"!A1')]))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        desk.post(reverse("intake:start", args=[batch.public_id]))
    answer = desk.get(reverse("intake:bad_rows", args=[batch.public_id, ending]))
    assert answer["Content-Disposition"].startswith("attachment")
    target = tmp_path / f"bad.{ending}"
    target.write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]  # a streamed file
    if ending == "csv":
        assert "'=cmd" in target.read_text(encoding="utf-8-sig")
    else:
        sheet = load_workbook(target).active
        assert sheet is not None
        assert [cell.value for cell in sheet[2]][:1] == [2]


def test_seekers_are_asked_for_their_consents(desk: Client, tmp_path: Path) -> None:
    batch = upload(desk, csv_file(tmp_path / "a", [SEEKERS, SEEKER]), kind="workers")
    assert 'name="consented"' in page(desk, batch)
    assert 'name="consented" checked' not in page(desk, batch)


def test_a_day_in_the_future_starts_nothing(desk: Client, tmp_path: Path) -> None:
    batch = upload(desk, csv_file(tmp_path / "a", [HEADER, vacancy(1)]))
    desk.post(reverse("intake:start", args=[batch.public_id]), {"collected_on": "2999-01-01"})
    batch.refresh_from_db()
    assert batch.state == BatchState.UPLOADED


# Who may


@pytest.mark.parametrize("name", ["home", "occupations"])
def test_others_are_kept_out(name: str) -> None:
    seeker = UserFactory.create()
    WorkerFactory.create(user=seeker)
    for user in (UserFactory.create(), EmployerMemberFactory.create().user, seeker):
        assert user
        client = Client()
        client.force_login(user)
        assert client.get(reverse(f"intake:{name}")).status_code == 403
    assert Client().get(reverse(f"intake:{name}")).status_code == 302
    assert (
        client_of(StaffFactory.create(role=StaffRole.ADMINISTRATOR)).get(reverse(f"intake:{name}")).status_code == 403
    )


def test_files_of_another_office_do_not_exist(desk: Client, tmp_path: Path) -> None:
    batch = upload(desk, csv_file(tmp_path / "a", [HEADER, vacancy(1)]))
    stranger, manager = client_of(StaffFactory.create()), client_of(StaffFactory.create(role=StaffRole.MANAGER))
    for name, args in (("batch", []), ("bad_rows", ["csv"])):
        address = reverse(f"intake:{name}", args=[batch.public_id, *args])
        assert stranger.get(address).status_code == 404
        answer = manager.get(address)
        assert answer.status_code == 200
        b"".join(getattr(answer, "streaming_content", ()))  # the client closes what was read to its end
    for name in ("remap", "start", "discard", "retry"):
        assert stranger.post(reverse(f"intake:{name}", args=[batch.public_id]), {"sheet": "0"}).status_code == 404
    batch.refresh_from_db()
    assert batch.state == BatchState.UPLOADED
    assert batch.public_id not in stranger.get(reverse("intake:home")).content.decode()


# Occupations


def waiting(counsellor: Staff, tmp_path: Path, kind: str = "vacancies") -> IntakeRow:
    """An imported row whose occupation is not sure."""
    from jobs.intake import engine

    rows = [HEADER, vacancy(1)] if kind == "vacancies" else [SEEKERS, SEEKER]
    handing = services.Handing(Kind(kind), counsellor.user, counsellor.office_id)
    path = csv_file(tmp_path / "a", rows)
    batch = services.claim(services.open_local(path, handing).pk)
    assert batch is not None
    engine.Importer(batch, path).run()
    IntakeRow.objects.update(awaits_occupation=True, alternatives=["5223", "7531"])
    return IntakeRow.objects.get()


def test_a_counsellor_confirms_an_occupation(counsellor: Staff, desk: Client, tmp_path: Path) -> None:
    row = waiting(counsellor, tmp_path)
    assert row.vacancy is not None
    queue = desk.get(reverse("intake:occupations")).content.decode()
    assert queue.index('value="5223"') < queue.index('value="7531"')
    assert 'data-key="1"' in queue
    desk.post(reverse("intake:occupations"), {"of": row.vacancy.public_id, "code": "7531"})
    vacancy_now = Vacancy.objects.select_related("occupation").get()
    assert vacancy_now.occupation is not None
    assert (vacancy_now.occupation.code, vacancy_now.occupation_confidence) == ("7531", None)
    row.refresh_from_db()
    assert (row.awaits_occupation, row.reviewed_by) == (False, counsellor.user)
    assert "Không còn việc nào chờ" in desk.get(reverse("intake:occupations")).content.decode()


def test_another_occupation_is_found_by_its_name(counsellor: Staff, desk: Client, tmp_path: Path) -> None:
    row = waiting(counsellor, tmp_path)
    assert row.vacancy is not None
    found = desk.get(reverse("intake:occupations"), {"of": row.vacancy.public_id, "q": "bảo vệ"}).content.decode()
    assert "5414" in found or "5401" in found


def test_a_seekers_wish_is_confirmed_too(counsellor: Staff, desk: Client, tmp_path: Path) -> None:
    row = waiting(counsellor, tmp_path, "workers")
    assert row.worker is not None
    desk.post(reverse("intake:occupations"), {"of": row.worker.public_id, "code": "7531"})
    wanted = row.worker.wanted_occupations.select_related("occupation").get()
    assert wanted.occupation is not None
    assert (wanted.occupation.code, wanted.confidence) == ("7531", None)


def test_words_that_name_no_occupation_leave_the_queue_without_one(
    counsellor: Staff, desk: Client, tmp_path: Path
) -> None:
    row = waiting(counsellor, tmp_path)
    assert row.vacancy is not None
    desk.post(reverse("intake:occupations"), {"of": row.vacancy.public_id, "none": "1"})
    row.refresh_from_db()
    assert not row.awaits_occupation
    assert Vacancy.objects.get().occupation is None


@pytest.mark.parametrize("code", ["", "0000", "75", "x" * 99])
def test_a_code_of_no_occupation_changes_nothing(counsellor: Staff, desk: Client, tmp_path: Path, code: str) -> None:
    row = waiting(counsellor, tmp_path)
    assert row.vacancy is not None
    desk.post(reverse("intake:occupations"), {"of": row.vacancy.public_id, "code": code})
    row.refresh_from_db()
    assert row.awaits_occupation


def test_two_counsellors_decide_once(counsellor: Staff, desk: Client, tmp_path: Path) -> None:
    row = waiting(counsellor, tmp_path)
    assert services.confirm_occupation(row, "7531", counsellor.user)
    assert not services.confirm_occupation(row, "5223", counsellor.user)
    assert Vacancy.objects.get(occupation__code="7531")


def test_a_stranger_confirms_nothing(counsellor: Staff, tmp_path: Path) -> None:
    row = waiting(counsellor, tmp_path, "workers")
    assert row.worker is not None
    answer = client_of(StaffFactory.create()).post(
        reverse("intake:occupations"), {"of": row.worker.public_id, "code": "7531"}
    )
    assert answer.status_code == 404
    row.refresh_from_db()
    assert row.awaits_occupation
