"""The people of a group while its list is put together: rows to tick, from a pasted list and from searches."""

from dataclasses import dataclass

from django.http import QueryDict

from portal.accounts.actor import Actor
from portal.accounts.models import Office
from workers.counselling.search import first, understand
from workers.counselling.services import WalkIn
from workers.groups.reading import Line, read
from workers.looks.scope import in_care, look_over
from workers.models import Worker

FOUND = 8
"""People a search offers."""
MOST = 250


@dataclass(frozen=True)
class Row:
    """Somebody who may have been present."""

    key: str
    """Of the box: "w:" and the public identifier, or "n:" and name and telephone."""
    name: str
    worker: Worker | None
    is_ticked: bool
    line: str = ""
    """What the list says, where it does not say who."""
    office: Office | None = None
    """In whose care they are, if not in this office's."""


@dataclass(frozen=True)
class Listed:
    rows: list[Row]
    left_out: int
    """Lines beyond what is read at once."""
    unsure: int
    """Lines that may mean several people, of whom none is ticked."""

    @property
    def present(self) -> list[Row]:
        return [row for row in self.rows if row.is_ticked]

    @property
    def people(self) -> list[Worker | WalkIn]:
        return [row.worker or _walk_in(row.key) for row in self.present]


def listed(data: QueryDict, actor: Actor) -> Listed:
    """Rows for the lines of ``list``, the people ticked and those ``search`` finds. Boxes shown before keep their
    ticks; new ones are ticked where it is clear who is meant. At most three queries."""
    ticked, seen = set(data.getlist("person")[:MOST]), set(data.getlist("seen")[: 4 * MOST])
    lines, left_out = read(data.get("list", ""), actor.office_id)
    more = list(_more(ticked, data.get("search", ""), actor))
    look_over(actor, [*more, *(worker for line in lines for worker in line.found)])
    rows: dict[str, Row] = {}

    def add(worker: Worker, line: str, *, usually: bool) -> Row:
        key = f"w:{worker.public_id}"
        office = None if in_care(actor, worker) else worker.office
        is_ticked = key in ticked if key in seen else usually or key in ticked
        return rows.setdefault(key, Row(key, worker.full_name, worker, is_ticked, line, office))

    unsure = 0
    for line in lines:
        made = [add(worker, line.text if not line.sure else "", usually=bool(line.sure)) for worker in line.found]
        if line.sure:
            continue
        key = _key(line)
        is_ticked = key in ticked if key in seen else not line.found
        made.append(rows.setdefault(key, Row(key, line.name or line.text, None, is_ticked, line.text)))
        unsure += not any(row.is_ticked for row in made)
    for worker in more:
        add(worker, "", usually=False)
    return Listed(list(rows.values()), left_out, unsure)


def _more(keys: set[str], words: str, actor: Actor) -> list[Worker]:
    """Those ticked before who stand in no line, and those the search finds."""
    ids = [key[2:] for key in keys if key.startswith("w:")]
    people = Worker.objects.select_related("commune", "office").order_by("id")
    found = list(people.filter(public_id__in=ids)) if ids else []
    asked = understand(words.strip()[:120])
    return found + (first(asked, actor, FOUND) if not asked.is_empty else [])


def _key(line: Line) -> str:
    return f"n:{(line.name or line.text)[:120]}|{line.phone}"


def _walk_in(key: str) -> WalkIn:
    name, _bar, phone = key[2:].rpartition("|")
    return WalkIn(name, phone)
