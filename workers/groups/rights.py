"""What this room holds of a person, and what goes when they leave (:mod:`workers.rights`)."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from workers.groups.models import GroupTurn, GroupVisit
from workers.models import Worker
from workers.rights.erasure import ERASED
from workers.rights.gathering import Section, row_of

_INNER = ["public_id", "counsellor", "services"]
_OF_ANOTHER = ["representative", "address", "phone", "email"]
"""Whoever spoke for the group, unless it was the person."""


def hold(sender: Any, worker: Worker, **more: Any) -> list[Section]:
    """Groups the person was counselled with, and those they spoke for."""
    turns = GroupTurn.objects.filter(session__worker=worker).select_related("group__office")
    came = [_row(one.group, _OF_ANOTHER) for one in turns.order_by("group__at", "id")]
    spoke = GroupVisit.objects.filter(_spoken_for_by(worker)).select_related("office").order_by("at", "id")
    return [
        (_("Tư vấn theo nhóm"), came),
        (_("Nhóm anh chị đại diện"), [_row(one) for one in spoke]),
    ]


def leave(sender: Any, worker: Worker, **more: Any) -> None:
    """The group stays as counted, without who spoke for it."""
    spoke = GroupVisit.objects.filter(_spoken_for_by(worker))
    spoke.update(representative=ERASED, address=ERASED, phone="", email="")


def _spoken_for_by(worker: Worker) -> Q:
    """The telephone says who it was."""
    phones = {worker.phone, worker.user.phone if worker.user else None} - {"", None}
    return Q(phone__in=phones)


def _row(group: GroupVisit, leave: list[str] | None = None) -> dict[str, Any]:
    return row_of(group, [*_INNER, *(leave or [])]) | {_("Dịch vụ đề nghị"): group.service_labels}
