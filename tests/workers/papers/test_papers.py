"""A person's papers: kept once, within bounds, opened by nobody else without a trace."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from portal.accounts.models import AccessLog
from portal.documents.models import Upload
from tests.documents.test_documents import SMALL_PDF, photo
from tests.factories import EmployerMemberFactory, OfficeFactory, StaffFactory, UserFactory, WorkerFactory
from tests.jobs.people import signed_in
from tests.workers.factories import PaperFactory
from workers.models import Worker
from workers.papers import services
from workers.papers.models import Paper

pytestmark = pytest.mark.django_db
MINE = "/ho-so/giay-to/"


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def worker() -> Worker:
    return WorkerFactory.create(user=UserFactory.create())


@pytest.fixture
def client(worker: Worker) -> Client:
    return signed_in(worker.user)


def pdf(name: str = "Bằng nghề.pdf", more: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, SMALL_PDF.replace(b"%%EOF", b"%" + more + b"\n%%EOF"))


def send(client: Client, *files: SimpleUploadedFile, kind: str = "certificate") -> Any:
    return client.post(MINE, {"kind": kind, "papers": list(files)})


def test_several_papers_are_kept_in_one_go_and_come_back_as_they_were(client: Client, worker: Worker) -> None:
    assert send(client, pdf(), SimpleUploadedFile("Chứng chỉ.jpg", photo())).status_code == 302
    kept = {paper.title: paper for paper in services.papers_of(worker)}
    assert set(kept) == {"Bằng nghề", "Chứng chỉ"}
    page = client.get(MINE).content.decode()
    assert "2 trong 20 giấy tờ" in page
    response = client.get(reverse("papers:download", args=[kept["Bằng nghề"].public_id]))
    assert response["Content-Disposition"].startswith("attachment;")
    assert b"".join(response) == pdf().read()


def test_the_same_file_sent_twice_is_kept_once(client: Client, worker: Worker) -> None:
    for _ in range(2):
        send(client, pdf())
    assert services.papers_of(worker).count() == Upload.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("ma-doc.pdf", b"MZ\x90\x00" + b"\x00" * 200, "Chỉ nhận tệp PDF hoặc ảnh"),
        ("trang.jpg", b"<html><script>alert(1)</script>", "Chỉ nhận tệp PDF hoặc ảnh"),
        ("trong.pdf", b"", "Tệp trống"),
        ("chay.pdf", SMALL_PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>"), "tự chạy"),
        ("nang.pdf", b"%PDF-" + b"0" * (5 * 1024 * 1024), "tối đa 5 MB"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_the_good_one_beside_it_is_kept(
    client: Client, worker: Worker, name: str, content: bytes, said: str
) -> None:
    response = send(client, pdf(), SimpleUploadedFile(name, content))
    page = response.content.decode()
    assert response.status_code == 200, "the page again, with what was refused"
    assert said in page
    assert name in page
    assert "Đã lưu 1 giấy tờ" in page
    assert services.papers_of(worker).get().title == "Bằng nghề"
    assert Upload.objects.count() == 1


def test_nothing_chosen_is_said(client: Client) -> None:
    assert "Hãy chọn ít nhất một tệp." in client.post(MINE, {"kind": "cv"}).content.decode()
    assert "Mỗi lần gửi nhiều nhất 10 tệp" in send(client, *(pdf(f"{n}.pdf") for n in range(11))).content.decode()


def test_no_more_than_so_many_and_so_much(client: Client, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    send(client, pdf())
    monkeypatch.setattr(services, "MOST_BYTES", len(SMALL_PDF) + 20)
    page = send(client, pdf("hai.pdf", b"khac")).content.decode()
    assert "nặng nhất 0 MB" in page
    monkeypatch.setattr(services, "MOST_BYTES", 10**9)
    monkeypatch.setattr(services, "MOST_PAPERS", 1)
    assert "nhiều nhất 1 giấy tờ" in send(client, pdf("hai.pdf", b"khac")).content.decode()
    assert services.papers_of(worker).count() == Upload.objects.count() == 1
    folder = Path(Paper.objects.get().upload.file.path).parents[1]
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1
    assert "Đã hết chỗ" in client.get(MINE).content.decode()


def test_a_paper_gets_another_name_and_goes_with_its_file(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    send(client, pdf())
    paper = Paper.objects.get()
    edit = reverse("papers:edit", args=[paper.public_id])
    assert client.post(edit, {"title": " ", "kind": "cv"}).status_code == 200
    client.post(edit, {"title": "Chứng chỉ   hàn 3G", "kind": "licence"})
    paper.refresh_from_db()
    assert (paper.title, paper.kind) == ("Chứng chỉ hàn 3G", "licence")
    path = Path(paper.upload.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("papers:delete", args=[paper.public_id]))
    assert not Paper.objects.exists()
    assert not Upload.objects.exists()
    assert not path.exists()


def test_a_deleted_person_leaves_no_file(
    client: Client, worker: Worker, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    send(client, pdf())
    path = Path(Paper.objects.get().upload.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        worker.delete()
    assert not Upload.objects.exists()
    assert not path.exists()


def test_somebody_else_s_paper_is_not_there(client: Client) -> None:
    paper = PaperFactory.create()
    for name, method in (("download", "get"), ("edit", "get"), ("edit", "post"), ("delete", "post")):
        address = reverse(f"papers:{name}", args=[paper.public_id])
        assert getattr(client, method)(address, {"title": "Của tôi", "kind": "cv"}).status_code == 404
    paper.refresh_from_db()
    assert paper.title != "Của tôi"
    member = EmployerMemberFactory.create()
    assert signed_in(member.user).get(reverse("papers:download", args=[paper.public_id])).status_code == 403


def test_staff_open_a_paper_of_those_in_their_care_and_the_person_reads_so() -> None:
    office = OfficeFactory.create()
    paper = PaperFactory.create(worker__office=office, title="Bằng lái C")
    address = reverse("papers:download", args=[paper.public_id])
    stranger = StaffFactory.create()
    assert signed_in(stranger.user).get(address).status_code == 403
    assert not AccessLog.objects.exists()
    counsellor = StaffFactory.create(office=office)
    assert b"".join(signed_in(counsellor.user).get(address))
    line = AccessLog.objects.get(action="paper")
    assert (line.actor, line.subject_id) == (counsellor.user, paper.worker.public_id)
    assert "Bằng lái C" in line.reason


def test_the_page_stays_within_its_queries(client: Client, worker: Worker, django_assert_max_num_queries: Any) -> None:
    for _ in range(6):
        PaperFactory.create(worker=worker)
    with django_assert_max_num_queries(12):
        assert client.get(MINE).status_code == 200
