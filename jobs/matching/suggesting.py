"""Which single changes are worth trying for a person, found from what they just miss.

For each criterion the person is matched once as if it were no obstacle: what opens then fails by this criterion
alone. The values those vacancies ask for are the candidates; each is then matched for itself, so the figures shown are
those of the change, not of the guess.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from jobs.matching.changes import LEVELS, MASKS, UNSAID, YES, Change, Kind, Person
from portal.codes.enums import Proficiency

if TYPE_CHECKING:
    from jobs.matching.whatif import Looked, _Found

Array = np.ndarray[Any, np.dtype[Any]]

RADII = (10, 20, 30, 50)
PLACES = 3
OCCUPATIONS = 5
ABILITIES = 3
STEPS_UP = 3
"""Levels above one's own that are worth a thought."""
LESS_PAY = (95, 90, 80)
"""Per cent of what the person asks."""
PAY_ROUND = 100_000
_TOP = 7


def candidates(looked: "Looked", person: Person) -> tuple["_Found", list[Change]]:
    """What is open to ``person``, and the changes worth trying."""
    lists = looked.market.atlas
    free: dict[Kind, Person] = {
        Kind.OCCUPATION: _replaced(person, "wanted", lists.occupations.keys),
        Kind.PROVINCE: _replaced(person, "wanted_province", lists.provinces.keys),
        Kind.LANGUAGE: _replaced(person, "language", lists.languages.keys, Proficiency.VERY_GOOD),
        Kind.COMPUTING: _replaced(person, "computing", lists.computing.keys, Proficiency.VERY_GOOD),
        Kind.LICENCE: _replaced(person, "licence", lists.licences.keys),
        Kind.QUALIFICATION: Person({**person.row, "qualification": _TOP}, person.items),
        Kind.EDUCATION: Person({**person.row, "education": _TOP}, person.items),
    }
    base, *found = looked.find([person, *free.values()])
    missed = {kind: one.rows[~np.isin(one.rows, base.rows)] for kind, one in zip(free, found, strict=True)}
    tried = [
        *_occupations(looked, missed[Kind.OCCUPATION]),
        *_places(looked, person, missed[Kind.PROVINCE]),
        *_abilities(looked, person, missed),
        *_levels(person, missed, looked),
        *_simple(person),
    ]
    return base, [change for change in tried if person.with_changes([change]) != person]


def _replaced(person: Person, kind: str, keys: Array, value: int = 0) -> Person:
    return Person(person.row, {**person.items, kind: tuple((key, value) for key in keys.tolist())})


def _most(keys: Array, seats: Array, most: int) -> list[int]:
    """The keys with most seats, 0 left out."""
    distinct, at = np.unique(keys, return_inverse=True)
    sums = np.bincount(at, weights=seats, minlength=distinct.size)
    return [int(key) for key in distinct[np.argsort(-sums, kind="stable")] if key > 0][:most]


def _occupations(looked: "Looked", rows: Array) -> list[Change]:
    keys = looked.market.column("occupation", rows)
    return [Change(Kind.OCCUPATION, key) for key in _most(keys, looked.market.seats[rows], OCCUPATIONS)]


def _places(looked: "Looked", person: Person, rows: Array) -> list[Change]:
    at, communes, provinces = looked.market.items("workplace", rows)
    seats = looked.market.seats[rows][at]
    tried = [Change(Kind.COMMUNE, key) for key in _most(communes, seats, PLACES)]
    tried += [Change(Kind.PROVINCE, key) for key in _most(provinces, seats, PLACES)]
    if person.items["wanted_commune"] or person.row["home"] > 0:
        tried += [Change(Kind.RADIUS, km) for km in RADII]
    return tried if rows.size else []


def _abilities(looked: "Looked", person: Person, missed: dict[Kind, Array]) -> list[Change]:
    """Each thing that is all a vacancy asks for and the person lacks."""
    tried = []
    for kind, name in ((Kind.LICENCE, "licence"), (Kind.LANGUAGE, "language"), (Kind.COMPUTING, "computing")):
        at, items, levels = looked.market.items(name, missed[kind])
        held = dict(person.items[name])
        lacking = np.array(
            [held.get(item, -1) < level for item, level in zip(items.tolist(), levels.tolist(), strict=True)], np.bool_
        )
        alone = lacking & (np.bincount(at[lacking], minlength=missed[kind].size)[at] == 1) if at.size else lacking
        seats = looked.market.seats[missed[kind]][at[alone]]
        for packed in _most(items[alone].astype(np.int64) * 8 + levels[alone], seats, ABILITIES):
            tried.append(Change(kind, packed // 8, packed % 8))
    return tried


def _levels(person: Person, missed: dict[Kind, Array], looked: "Looked") -> list[Change]:
    tried = []
    for kind, column in LEVELS.items():
        asked = set(looked.market.column(column, missed[kind]).tolist())
        held = max(0, person.row[column])
        tried += [Change(kind, level) for level in sorted(asked) if held < level <= held + STEPS_UP]
    return tried


def _simple(person: Person) -> list[Change]:
    """Yes instead of no, one more way of working, somewhat less pay."""
    tried = [Change(kind) for kind in YES]
    for kind, (_, choices) in MASKS.items():
        tried += [Change(kind, 1 << bit) for bit in range(len(choices))]
    if person.row["pay"] > 0:
        for percent in LESS_PAY:
            tried.append(Change(Kind.PAY, person.row["pay"] * percent // 100 // PAY_ROUND * PAY_ROUND))
    return [change for change in tried if change.kind is not Kind.PAY or change.value > UNSAID + 1]
