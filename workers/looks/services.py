"""What is written into the log: who opened a person, why, and which sensitive fields were shown."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.crypto import search_hash
from portal.accounts.models import AccessLog, User
from portal.accounts.services import log_access
from workers.looks.enums import Action, Sensitive, ShowWhy, Why
from workers.looks.scope import in_care, midnight, opened_once, sight_of
from workers.models import Worker

PROBED = "probe"
"""Stands before the digest of an identity number that was looked for and is nobody's."""


def record_reason(actor: User, worker: Worker, why: Why, text: str = "") -> None:
    """Why the actor opens a person of another office; it holds until midnight. The same again is written once."""
    log_access(
        actor,
        worker.public_id,
        Action.REASON,
        text,
        kind=why,
        is_foreign=True,
        once=f"{opened_once(Actor(actor), worker.public_id, Action.REASON)}:{why}",
    )


def log_opening(actor: Actor, worker: Worker) -> None:
    """The person was opened: one line a day, so that they read who looked and not each page.

    For a person of another office the line repeats the reason said, or that they are here today.
    """
    if actor.user_or_none is None:
        return
    sight_of(actor, worker)
    once = opened_once(actor, worker.public_id)
    # Read with the person where it is; a list of people has no use for it.
    if getattr(worker, "is_logged", None) or (
        not hasattr(worker, "is_logged") and AccessLog.objects.filter(once=once).exists()
    ):
        return
    kind = reason = ""
    is_foreign = not in_care(actor, worker)
    if is_foreign:
        kind, reason = _said(actor, worker)
    log_access(
        actor.user_or_none,
        worker.public_id,
        Action.OPENED,
        reason,
        kind=kind,
        is_foreign=is_foreign,
        once=once,
    )


def _said(actor: Actor, worker: Worker) -> tuple[str, str]:
    """Kind and words of why a person of another office is open to the actor."""
    _ours, is_here, is_reasoned = sight_of(actor, worker)
    if is_reasoned:
        lines = AccessLog.objects.filter(
            actor=actor.user.pk, subject_id=worker.public_id, action=Action.REASON, at__gte=midnight()
        )
        return lines.order_by("-at", "-id").values_list("kind", "reason").first() or ("", "")
    return (Why.TICKET if is_here else "", "")


def log_sensitive(
    actor: User,
    people: Worker | Iterable[Worker],
    fields: Iterable[Sensitive],
    why: ShowWhy,
    text: str = "",
    sent: UUID | str | None = None,
) -> None:
    """Sensitive ``fields`` were shown or printed, ``text`` says on what paper. ``sent`` names the form that asked, or
    the sheet and the day: the same again is one line."""
    office = Actor(actor).office_id
    lines = [
        AccessLog(
            actor=actor,
            subject_id=one.public_id,
            action=Action.SENSITIVE,
            reason=text[:255],
            kind=why,
            fields=",".join(fields),
            is_foreign=one.office_id not in {None, office},
            once=f"{Action.SENSITIVE}:{actor.pk}:{sent}:{one.public_id}" if sent else None,
        )
        for one in ([people] if isinstance(people, Worker) else people)
    ]
    AccessLog.objects.bulk_create(lines, ignore_conflicts=sent is not None)


def log_identity_search(actor: User, number: str, found: Iterable[Worker]) -> None:
    """Somebody was looked for by identity number: a line a day for whom it found, or for a number that is nobody's."""
    day = f"{timezone.localdate():%Y%m%d}"
    subjects = [one.public_id for one in found]
    keys = subjects or [f"{PROBED}-{search_hash(number)[:12]}"]
    AccessLog.objects.bulk_create(
        [
            AccessLog(
                actor=actor,
                subject_id=key if subjects else "",
                action=Action.SEARCHED,
                fields=Sensitive.IDENTITY,
                once=f"{Action.SEARCHED}:{actor.pk}:{key}:{day}",
            )
            for key in keys
        ],
        ignore_conflicts=True,
    )
