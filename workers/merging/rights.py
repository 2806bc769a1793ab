"""What this room holds of a person (:mod:`workers.rights`)."""

import json
from typing import Any

from django.utils.translation import gettext as _

from workers.merging.models import WorkerMerge
from workers.models import Worker
from workers.rights.gathering import Section, row_of

_SAID = ("full_name", "birth_date", "phone", "email", "address", "identity_number")


def hold(sender: Any, worker: Worker, **more: Any) -> list[Section]:
    """Records that were merged into this one, with what they said of the person."""
    found = WorkerMerge.objects.filter(survivor=worker).order_by("at", "id")
    return [(_("Hồ sơ trùng đã gộp"), [_row(one) for one in found])]


def _row(one: WorkerMerge) -> dict[str, Any]:
    columns = json.loads(one.kept)["merged"]["columns"] if one.kept else {}
    fields: list[Any] = [Worker._meta.get_field(name) for name in _SAID]
    said = {str(field.verbose_name): columns.get(field.name) for field in fields}
    left = ["kept", "actor", "survivor", "merged_public_id", "undone_by"]
    return row_of(one, left) | {label: value for label, value in said.items() if value}
