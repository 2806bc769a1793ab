"""Papers with an application: sent with it, opened by the right ones, gone when their time is over."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from employers.models import Employer
from jobs.attachments import services, tasks
from jobs.attachments.models import Attachment, Keeping, Removal
from jobs.models import Application, Vacancy
from jobs.services import applications
from jobs.services.applications import Step
from portal.accounts.models import AccessLog, User
from portal.documents.models import Upload
from tests.factories import EmployerMemberFactory
from tests.jobs.people import sewing_work, signed_in, tailor
from workers.models import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def member() -> User:
    return EmployerMemberFactory.create().user


@pytest.fixture
def vacancy(member: User) -> Vacancy:
    return sewing_work(employer=Employer.objects.get(members__user=member))


def pdf(name: str = "Bằng nghề.pdf", more: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4\n" + more + b"\n%%EOF")


def applied(client: Client, vacancy: Vacancy, **data: Any) -> Any:
    return client.post(reverse("seeking:apply", args=[vacancy.public_id]), {"letter": "Tôi may ba năm."} | data)


def status(user: User | None, address: str) -> int:
    """Of a download, read to its end."""
    response = signed_in(user).get(address)
    if response.streaming:
        list(response)
    return response.status_code


def ended(worker: Worker, days: int) -> None:
    applications.withdraw(Application.objects.get(), Step(worker.user))
    Application.objects.update(changed_at=timezone.now() - timedelta(days=days))


def test_a_paper_goes_with_the_application_and_the_employer_opens_it_logged(vacancy: Vacancy, member: User) -> None:
    worker = tailor()
    applied(signed_in(worker.user), vacancy, file=pdf())
    one = Attachment.objects.get()
    assert (one.title, one.application.letter) == ("Bằng nghề", "Tôi may ba năm.")
    candidate = reverse("hiring:candidate", args=[vacancy.public_id, worker.public_id])
    assert "Bằng nghề" in signed_in(member).get(candidate).content.decode()
    download = reverse("attachments:download", args=[one.public_id])
    response = signed_in(member).get(download)
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response).startswith(b"%PDF")
    assert AccessLog.objects.filter(action="application-paper", subject_id=worker.public_id).count() == 1
    for stranger in (EmployerMemberFactory.create().user, tailor(phone="0912000060").user):
        assert status(stranger, download) == 404


def test_the_cv_of_the_moment_goes_along_as_pdf(vacancy: Vacancy) -> None:
    worker = tailor(full_name="Vũ Thị Lan")
    applied(signed_in(worker.user), vacancy, cv="on")
    one = Attachment.objects.get()
    assert one.title == "Sơ yếu lý lịch Vũ Thị Lan"
    with one.upload.file.open("rb") as stored:
        assert stored.read(5) == b"%PDF-"


def test_a_file_that_will_not_do_sends_nothing_by_halves(vacancy: Vacancy) -> None:
    client = signed_in(tailor().user)
    page = applied(client, vacancy, file=SimpleUploadedFile("a.pdf", b"<html>"))
    assert "Chỉ nhận tệp PDF" in page.content.decode()
    assert "Tôi may ba năm." in page.content.decode()
    assert not Application.objects.exists()
    assert not Upload.objects.exists()


def test_the_same_paper_twice_is_one_and_there_is_a_limit(vacancy: Vacancy) -> None:
    worker = tailor()
    client = signed_in(worker.user)
    applied(client, vacancy, file=pdf())
    add = reverse("attachments:add", args=[Application.objects.get().public_id])
    client.post(add, {"file": pdf("khac.pdf")})
    assert Attachment.objects.count() == Upload.objects.count() == 1
    for n in range(services.MOST + 2):
        client.post(add, {"file": pdf(more=b"%d" % n)})
    assert Attachment.objects.count() == Upload.objects.count() == services.MOST
    other = signed_in(tailor(phone="0912000061").user)
    assert other.post(add, {"file": pdf(more=b"x")}).status_code == 404


def test_access_ends_with_the_application_unless_the_person_agreed(vacancy: Vacancy, member: User) -> None:
    worker = tailor()
    client = signed_in(worker.user)
    applied(client, vacancy, file=pdf())
    one = Attachment.objects.get()
    download, keep = (
        reverse("attachments:download", args=[one.public_id]),
        reverse("attachments:keep", args=[one.application.public_id]),
    )
    applications.withdraw(one.application, Step(worker.user))
    assert status(member, download) == 404
    assert status(worker.user, download) == 200
    client.post(keep, {"agreed": "on"})
    assert status(member, download) == 200
    client.post(keep, {})
    assert status(member, download) == 404
    assert Keeping.objects.get().withdrawn_at


@pytest.mark.parametrize(
    ("days", "agreed", "gone"), [(29, False, False), (31, False, True), (31, True, False), (366, True, True)]
)
def test_papers_and_letter_go_when_their_time_is_over(vacancy: Vacancy, days: int, agreed: bool, gone: bool) -> None:
    worker = tailor()
    applied(signed_in(worker.user), vacancy, file=pdf(), **({"keep": "on"} if agreed else {}))
    ended(worker, days)
    assert tasks.remove_old() == int(gone)
    assert tasks.remove_old() == 0
    assert Attachment.objects.exists() is Upload.objects.exists() is not gone
    assert bool(Application.objects.get().letter) is not gone
    assert Removal.objects.exists() is gone
