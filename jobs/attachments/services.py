"""Attaching papers, handing them to the employer, ending its access, removing them when their time is over.

Law 91/2025: data of people not taken on is deleted unless they agreed. The employer's access to papers ends with the
application; the papers and the letter are removed :data:`django.conf.settings.PAPERS_KEPT_DAYS` days later, with the
person's agreement after :data:`django.conf.settings.PAPERS_KEPT_AGREED_DAYS`.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.attachments.models import Attachment, Keeping, Removal
from jobs.enums import ApplicationState
from jobs.models import Application
from jobs.services import NotPossible
from portal.accounts.models import User
from portal.documents import typesetting, uploads
from portal.documents.models import Upload
from workers import cv
from workers.models import Worker

MOST = 8
"""Papers with one application."""
ENDED = (ApplicationState.NOT_HIRED, ApplicationState.WITHDRAWN, ApplicationState.DECLINED)


def papers_of(worker: Worker) -> list[Any]:
    """The person's own papers (``public_id``, ``title``, ``upload``), newest first."""
    if not apps.is_installed("workers.papers"):
        return []
    model: Any = apps.get_app_config("papers").get_model("paper")
    papers = model._default_manager.filter(worker=worker).select_related("upload")
    return list(papers.order_by("-added_at", "-id"))


@transaction.atomic
def attach(application: Application, chosen: Iterable[Any], file: "UploadedFile[bytes] | None", owner: User) -> int:
    """Copies of the ``chosen`` papers and of a ``file`` sent on the spot; how many are new.

    Sent twice, a paper is attached once. Raises :class:`NotPossible` for too many, ``ValidationError`` for a file that
    will not do.
    """
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    have = set(Attachment.objects.filter(application=locked).values_list("digest", flat=True))
    made: list[Attachment] = []
    wanted = [(paper.title, _copy(paper.upload)) for paper in chosen if paper.upload.digest not in have]
    if file:
        wanted.append(("", file))
    if len(have) + len(wanted) > MOST:
        raise NotPossible(_("Mỗi hồ sơ kèm nhiều nhất %(most)s giấy tờ.") % {"most": MOST})
    try:
        for title, content in wanted:
            upload = uploads.store(content, owner)
            one = Attachment(application=locked, upload=upload, digest=upload.digest)
            one.title = title or upload.name.rpartition(".")[0]
            made.append(one)
            if upload.digest not in have:
                have.add(upload.digest)
                one.save()
    except BaseException:
        # The rows go with the transaction; their files would stay.
        for one in made:
            one.upload.file.delete(save=False)
        raise
    for one in made:
        if one.pk is None:
            uploads.discard(one.upload)
    return sum(one.pk is not None for one in made)


def _copy(upload: Upload) -> "UploadedFile[bytes]":
    with upload.file.open("rb") as stored:
        return SimpleUploadedFile(upload.name, stored.read(), upload.content_type)


def cv_of(worker: Worker) -> "UploadedFile[bytes]":
    """The person's CV as their profile makes it at this moment."""
    content = typesetting.pdf("cv.typ", cv.make(worker).data())
    return SimpleUploadedFile(_("Sơ yếu lý lịch") + f" {worker.full_name}.pdf", content, "application/pdf")


def wording() -> str:
    """What the person agrees to, as shown."""
    return _(
        "Nếu lần này không được tuyển, tôi đồng ý để doanh nghiệp giữ hồ sơ này tối đa 12 tháng để liên hệ khi có việc "
        "khác. Tôi rút lại lúc nào cũng được."
    )


@transaction.atomic
def agree_to_keep(application: Application, agreed: bool, by: User | None) -> None:
    """Give or withdraw; a repetition changes nothing, a row withdrawn is given anew with today's words."""
    standing = Keeping.objects.select_for_update(of=("self",)).filter(application=application).first()
    if agreed and (standing is None or standing.withdrawn_at):
        Keeping.objects.update_or_create(
            application=application,
            defaults={"wording": wording(), "given_by": by, "given_at": timezone.now(), "withdrawn_at": None},
        )
    elif not agreed and standing and standing.withdrawn_at is None:
        standing.withdrawn_at = timezone.now()
        standing.save(update_fields=["withdrawn_at"])


def may_keep(application: Application) -> bool:
    """The person's agreement stands."""
    return Keeping.objects.filter(application=application, withdrawn_at=None).exists()


def employer_reads(application: Application) -> bool:
    """Whether the employer may open the papers now: under way or hired, or ended with the agreement to keep."""
    if application.state == ApplicationState.PROPOSED:
        return False
    return application.state not in ENDED or may_keep(application)


def due_for_removal() -> "QuerySet[Application]":
    """Ended applications whose papers and letter have outstayed their time."""
    now = timezone.now()
    agreed = Keeping.objects.filter(application=OuterRef("pk"), withdrawn_at=None)
    papers = Attachment.objects.filter(application=OuterRef("pk"))
    old = now - timedelta(days=settings.PAPERS_KEPT_DAYS)
    oldest = now - timedelta(days=settings.PAPERS_KEPT_AGREED_DAYS)
    return (
        Application.objects.filter(state__in=ENDED, changed_at__lt=old)
        .filter(Q(Exists(papers)) | ~Q(letter=""))
        .filter(~Exists(agreed) | Q(changed_at__lt=oldest))
        .order_by("changed_at", "pk")
    )


@transaction.atomic
def remove(application_id: int) -> bool:
    """Remove an application's letter and papers if it is still due; whether this call did."""
    still = due_for_removal().filter(pk=application_id)
    application = still.select_for_update(of=("self",), skip_locked=True).first()
    if application is None:
        return False
    papers = list(Attachment.objects.filter(application=application).select_related("upload"))
    Removal.objects.update_or_create(
        application=application, defaults={"papers": len(papers), "had_letter": bool(application.letter)}
    )
    for paper in papers:
        upload = paper.upload
        paper.delete()
        uploads.discard(upload)
    Application.objects.filter(pk=application.pk).update(letter="")
    return True
