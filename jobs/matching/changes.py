"""What a person could change, and what it would make of their columns: the what-if's vocabulary.

A change is worth the same here, in memory, as after it has been saved: a test compares both. ``WISHES`` can be saved
with the person's word (:mod:`jobs.matching.keeping`); what has to be learnt first cannot.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np
from django.db.models import TextChoices

from jobs.matching.snapshot import LIST_ROW, WORKER_KINDS, WORKER_ROW, Snapshot
from portal.codes.enums import ContractType, Purpose, WorkingTime

Array = np.ndarray[Any, np.dtype[Any]]
UNSAID = -1


class Kind(StrEnum):
    """What changes; the values stand in addresses."""

    OCCUPATION = "nghe"
    COMMUNE = "xa"
    PROVINCE = "tinh"
    RADIUS = "ban-kinh"
    MOVE = "di-xa"
    MANUAL = "pho-thong"
    PAY = "luong"
    SHIFTS = "ca"
    TRAVEL = "cong-tac"
    SECONDMENT = "biet-phai"
    WORKING_TIME = "thoi-gian"
    CONTRACT = "hop-dong"
    PURPOSE = "muc-dich"
    QUALIFICATION = "trinh-do"
    EDUCATION = "hoc-van"
    LICENCE = "giay-phep"
    LANGUAGE = "ngoai-ngu"
    COMPUTING = "tin-hoc"
    SKILL = "ky-nang"


WISHES = (
    Kind.OCCUPATION, Kind.COMMUNE, Kind.PROVINCE, Kind.RADIUS, Kind.MOVE, Kind.MANUAL, Kind.PAY, Kind.SHIFTS,
    Kind.TRAVEL, Kind.SECONDMENT, Kind.WORKING_TIME, Kind.CONTRACT, Kind.PURPOSE,
)  # fmt: skip
"""The person's own word is enough for these."""
ONLY_ONE = frozenset({Kind.PAY, Kind.RADIUS, Kind.QUALIFICATION, Kind.EDUCATION})
"""A later one replaces an earlier one."""
MASKS: dict[Kind, tuple[str, type[TextChoices]]] = {
    Kind.WORKING_TIME: ("working_times", WorkingTime),
    Kind.CONTRACT: ("contracts", ContractType),
    Kind.PURPOSE: ("purposes", Purpose),
}
LEVELS = {Kind.QUALIFICATION: "qualification", Kind.EDUCATION: "education"}
YES = {
    Kind.SHIFTS: "shifts",
    Kind.TRAVEL: "travel",
    Kind.SECONDMENT: "secondment",
    Kind.MOVE: "accepts_move",
    Kind.MANUAL: "any_manual",
}
ITEMS = {
    Kind.OCCUPATION: "wanted",
    Kind.PROVINCE: "wanted_province",
    Kind.LICENCE: "licence",
    Kind.SKILL: "skill",
    Kind.LANGUAGE: "language",
    Kind.COMPUTING: "computing",
}


class Change(NamedTuple):
    """``value``: key of the code list, đồng, kilometres, level or bit; ``level``: of a language or a computing skill,
    kilometres around a commune. 0 where there is none."""

    kind: Kind
    value: int = 0
    level: int = 0


@dataclass(frozen=True)
class Person:
    """Columns and lists of one person, as :mod:`jobs.matching.columns` names them."""

    row: dict[str, int]
    items: dict[str, tuple[tuple[int, int], ...]]

    def with_changes(self, changes: Iterable[Change]) -> "Person":
        """The person after ``changes``, one after the other."""
        row, items = dict(self.row), dict(self.items)
        for change in changes:
            _apply(change, row, items)
        return Person(row, items)


def person_of(taken: Snapshot) -> Person:
    """The only worker of ``taken``."""
    (row,) = taken.workers
    names = WORKER_ROW.names or ()
    lists = {kind: taken.worker_list(kind) for kind in WORKER_KINDS}
    items = {
        kind: tuple(zip(found["item"].tolist(), found["value"].tolist(), strict=True)) for kind, found in lists.items()
    }
    return Person(dict(zip(names, row.tolist(), strict=True)), items)


def as_snapshot(people: list[Person], taken: Snapshot, barred: Array) -> Snapshot:
    """``people`` as workers 0, 1, … of a snapshot beside the vacancies of ``taken``; ``barred``: vacancies (ids) that
    are not to be proposed to any of them."""
    rows = np.array([(n, *list(one.row.values())[1:]) for n, one in enumerate(people)], WORKER_ROW)
    lists = sorted(
        (number, n, item, value)
        for n, one in enumerate(people)
        for kind, number in WORKER_KINDS.items()
        for item, value in one.items[kind]
    )
    pairs = np.empty(len(people) * barred.size, taken.barred.dtype)
    pairs["worker"] = np.repeat(np.arange(len(people)), barred.size)
    pairs["vacancy"] = np.tile(np.sort(barred), len(people))
    return Snapshot(taken.day, rows, np.array(lists, LIST_ROW), taken.vacancies, taken.vacancy_lists, pairs)


_Items = dict[str, tuple[tuple[int, int], ...]]


def _apply(change: Change, row: dict[str, int], items: _Items) -> None:
    kind, value, level = change
    if kind in YES:
        row[YES[kind]] = 1
    elif kind in LEVELS:
        row[LEVELS[kind]] = max(row[LEVELS[kind]], value)
    elif kind in MASKS:
        column = MASKS[kind][0]
        # Who has not said which is content with each: one more word would only narrow it.
        row[column] = row[column] | value if row[column] else 0
    elif kind is Kind.PAY:
        row["pay"] = value or UNSAID
    elif kind is Kind.COMMUNE:
        items["wanted_commune"] = _with(items["wanted_commune"], value, level)
    elif kind is Kind.RADIUS:
        named = items["wanted_commune"] or (((row["home"], 0),) if row["home"] > 0 else ())
        items["wanted_commune"] = tuple((commune, max(value, radius)) for commune, radius in named)
    else:
        items[ITEMS[kind]] = _with(items[ITEMS[kind]], value, level)


def _with(held: tuple[tuple[int, int], ...], item: int, value: int) -> tuple[tuple[int, int], ...]:
    """The item at ``value``, or as it was if that is more."""
    if any(key == item for key, _ in held):
        return tuple((key, max(value, old) if key == item else old) for key, old in held)
    return (*held, (item, value))


def tidy(changes: Iterable[Change]) -> list[Change]:
    """Each once, in the order first said; of kinds that go only once, the last one said."""
    last: dict[Any, Change] = {}
    for change in changes:
        last[_slot(change)] = change
    return list(last.values())


def _slot(change: Change) -> Any:
    if change.kind in ONLY_ONE or change.kind in YES:
        return change.kind
    return change.kind, change.value


def differs(person: Person) -> Callable[[Change], bool]:
    """Whether a change would change anything of ``person``."""
    return lambda change: person.with_changes([change]) != person
