"""What the counselling desk records: turns, people met at the counter, the reason for opening someone else's."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.codes.models import Commune
from workers.counselling.enums import Channel
from workers.counselling.models import CounsellingSession
from workers.counselling.signals import turns_recorded
from workers.enums import ConsentPurpose, Origin
from workers.models import Worker
from workers.services.consents import Proof
from workers.services.profile import announce
from workers.services.registration import Newcomer, register

SAME_VISIT = timedelta(hours=2)


class OtherTurn(Exception):
    """The form was sent once already, for somebody else; nothing was recorded. The text says so."""


@dataclass(frozen=True)
class Turn:
    """What one turn holds; ``submission`` names the form, so that sending it twice records once."""

    submission: UUID
    topics: list[str]
    channel: Channel = Channel.COUNTER
    need: str = ""
    advice: str = ""
    next_step: str = ""
    next_on: date | None = None
    private_note: str = ""
    at: datetime = field(default_factory=timezone.now)
    visit: UUID | None = None
    """Of the earlier turn it goes on from; without one, of whatever the person came for within two hours."""


@dataclass(frozen=True)
class WalkIn:
    """Someone who came and does not want to be registered."""

    name: str
    phone: str = ""


@transaction.atomic
def record(turn: Turn, person: Worker | WalkIn, counsellor: User, office_id: int) -> tuple[CounsellingSession, bool]:
    """The turn's record, and whether it is new.

    The first office that counsels a person takes them into its care. Raises :class:`OtherTurn` when the same
    form was already sent for another person or by another counsellor.
    """
    session = CounsellingSession(
        counsellor=counsellor,
        office_id=office_id,
        **{name: getattr(turn, name) for name in Turn.__dataclass_fields__ if name != "visit"},
        **_of(person),
    )
    session.visit = turn.visit or _visit(session) or session.visit
    # Two sendings may arrive together: the second waits for the first and then does nothing.
    CounsellingSession.objects.bulk_create([session], ignore_conflicts=True)
    stored = CounsellingSession.objects.get(submission=turn.submission)
    if (stored.worker_id, stored.counsellor_id) != (session.worker_id, counsellor.pk):
        raise OtherTurn(_("Phiếu này đã được ghi cho người khác. Hãy mở lại trang rồi ghi."))
    if isinstance(person, Worker) and person.office_id is None:
        Worker.objects.filter(pk=person.pk, office=None).update(office=office_id)
    is_new = stored.public_id == session.public_id
    if is_new:
        turns_recorded.send(sender=CounsellingSession, sessions=[stored])
    return stored, is_new


def _visit(session: CounsellingSession) -> UUID | None:
    """The visit a turn continues: the same person in the same office within two hours."""
    if session.worker_id is None:
        return None
    before = CounsellingSession.objects.filter(
        worker=session.worker_id, office=session.office_id, at__gte=session.at - SAME_VISIT
    )
    return before.order_by("-at").values_list("visit", flat=True).first()


def _of(person: Worker | WalkIn) -> dict[str, Any]:
    if isinstance(person, Worker):
        return {"worker": person}
    return {"walk_in_name": person.name, "walk_in_phone": person.phone}


@dataclass(frozen=True)
class Particulars:
    """What is asked of someone at the counter beside name, telephone and the work wanted."""

    birth_date: date | None = None
    birth_year: int | None = None
    sex: str = ""
    identity_number: str = ""
    commune: Commune | None = None


@transaction.atomic
def register_at_counter(
    newcomer: Newcomer,
    particulars: Particulars,
    office_id: int,
    proof: Proof,
    purposes: Iterable[ConsentPurpose],
) -> Worker:
    """A new person in the office's care, with the consents they gave there and then."""
    worker = register(newcomer, proof, purposes, origin=Origin.COUNTER)
    for name in Particulars.__dataclass_fields__:
        setattr(worker, name, getattr(particulars, name))
    worker.office_id = office_id
    worker.save()
    announce(worker.pk)
    return worker
