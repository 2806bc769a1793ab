"""The objects that addresses of the access table name."""

from datetime import timedelta
from typing import Any, cast

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from employers.enums import MemberRole
from employers.team.models import Invitation
from employers.team.services import invite
from employers.verification.enums import PaperKind
from employers.verification.models import Claim, Paper
from jobs.answers.enums import RefusalReason
from jobs.answers.models import Decision, HelpRequest
from jobs.answers.services import Answer, decide
from jobs.attachments.models import Attachment
from jobs.attachments.services import attach
from jobs.enums import ApplicationState
from jobs.interviews import services as interviews
from jobs.interviews.models import Interview
from jobs.interviews.services import Times
from jobs.lessons.models import Lesson
from jobs.messages.models import Report, Side
from jobs.models import Dismissal
from jobs.printing.forms import mau_03
from jobs.printing.kinds import Kind as PaperForm
from jobs.printing.models import Printing
from jobs.printing.services import Subject, print_form
from jobs.saved.models import Favourite, SavedSearch
from portal.accounts.models import AccessLog, Office, User
from portal.accounts.services import log_access
from portal.documents.models import Upload
from tests.access.rows import published
from tests.access.scene import Scene
from tests.workers.factories import DossierFactory, EventFactory, GroupFactory, PaperFactory, ProgrammeFactory
from workers.rights.enums import Kind
from workers.rights.looks import look
from workers.rights.models import DataRequest
from workers.rights.services import ask


def a_group(scene: Scene) -> list[Any]:
    return [GroupFactory.create(office=Office.objects.get(is_head=True)).public_id]


def a_dismissal(scene: Scene) -> list[Any]:
    Dismissal.objects.create(worker=scene.worker, vacancy=scene.published, reason="employer")
    return [scene.published.public_id]


def a_lesson(scene: Scene) -> list[Any]:
    change = {"before": {"can_shifts": None}, "after": {"can_shifts": False}}
    made = Lesson.objects.create(
        worker=scene.worker, vacancy=scene.published, reason="hours", text="Tôi không làm ca.", **change
    )
    return [made.public_id]


def a_kept_paper(scene: Scene) -> list[Any]:
    return [PaperFactory.create(worker=scene.worker).public_id]


def two_employers(scene: Scene) -> list[Any]:
    return [scene.employer.public_id, scene.pending.public_id]


def a_claim(scene: Scene) -> list[Any]:
    newcomer = cast(User, scene.users["newcomer"])
    claim, _made = Claim.objects.get_or_create(employer=scene.employer, user=newcomer, defaults={"company": "May"})
    return [claim.public_id]


def an_invitation(scene: Scene) -> Invitation:
    return invite(scene.employer, "ban@example.test", MemberRole.RECRUITER, cast(User, scene.users["member"]))


def a_paper(scene: Scene) -> Paper:
    upload = Upload(name="giay.pdf", content_type="application/pdf", size=5, digest="0" * 64)
    upload.file.save("giay.pdf", ContentFile(b"%PDF-"))
    return Paper.objects.create(employer=scene.employer, kind=PaperKind.CERTIFICATE, upload=upload)


def a_printing(scene: Scene) -> Printing:
    user = cast(User, scene.users["counsellor"])
    office = Office.objects.get(staff__user=user)
    return print_form(PaperForm.EMPLOYER, mau_03.fill(scene.employer), Subject(employer=scene.employer), office, user)


def event(scene: Scene) -> list[Any]:
    begins = timezone.now() + timedelta(days=3)
    return [EventFactory.create(starts_at=begins, office__is_head=True).public_id]


def programme(scene: Scene) -> list[Any]:
    today = timezone.localdate()
    return [ProgrammeFactory.create(opens_on=today, closes_on=today).public_id]


def programme_applied(scene: Scene) -> list[Any]:
    return [DossierFactory.create(worker=scene.worker).programme.public_id]


def a_request(scene: Scene) -> DataRequest:
    return ask(scene.worker, Kind.CORRECT, "Sai năm sinh.", None)


def favourite(scene: Scene) -> list[Any]:
    Favourite.objects.get_or_create(worker=scene.worker, vacancy=scene.published)
    return published(scene)


def saved_search(scene: Scene) -> SavedSearch:
    return SavedSearch.objects.get_or_create(worker=scene.worker, query="q=may", defaults={"name": "may"})[0]


def own_search(scene: Scene) -> list[Any]:
    return [saved_search(scene).public_id]


def a_decision(scene: Scene) -> Decision:
    return decide(scene.application, Answer(ApplicationState.NOT_HIRED, RefusalReason.FILLED), None)


def a_help_request(scene: Scene) -> list[Any]:
    return [HelpRequest.objects.create(application=scene.application).public_id]


def an_interview(scene: Scene) -> Interview:
    times = Times([timezone.now() + timedelta(days=2)], place="Cổng số 2")
    return interviews.offer(scene.published, [scene.application], times, None)[0]


def a_booked_interview(scene: Scene) -> Interview:
    interview = an_interview(scene)
    return interviews.choose(interview, interview.slots.get(), None)


def a_report(scene: Scene) -> Report:
    by = scene.worker.user
    assert by
    return Report.objects.create(application=scene.application, by=by, side=Side.WORKER, reason="Đòi tiền")


def an_attachment(scene: Scene) -> Attachment:
    by = scene.worker.user
    assert by
    attach(scene.application, [], SimpleUploadedFile("bang.pdf", b"%PDF-1.4\n%%EOF"), by)
    return scene.application.attachments.get()


def a_look(scene: Scene) -> list[Any]:
    by = cast(User, scene.users["counsellor"])
    log_access(by, scene.worker.public_id, "counselling")
    return [look(AccessLog.objects.filter(subject_id=scene.worker.public_id).latest("pk")).token]
