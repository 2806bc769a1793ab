"""A pasted list of the people present: one a line, with whatever tells them apart, against who is known already."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from portal.accounts.crypto import search_hash
from portal.codes.text import fold_words, nfc
from workers.counselling.search import Asked, understand
from workers.models import Worker

MOST = 200
"""Lines read at once: a full hall."""
_LONGEST = 160
_MOST_FOUND = 2000
_MOST_ALIKE = 6
_LEADING = re.compile(r"^(?:\d{1,3}\s*[.):;,-]?\s*(?=[^\W\d_])|[-•*+]\s*)")
"""The number or mark a list gives its lines."""
_NOT_NAME = re.compile(r"[\d+/.()\-;,:|\t]+")


@dataclass(frozen=True)
class Line:
    """One line of the list, and the people it may mean; several: somebody must choose."""

    text: str
    name: str
    phone: str
    found: list[Worker] = field(default_factory=list)

    @property
    def sure(self) -> Worker | None:
        return self.found[0] if len(self.found) == 1 else None


def read(text: str, office: int | None) -> tuple[list[Line], int]:
    """The lines of ``text`` with who they may mean, each once, and how many beyond :data:`MOST` were left out.

    An identity number or a telephone names a person of any office; a name needs a birth year beside it, or stands for
    people of ``office`` alone. One query.
    """
    seen: dict[str, None] = {}
    for line in text.splitlines():
        tidy = _LEADING.sub("", nfc(line))[:_LONGEST]
        if tidy:
            seen.setdefault(tidy)
    lines = list(seen)
    asked = [(line, understand(line), _name(line)) for line in lines[:MOST]]
    known = _Known([(one, name) for _line, one, name in asked], office)
    made = [
        Line(line, name, one.phone if len(one.phone) == 10 else "", known.find(one, name)) for line, one, name in asked
    ]
    return made, max(0, len(lines) - MOST)


def _name(line: str) -> str:
    """The words of a line before its numbers: "Nguyễn Thị Hoa" of "Nguyễn Thị Hoa; 1990; Vũ Thư"."""
    head = re.split(r"[;,|\t]|\s-\s|\d", line, maxsplit=1)[0] or _NOT_NAME.sub(" ", line)
    return nfc(_NOT_NAME.sub(" ", head))[:120]


class _Known:
    """The people a list may mean, read at once."""

    def __init__(self, asked: list[tuple[Asked, str]], office: int | None) -> None:
        self.office = office
        wanted = Q(pk=None)
        identities = [search_hash(one.identity) for one, _name in asked if one.identity]
        phones = [one.phone for one, _name in asked if len(one.phone) == 10]
        names = {fold_words(name) for _one, name in asked if name}
        if identities:
            wanted |= Q(identity_hash__in=identities)
        if phones:
            wanted |= Q(phone__in=phones)
        if names:
            years = [one.year or (one.birth.year if one.birth else 0) for one, _name in asked]
            of_year = Q(birth_year__in=[year for year in years if year])
            wanted |= Q(folded_name__in=names) & (of_year | Q(office=office))
        people = Worker.objects.filter(wanted).select_related("commune", "office").order_by("id")
        self.by_name: dict[str, list[Worker]] = defaultdict(list)
        self.by_phone: dict[str, list[Worker]] = defaultdict(list)
        self.by_identity: dict[str, list[Worker]] = defaultdict(list)
        for person in people.defer("ethnicity", "religion", "sensitive_groups", "identity_number")[:_MOST_FOUND]:
            self.by_name[person.folded_name].append(person)
            self.by_phone[person.phone].append(person)
            self.by_identity[person.identity_hash or ""].append(person)

    def find(self, asked: Asked, name: str) -> list[Worker]:
        if asked.identity:
            return self.by_identity.get(search_hash(asked.identity) or "", [])
        named = self.by_name.get(fold_words(name), []) if name else []
        if len(asked.phone) == 10:
            reached = self.by_phone.get(asked.phone, [])
            both = [person for person in reached if person in named]
            if both or reached:
                return (both or reached)[:_MOST_ALIKE]
        year = asked.year or (asked.birth.year if asked.birth else None)
        fits = [
            person
            for person in named
            if (person.birth_year == year if year else person.office_id == self.office)
            and (not asked.birth or person.birth_date in {None, asked.birth})
            and not (len(asked.phone) == 10 and person.phone)
        ]
        return fits[:_MOST_ALIKE]
