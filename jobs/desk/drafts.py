"""The draft of a turn between the screen and what is kept."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.http import QueryDict
from django.urls import reverse

from portal.accounts.models import User
from workers.counselling.forms import LONGEST_TEXT, TurnForm
from workers.counselling.models import CounsellingSession
from workers.drafts.models import TurnDraft
from workers.drafts.services import Page
from workers.models import Worker

TEXTS = ("need", "advice", "next_step", "next_on", "private_note", "visit")
LISTS = ("topics", "vacancy")
_LONGEST_LIST = 12
_LONGEST_NAME = 36
_LISTED = 12
_FIRST_WORDS = 80


class Draft(NamedTuple):
    """A turn begun and not yet recorded, as today's page lists it."""

    person: str
    address: str
    """Path of the screen on which it goes on."""
    at: datetime
    """Last written to."""
    said: str = ""
    """Its first words."""


def drafts(user: User) -> list[Draft]:
    """The user's own, newest first; one query."""
    return [
        Draft(
            one.worker.full_name,
            reverse("desk:person", args=[one.worker.public_id]),
            one.saved_at,
            str(one.values.get("need") or one.values.get("advice") or "")[:_FIRST_WORDS],
        )
        for one in TurnDraft.objects.open_of(user).select_related("worker")[:_LISTED]
    ]


def values_of(data: QueryDict) -> dict[str, Any]:
    """What a form holds, as it stands: a draft is not checked. Which channel is chosen matters only beside more."""
    lists = {name: [one[:_LONGEST_NAME] for one in data.getlist(name)[:_LONGEST_LIST]] for name in LISTS}
    values: dict[str, Any] = lists | {name: data.get(name, "").strip()[:LONGEST_TEXT] for name in TEXTS}
    values = {name: value for name, value in values.items() if value}
    if set(values) - {"visit"}:
        values["channel"] = data.get("channel", "")[:_LONGEST_NAME]
        return values
    return {}


def page_of(data: QueryDict) -> Page:
    """The page that writes; whatever is not a number counts as having begun from nothing."""
    revision = data.get("revision", "")
    is_number = revision.isascii() and revision.isdecimal() and len(revision) < 9
    return Page(data.get("editor", "")[:_LONGEST_NAME], int(revision) if is_number else 0)


def submission_of(data: QueryDict) -> UUID | None:
    try:
        return UUID(data.get("submission", ""))
    except ValueError:
        return None


def open_draft(counsellor: User, worker: Worker) -> TurnDraft | None:
    return TurnDraft.objects.open_of(counsellor).filter(worker=worker).first()


def form_of(draft: TurnDraft | None, goes_on: str = "") -> TurnForm:
    """The form of the screen: what was typed before, or a new one, going on from the turn ``goes_on``."""
    if draft:
        return TurnForm(initial={**draft.values, "submission": draft.submission})
    return TurnForm(initial={"submission": uuid4(), "visit": goes_on})


def turn_before(
    worker: Worker, office_id: int | None, public_id: str, read: Iterable[CounsellingSession] = ()
) -> CounsellingSession | None:
    """The turn another one goes on from: of the same person in the same office. ``read``: turns of theirs at hand."""
    if not public_id:
        return None
    for one in read:
        if one.public_id == public_id:
            return one if one.office_id == office_id else None
    return worker.sessions.filter(office=office_id, public_id=public_id).first()
