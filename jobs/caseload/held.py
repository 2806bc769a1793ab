"""What this room holds of a person, for their copy of their data."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from jobs.caseload.models import Case
from workers.models import Worker
from workers.rights.gathering import Row, Section, row_of

_INNER = ["note", "handover", "previous", "last_turn", "ended_by", "began", "contact_at", "next_on"]
"""Between colleagues, or said already with the turns."""


def hold(sender: Any, worker: Worker, **more: Any) -> list[Section]:
    """Listens to :data:`workers.rights.signals.gather`."""
    return [(_("Cán bộ phụ trách"), list(_cases(worker)))]


def _cases(worker: Worker) -> Iterator[Row]:
    found = Case.objects.filter(worker=worker).select_related("counsellor", "office").order_by("since", "id")
    for case in found:
        yield row_of(case, _INNER)
