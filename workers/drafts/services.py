"""Keeping, dropping and clearing out drafts of turns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from workers.counselling.models import CounsellingSession
from workers.drafts.models import KEPT, TurnDraft
from workers.models import Worker


class Recorded(Exception):
    """The turn was recorded already; there is nothing left to keep."""


class Elsewhere(Exception):
    """Another page has written to the draft since this one read it; nothing was overwritten."""


@dataclass(frozen=True)
class Page:
    """The open page that writes: its own name, and the revision of the draft it began from (0: from none)."""

    editor: str
    revision: int


@transaction.atomic
def save(counsellor: User, worker: Worker, submission: UUID, values: Mapping[str, Any], page: Page) -> TurnDraft | None:
    """Keep ``values``; ``None`` when there is nothing in them, and then no draft either.

    A page may always write over what it wrote itself: the answer to its last sending may have been lost.
    Raises :class:`Recorded` or :class:`Elsewhere`.
    """
    # One writer at a time for a counsellor and a person, also while there is no row to lock yet.
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=counsellor.pk)
    if CounsellingSession.objects.filter(submission=submission).exists():
        raise Recorded
    draft = TurnDraft.objects.filter(counsellor=counsellor, worker=worker).first()
    if draft and _is_recorded_or_over(draft):
        draft.delete()
        draft = None
    if draft and page.editor != draft.editor and page.revision != draft.revision:
        raise Elsewhere
    if not any(values.values()):
        if draft:
            draft.delete()
        return None
    draft = draft or TurnDraft(counsellor=counsellor, worker=worker, revision=0)
    draft.submission, draft.values, draft.editor = submission, dict(values), page.editor
    draft.revision += 1
    draft.saved_at = timezone.now()
    draft.save()
    return draft


def _is_recorded_or_over(draft: TurnDraft) -> bool:
    recorded = CounsellingSession.objects.filter(submission=draft.submission).exists()
    return recorded or draft.saved_at < timezone.now() - KEPT


def drop(counsellor: User, worker: Worker) -> None:
    TurnDraft.objects.filter(counsellor=counsellor, worker=worker).delete()


def clear_out() -> int:
    """Delete drafts nobody came back to; how many. Safe to repeat."""
    return TurnDraft.objects.filter(saved_at__lt=timezone.now() - KEPT).delete()[0]
