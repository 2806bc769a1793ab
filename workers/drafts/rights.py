"""What this room holds of a person (:mod:`workers.rights`)."""

from typing import Any

from django.utils.translation import gettext as _

from workers.counselling.models import CounsellingSession
from workers.drafts.models import TurnDraft
from workers.models import Worker
from workers.rights.gathering import Section, said

_SAID = ("need", "advice", "next_step")
"""The private note stays the counsellor's, as in a turn that is recorded."""


def hold(sender: Any, worker: Worker, **more: Any) -> list[Section]:
    """Turns being recorded at this moment, or left half-way within the week."""
    drafts = TurnDraft.objects.filter(worker=worker).order_by("saved_at", "id")
    return [(_("Lượt tư vấn đang ghi dở"), [_row(one) for one in drafts])]


def _row(one: TurnDraft) -> dict[str, Any]:
    fields: list[Any] = [CounsellingSession._meta.get_field(name) for name in _SAID]
    texts = {str(field.verbose_name).capitalize(): one.values.get(field.name) for field in fields}
    return {_("Lưu lúc"): said(one.saved_at)} | {label: text for label, text in texts.items() if text}
