"""What if: how much more work is open to one person after changes, and which changes open most.

Each variant is one more row of a snapshot with a single person in it, changed in memory and matched by the kernel of
the nightly run against the vacancies this process keeps packed. Nothing is saved.

For pages::

    looked = look(worker)                            # three queries for the vacancies, five for the person
    today = looked.reach([])[0]                      # Reach of the person as they are
    alone, both = looked.reach([[a], [a, b]])        # Reach of each variant
    looked.suggestions([a])                          # list[Suggestion]: what opens most beside a
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from jobs.matching import engine, near, snapshot
from jobs.matching.changes import Change, Kind, Person, as_snapshot, person_of
from jobs.matching.enums import Side
from jobs.matching.groups import sensitive_groups
from jobs.matching.market import Market, market
from jobs.matching.packing import pack_people
from jobs.matching.snapshot import LIST_ROW, VACANCY_KINDS, WORKER_KINDS
from jobs.models import Vacancy
from workers.models import Worker

Array = np.ndarray[Any, np.dtype[Any]]

_TIES = 0xFFFF_FFFF
BEST = 5


@dataclass(frozen=True)
class Openings:
    """Some vacancies, counted."""

    vacancies: int
    seats: int
    """Headcount less filled, of all of them."""
    pay: int | None
    """Median of the highest monthly pay stated, đồng, over the vacancies that state one."""
    stated: int
    """How many do."""


@dataclass(frozen=True)
class Reach:
    """What is open to a person under one variant."""

    open: Openings
    opened: Openings
    """Of these, what is not open to the person as they are."""
    lost: Openings
    """Open to the person as they are and not under the variant."""
    better: int
    """Vacancies open either way that the variant suits better."""
    best: list[tuple[int, int]]
    """The best of what is opened: key of the vacancy and points, best first."""


@dataclass(frozen=True)
class Suggestion:
    change: Change
    reach: Reach


@dataclass(frozen=True)
class _Found:
    """Rows of the market open under one variant, rising, with their points."""

    rows: Array
    points: Array


class Looked:
    """One person beside the vacancies open today."""

    def __init__(self, seen: Market, person: Person, barred: Array) -> None:
        """``barred``: keys of the vacancies that are not to be proposed to the person."""
        self.market, self.person, self._barred = seen, person, barred
        self._today: _Found | None = None

    def find(self, people: list[Person]) -> list[_Found]:
        """What is open to each of ``people``, who differ from the person in their changes alone."""
        made = as_snapshot(people, self.market.taken, self._barred)
        packed = pack_people(self.market.stock, made)
        size = self.market.stock.ids.size
        found = []
        for keys, counts in engine.keys(packed, Side.WORKER, np.arange(len(people)), size):
            for key, count in zip(keys, counts.tolist(), strict=True):
                rows = self.market.stock.of_tie[_TIES - (key[:count] & _TIES)]
                order = np.argsort(rows)
                found.append(_Found(rows[order], (key[:count] >> 32)[order]))
        return found

    def near(self) -> Array:
        """Pairs (:data:`near.MISS`) of the person as they are with the vacancies they miss by one criterion alone."""
        packed = pack_people(self.market.stock, as_snapshot([self.person], self.market.taken, self._barred))
        return near.near_misses(packed, Side.WORKER, np.arange(1))

    @property
    def today(self) -> _Found:
        if self._today is None:
            (self._today,) = self.find([self.person])
        return self._today

    def reach(self, variants: Sequence[Iterable[Change]]) -> list[Reach]:
        """What each variant opens, beside the person as they are; no changes: the person as they are."""
        people = [self.person.with_changes(changes) for changes in variants]
        if self._today is None:
            self._today, *found = self.find([self.person, *people])
        else:
            found = self.find(people)
        return [self._compare(self._today, one) for one in found]

    def _compare(self, base: _Found, found: _Found) -> Reach:
        new = ~np.isin(found.rows, base.rows)
        kept = ~new
        before = base.points[np.isin(base.rows, found.rows)]
        rows, points = found.rows[new], found.points[new]
        waiting = self.market.stock.vacancies.tie[rows]
        best = np.lexsort((waiting, -points))[:BEST]
        ids = self.market.stock.ids
        return Reach(
            open=self.count(found.rows),
            opened=self.count(rows),
            lost=self.count(base.rows[~np.isin(base.rows, found.rows)]),
            better=int((found.points[kept] > before).sum()),
            best=[(int(ids[row]), int(worth)) for row, worth in zip(rows[best], points[best], strict=True)],
        )

    def count(self, rows: Array) -> Openings:
        """The vacancies in ``rows`` of the market, counted."""
        pay = self.market.pay[rows]
        pay = pay[pay > 0]
        return Openings(
            int(rows.size),
            int(self.market.seats[rows].sum()),
            int(np.median(pay)) if pay.size else None,
            int(pay.size),
        )

    def suggestions(self, chosen: Iterable[Change], most: int = 6) -> list[Suggestion]:
        """The single changes that open most seats beside ``chosen``, best first."""
        from jobs.matching.suggesting import candidates

        person = self.person.with_changes(chosen)
        base, tried = candidates(self, person)
        found = self.find([person.with_changes([change]) for change in tried]) if tried else []
        made = [Suggestion(change, self._compare(base, one)) for change, one in zip(tried, found, strict=True)]
        gain = [one for one in made if one.reach.opened.seats > one.reach.lost.seats]
        return _varied(sorted(gain, key=lambda one: (-one.reach.opened.seats, -one.reach.opened.vacancies)), most)


_PLACES = frozenset({Kind.COMMUNE, Kind.PROVINCE, Kind.RADIUS, Kind.MOVE})
_OF_A_KIND = 2


def _varied(ranked: list[Suggestion], most: int) -> list[Suggestion]:
    """The first ``most``, at most two of a kind and none that opens just what one before it opens: ten places side by
    side would hide the licence."""
    counts: dict[str, int] = {}
    seen = set()
    kept = []
    for one in ranked:
        kind = "place" if one.change.kind in _PLACES else str(one.change.kind)
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= _OF_A_KIND and (kind, one.reach.opened) not in seen:
            kept.append(one)
        else:
            counts[kind] -= 1
        seen.add((kind, one.reach.opened))
    return kept[:most]


def look(worker: Worker) -> Looked:
    """The person as stored now, whether or not the nightly run considers them."""
    seen = market()
    taken = snapshot.take(seen.day, Worker.objects.filter(pk=worker.pk), Vacancy.objects.none())
    reserved = sensitive_groups(
        taken.workers["id"], seen.taken.vacancy_lists, VACANCY_KINDS["group"], WORKER_KINDS["group"]
    )
    if reserved:
        lists = np.concatenate([taken.worker_lists, np.array(reserved, LIST_ROW)])
        taken = snapshot.Snapshot(taken.day, taken.workers, lists, taken.vacancies, taken.vacancy_lists, taken.barred)
    barred = snapshot.barred_of(seen.day, [worker.pk], [])["vacancy"]
    return Looked(seen, person_of(taken), barred[np.isin(barred, seen.stock.ids)])
