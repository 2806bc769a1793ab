"""The copy a person takes away holds what every table keeps of them, and erasing reaches all of it."""

import re
import zipfile
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from jobs.answers.models import HelpRequest, Lapse, StartConfirmation
from jobs.attachments.models import Attachment
from jobs.attachments.services import attach
from jobs.enums import DismissReason
from jobs.flags.enums import FlagReason
from jobs.flags.models import Flag
from jobs.interviews.models import Interview
from jobs.lessons.models import Lesson
from jobs.messages.models import Letter, Report, Side
from jobs.models import Application, Placement
from jobs.printing.models import Paper
from jobs.saved.models import Favourite, SavedSearch, Viewed
from portal.accounts.models import User
from portal.documents import uploads
from portal.documents.models import Upload
from portal.notices.models import Choice, Delivery, Notice
from tests.factories import EmployerMemberFactory, OfficeFactory, StaffFactory
from tests.jobs.caseload.factories import case_of
from tests.jobs.people import sewing_work, tailor
from tests.workers.appointments.factories import AppointmentFactory
from tests.workers.factories import PaperFactory
from tests.workers.lives import MAIL, NAME, PHONE, everywhere, full_life, picture, ready, somebody
from workers.appointments.models import Ticket
from workers.drafts.models import TurnDraft
from workers.groups.models import GroupTurn, GroupVisit
from workers.models import Worker
from workers.rights import gathering
from workers.rights.enums import Kind
from workers.rights.erasure import erase
from workers.rights.models import DataExport
from workers.rights.services import ask
from workers.slips.models import Slip

pytestmark = pytest.mark.django_db

AT_WORK = "what somebody does for the centre or for an employer is in their records, not about the person"
LEFT_OUT = {
    "accounts.Staff": AT_WORK,
    "account.EmailAddress": "the account's own address, which is in it, and whether it is proven",
    "account.EmailConfirmation": "keys of links on their way",
    "admin.LogEntry": AT_WORK,
    "agreements.SupplyAgreement": AT_WORK,
    "caseload.Handover": AT_WORK,
    "caseload.WeekPlan": AT_WORK,
    "employers.EmployerMember": AT_WORK,
    "employers.VerificationChange": AT_WORK,
    "flags.Decision": AT_WORK,
    "intake.IntakeBatch": AT_WORK,
    "interviews.Slot": "the employer's; the one chosen is in the interview",
    "jobs.Vacancy": AT_WORK,
    "ledger.Credit": "a view of applications and turns, which are in the copy",
    "ledger.Export": AT_WORK,
    "jobs.VacancyTransition": AT_WORK,
    "matching.MatchPolicy": AT_WORK,
    "matching.MatchRun": AT_WORK,
    "matching.PolicyTrial": AT_WORK,
    "merging.Distinct": AT_WORK,
    "merging.EmployerMerge": AT_WORK,
    "job_messages.Reading": "up to when somebody has read; says nothing the letters do not",
    "mfa.Authenticator": "secrets of signing in",
    "people_merging.DistinctPeople": AT_WORK,
    "posting.Closing": AT_WORK,
    "posting.Merge": AT_WORK,
    "posting.Registration": AT_WORK,
    "posting.VacancyChange": AT_WORK,
    "team.Invitation": AT_WORK,
    "training.Cohort": AT_WORK,
    "verification.Claim": AT_WORK,
    "verification.EmployerLog": AT_WORK,
    "verification.Handover": AT_WORK,
    "verification.Paper": AT_WORK,
    "verification.Registration": AT_WORK,
    "workers.Worker_priority_groups": "in the profile's row",
    "workers.Worker_soft_skills": "in the profile's row",
}
"""Tables with a key to a person or their account that the copy does not read, and why."""
MARK = "Dấu-riêng"
PRIVATE = "Chỉ-để-nhớ"
"""Of a note the person does not read."""


