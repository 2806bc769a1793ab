"""Keeping, renaming and deleting papers."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services import log_access
from portal.documents import uploads
from workers.models import Worker
from workers.papers.enums import PaperKind
from workers.papers.models import Paper
from workers.papers.querysets import PaperQuerySet

MOST_PAPERS = 20
MOST_BYTES = 40 * 1024 * 1024
OPENED_PAPER = "paper"
"""Action of the access log."""


class Room(NamedTuple):
    """What a person keeps already."""

    papers: int
    size: int

    @property
    def is_full(self) -> bool:
        return self.papers >= MOST_PAPERS or self.size >= MOST_BYTES


def papers_of(worker: Worker) -> PaperQuerySet:
    """The person's papers, newest first, each with its file: what they may attach to an application."""
    return Paper.objects.of(worker)


def room_of(worker: Worker) -> Room:
    size = Paper.objects.filter(worker=worker).aggregate(size=Sum("upload__size"))["size"]
    return Room(Paper.objects.filter(worker=worker).count(), size or 0)


@transaction.atomic
def add(worker: Worker, file: UploadedFile[bytes], kind: PaperKind, owner: User | None, title: str = "") -> Paper:
    """Keep ``file`` for ``worker``; one they keep already is given back as it is.

    Raises ``ValidationError`` saying what is wrong with the file, or that there is no room for it.
    """
    Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    room = room_of(worker)
    if room.papers >= MOST_PAPERS:
        raise ValidationError(
            _("Mỗi người giữ nhiều nhất %(most)s giấy tờ. Hãy xóa bớt giấy tờ cũ."),
            code="count",
            params={"most": MOST_PAPERS},
        )
    upload = uploads.store(file, owner)
    known = Paper.objects.filter(worker=worker, digest=upload.digest).first()
    if known:
        uploads.discard(upload)
        return known
    if room.size + upload.size > MOST_BYTES:
        # Nothing of this transaction stays, so nobody else can know the file.
        upload.file.delete(save=False)
        raise ValidationError(
            _("Tất cả giấy tờ của anh chị được nặng nhất %(most)s MB. Hãy xóa bớt giấy tờ cũ."),
            code="room",
            params={"most": MOST_BYTES // 1024 // 1024},
        )
    name = title or upload.name.rpartition(".")[0]
    return Paper.objects.create(worker=worker, kind=kind, title=name, upload=upload, digest=upload.digest)


def rename(paper: Paper, title: str, kind: PaperKind) -> None:
    paper.title, paper.kind = title, kind
    paper.save(update_fields=["title", "kind"])


@transaction.atomic
def delete(paper: Paper) -> None:
    """The row, its file, and with it every place it was attached to."""
    Paper.objects.select_for_update(of=("self",)).filter(pk=paper.pk).delete()


def log_opened(actor: User, paper: Paper) -> None:
    """Staff opened it; the person reads who, when and which."""
    log_access(actor, paper.worker.public_id, OPENED_PAPER, _("Giấy tờ: %(title)s") % {"title": paper.title})
