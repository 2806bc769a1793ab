"""Papers of an employer: handing one in, taking one back."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from employers.models import Employer
from employers.services import Refused
from employers.verification import log
from employers.verification.enums import Happening, PaperKind
from employers.verification.models import Paper
from employers.verification.services import locked
from portal.accounts.models import User
from portal.documents import uploads

MOST = 10
"""Papers an employer may have here at a time."""


@transaction.atomic
def add(employer: Employer, kind: PaperKind, file: Any, actor: User) -> Paper:
    """Check and keep a file. The same file again changes nothing. Raises ``ValidationError`` or :class:`Refused`."""
    held = locked(employer)
    if held.papers.count() >= MOST:
        raise Refused(_("Đã đủ %(n)d giấy tờ; hãy bỏ bớt tờ cũ trước.") % {"n": MOST})
    upload = uploads.store(file, actor)
    twin = held.papers.filter(kind=kind, upload__digest=upload.digest).select_related("upload").first()
    if twin:
        uploads.discard(upload)
        return twin
    paper = Paper.objects.create(employer=held, kind=kind, upload=upload)
    log.write(held, Happening.PAPER, actor, f"{kind.label}: {upload.name}")
    return paper


@transaction.atomic
def remove(paper: Paper, actor: User) -> None:
    """Take a paper back, unless the centre is looking at it now or has verified by it."""
    held = locked(paper.employer)
    if held.handovers.filter(outcome="").exists():
        raise Refused(_("Trung tâm đang xem hồ sơ nên chưa bỏ giấy tờ được; anh chị vẫn nộp thêm được."))
    if held.handovers.filter(outcome="verified", decided_at__gte=paper.at).exists():
        raise Refused(_("Trung tâm đã xác minh theo giấy tờ này nên cần giữ lại."))
    log.write(held, Happening.PAPER_GONE, actor, f"{paper.get_kind_display()}: {paper.upload.name}")
    upload = paper.upload
    paper.delete()
    uploads.discard(upload)