@pytest.fixture(autouse=True)
def own_files(settings: Settings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def keys_to(target: type[models.Model]) -> set[type[models.Model]]:
    return {
        model
        for model in apps.get_models()
        if any(isinstance(field, models.ForeignKey) and field.related_model is target for field in model._meta.fields)
    }


def about_people() -> set[type[models.Model]]:
    """With a key to a person or an account, or to a row that has one and counts as theirs."""
    own = keys_to(Worker) | keys_to(User) - {Worker}
    steps = {step for model in own if model._meta.label not in LEFT_OUT for step in keys_to(model)}
    return (own | steps) - {Worker, User}


def newer_life(worker: Worker) -> Application:
    """One of everything that the newer apps keep, each with :data:`MARK` and a number of its own."""
    user = worker.user
    assert user
    application = Application.objects.filter(worker=worker, state="viewed").get()
    vacancy = application.vacancy
    PaperFactory.create(worker=worker, title=f"{MARK}01 {NAME}", upload=uploads.store(picture(), user))
    Slip.objects.create(worker=worker, services_other=f"{MARK}02 {NAME}", work_description=NAME)
    Lesson.objects.create(worker=worker, vacancy=vacancy, reason=DismissReason.PAY, text=f"{MARK}03 {NAME}",
                          before={"x": NAME}, after={"x": PHONE})  # fmt: skip
    Favourite.objects.create(worker=worker, vacancy=vacancy, note=f"{MARK}04 {NAME}")
    Viewed.objects.create(worker=worker, vacancy=vacancy)
    SavedSearch.objects.create(worker=worker, name=f"{MARK}05", query=f"q={PHONE}")
    interview = Interview.objects.create(application=application, worker=worker, reason=f"{MARK}06 {NAME}")
    interview.events.create(after="offered", reason=f"{MARK}07 {NAME}")
    Letter.objects.create(application=application, author=user, side=Side.WORKER, text=f"{MARK}08 {PHONE}", nonce="1")
    Report.objects.create(application=application, by=user, side=Side.WORKER, reason=f"{MARK}09 {NAME}",
                          handled_at=timezone.now(), outcome=NAME)  # fmt: skip
    attach(application, [], SimpleUploadedFile(f"{MARK}10.png", picture().read()), StaffFactory.create().user)
    Flag.objects.create(vacancy=vacancy, reason=FlagReason.MONEY, text=f"{MARK}11 {NAME}", contact=PHONE, user=user)
    HelpRequest.objects.create(application=application, handled_at=timezone.now(), answer=f"{MARK}12 {NAME}",
                               handled_by=StaffFactory.create().user)  # fmt: skip
    Lapse.objects.create(application=application, reply_by=timezone.localdate())
    begun = Placement.objects.create(
        application=Application.objects.filter(worker=worker, state="not_hired").get(), started_on=timezone.localdate()
    )
    StartConfirmation.objects.create(placement=begun, started=False, note=f"{MARK}13 {NAME}", said_by=user)
    ask(worker, Kind.CORRECT, f"{MARK}15", user)
    printed = Paper.objects.create(
        worker=worker, kind="mau-01", number="0001/2026/M01", office=OfficeFactory.create(), content=f"{NAME} {PHONE}",
        issued_by=StaffFactory.create().user, issued_on=timezone.localdate(),
    )  # fmt: skip
    printed.printings.create(copy=0, by=printed.issued_by)
    booked = AppointmentFactory.create(worker=worker, note=f"{MARK}16 {NAME}")
    booked.events.create(what="booked", starts_at=booked.starts_at, note=f"{MARK}17 {NAME}")
    Ticket.objects.create(worker=worker, office=booked.office, day=timezone.localdate(), number=1, name=NAME)
    begun.checks.create(month=1, outcome="left", checked_on=timezone.localdate(), note=f"{MARK}14 {NAME}")
    TurnDraft.objects.create(
        worker=worker, counsellor=printed.issued_by, submission=uuid4(), editor="a",
        values={"need": f"{MARK}18 {NAME}", "private_note": PRIVATE},
    )  # fmt: skip
    group = GroupVisit.objects.create(
        origin="Xóm Đông", headcount=2, representative=f"{MARK}19 {NAME}", address="Thôn Đông", phone=PHONE,
        services=["jobs"], counsellor=printed.issued_by, office=booked.office, submission=uuid4(),
    )  # fmt: skip
    GroupTurn.objects.create(group=group, session=worker.sessions.order_by("id")[0], position=1)
    case_of(StaffFactory.create(), worker=worker, note=f"{NAME} cần gọi sớm")
    Choice.objects.create(user=user, category="news", channel="sms", wanted=True)
    notice = Notice.objects.create(recipient=user, kind="rights-export", key="9", payload={"name": NAME})
    Delivery.objects.create(notice=notice, channel="sms", sent_at=timezone.now())
    return application


def test_every_table_about_people_is_in_the_copy_or_left_out_for_a_reason() -> None:
    worker = somebody()
    full_life(worker)
    newer_life(worker)
    worker = Worker.objects.select_related("user").get(pk=worker.pk)
    with CaptureQueriesContext(connection) as asked:
        for part in gathering.PARTS:
            list(part(worker))
        gathering.uploads_of(worker)
    read = set(re.findall(r'FROM "(\w+)"', " ".join(one["sql"] for one in asked.captured_queries)))
    found = {model._meta.label: model._meta.db_table in read for model in about_people()}
    forgotten = sorted(label for label, is_read in found.items() if not is_read and label not in LEFT_OUT)
    assert forgotten == [], "gather it for the person (workers.rights.signals.gather), or say here why not"
    assert len(found) > 50


def test_what_is_left_out_exists() -> None:
    known = {model._meta.label for model in about_people()} | {
        model._meta.label for model in apps.get_models(include_auto_created=True)
    }
    assert known >= LEFT_OUT.keys()


def test_the_copy_holds_what_the_newer_apps_keep() -> None:
    worker = somebody()
    full_life(worker)
    newer_life(worker)
    DataExport.objects.all().delete()
    with ready(worker).file.open("rb") as stored, zipfile.ZipFile(stored) as file:
        page = file.read("du-lieu-cua-toi.html").decode()
        data = file.read("du-lieu-cua-toi.json").decode()
        papers = " ".join(file.namelist())
    assert PRIVATE not in data
    for number in range(1, 20):
        assert f"{MARK}{number:02d}" in page, number
        assert f"{MARK}{number:02d}" in data, number
    assert f"{MARK}10.png" in papers, "handed in for the person by the centre"


def test_the_copy_holds_nothing_of_another_s() -> None:
    worker, other = somebody(), tailor()
    full_life(worker)
    newer_life(worker)
    told = str([list(part(other)) for part in gathering.PARTS])
    assert MARK not in told
    assert NAME not in told
    assert gathering.uploads_of(other) == []


def test_erasing_reaches_what_the_newer_apps_keep(django_capture_on_commit_callbacks: Any) -> None:
    worker = somebody()
    full_life(worker)
    application = newer_life(worker)
    path = Attachment.objects.get().upload.file.path
    assert everywhere(MARK)
    with django_capture_on_commit_callbacks(execute=True):
        erase(worker)
    assert everywhere(MARK, NAME, PHONE, MAIL) == []
    with pytest.raises(FileNotFoundError):
        open(path)  # noqa: SIM115 — it must not be there
    assert not Attachment.objects.exists()
    assert Flag.objects.get().user is None, "the centre keeps the report, not who made it"
    assert Letter.objects.filter(application=application).count() == 1, "the other side still sees that there was one"
    assert HelpRequest.objects.get().answer, "answered stays answered"


def test_erasing_somebody_leaves_what_they_handed_in_at_work() -> None:
    """A member's certificate of their employer, a counsellor's file for somebody else."""
    worker = somebody()
    EmployerMemberFactory.create(user=worker.user)
    paper = uploads.store(picture(), worker.user)
    erase(worker)
    assert Upload.objects.filter(pk=paper.pk).exists()


def test_a_paper_for_somebody_else_stays_when_the_counsellor_is_erased() -> None:
    worker, staff = somebody(), StaffFactory.create()
    application = Application.objects.create(worker=tailor(), vacancy=sewing_work(), origin="centre")
    attach(application, [], picture(), staff.user)
    Worker.objects.filter(pk=worker.pk).update(user=staff.user)
    erase(worker)
    assert Attachment.objects.count() == 1
