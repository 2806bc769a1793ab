"""Recording a group: the form and a turn for each person present, together or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import AccessLog, User
from portal.codes.text import fold_words
from workers.counselling.models import CounsellingSession
from workers.counselling.services import Turn, WalkIn
from workers.counselling.signals import turns_recorded
from workers.groups.models import GroupTurn, GroupVisit
from workers.looks.enums import Action
from workers.models import Worker


class OtherGroup(Exception):
    """The form was sent once already by somebody else; nothing was recorded. The text says so."""


@dataclass(frozen=True)
class Stated:
    """What Mẫu 02 says of the group."""

    origin: str
    headcount: int
    representative: str
    address: str
    phone: str
    services: Sequence[str]
    email: str = ""
    other_service: str = ""
    wished_time: str = ""


def key_of(person: Worker | WalkIn) -> str:
    """What tells the people of a list apart: the record, or else name and telephone."""
    if isinstance(person, Worker):
        return person.public_id
    return f"{fold_words(person.name)}/{person.phone}"


@transaction.atomic
def record_group(
    stated: Stated, turn: Turn, people: Iterable[Worker | WalkIn], counsellor: User, office_id: int
) -> tuple[GroupVisit, bool]:
    """The group with one turn for each of ``people``, each once; and whether it is new.

    ``turn`` is what every turn holds; its submission names the form. People no office has met yet come into this
    office's care; that others were counselled here stands in their access log. Raises :class:`OtherGroup`.
    """
    columns = {name: getattr(stated, name) for name in Stated.__dataclass_fields__}
    group = GroupVisit(**columns, counsellor=counsellor, office_id=office_id, at=turn.at, submission=turn.submission)
    # Two sendings may arrive together: the second waits for the first and then does nothing.
    GroupVisit.objects.bulk_create([group], ignore_conflicts=True)
    stored = GroupVisit.objects.get(submission=turn.submission)
    if stored.counsellor_id != counsellor.pk:
        raise OtherGroup(_("Phiếu này đã được ghi. Hãy mở lại trang rồi ghi."))
    if stored.public_id != group.public_id:
        return stored, False
    present = list({key_of(person): person for person in people}.items())
    sessions = [
        _session(replace(turn, submission=_name(turn, key)), one, counsellor, office_id) for key, one in present
    ]
    sessions = CounsellingSession.objects.bulk_create(sessions)
    GroupTurn.objects.bulk_create(
        GroupTurn(group=stored, session=session, position=position) for position, session in enumerate(sessions, 1)
    )
    workers = [one for _key, one in present if isinstance(one, Worker)]
    Worker.objects.filter(pk__in=[one.pk for one in workers], office=None).update(office=office_id)
    turns_recorded.send(sender=CounsellingSession, sessions=sessions)
    reason = _("Có mặt trong buổi tư vấn nhóm: %(origin)s") % {"origin": stored.origin}
    AccessLog.objects.bulk_create(
        AccessLog(actor=counsellor, subject_id=one.public_id, action=Action.OPENED, reason=reason[:255])
        for one in workers
    )
    return stored, True


def _name(turn: Turn, key: str) -> UUID:
    """The submission of one person's turn."""
    return uuid5(turn.submission, key)


def _session(turn: Turn, person: Worker | WalkIn, counsellor: User, office_id: int) -> CounsellingSession:
    columns = {name: getattr(turn, name) for name in Turn.__dataclass_fields__ if name != "visit"}
    if isinstance(person, Worker):
        return CounsellingSession(worker=person, counsellor=counsellor, office_id=office_id, **columns)
    named = {"walk_in_name": person.name, "walk_in_phone": person.phone}
    return CounsellingSession(counsellor=counsellor, office_id=office_id, **named, **columns)
