"""What other weights would have done to the lists of a run: both worked out on its kept snapshot, and compared.

Weights order people's lists, they admit nobody and shut nobody out: who suits what does not change, only what stands
first. So people's lists are compared, and what follows from them for vacancies.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from django.db.models import F

from jobs.matching import engine, runs, seating
from jobs.matching.atlas import atlas
from jobs.matching.enums import Side, TrialState
from jobs.matching.figures import gini
from jobs.matching.models import MatchRun, PolicyTrial
from jobs.matching.packing import Packed, pack
from jobs.matching.snapshot import Snapshot
from jobs.models import Vacancy

Array = np.ndarray[Any, np.dtype[Any]]
log = logging.getLogger(__name__)

FIRST = 10
"""What people read of a list."""
MOST_PAIRS = 500_000_000
"""With more pairs than these, so many people are compared that there are no more; evenly spread."""
EXAMPLES = 5
_STRETCH = 4096
_KEPT = 50
"""Trials kept; older ones go when a new one begins."""


def start(run: MatchRun, weights: dict[str, int], user: Any) -> PolicyTrial:
    """A trial to be worked out by :func:`work_out`."""
    for old in PolicyTrial.objects.order_by("-pk")[_KEPT - 1 :]:
        old.delete()
    return PolicyTrial.objects.create(run=run, weights=weights, created_by=user)


def work_out(trial_id: int) -> None:
    """Compare and keep the result. Can be repeated: it changes nothing but the trial."""
    trial = PolicyTrial.objects.select_related("run__policy").filter(pk=trial_id).first()
    if trial is None or trial.state == TrialState.DONE:
        return
    mine = PolicyTrial.objects.filter(pk=trial_id)
    mine.update(state=TrialState.RUNNING, done=0)
    try:
        result = compare(trial.run, trial.weights, lambda percent: bool(mine.update(done=percent)))
    except ValueError as error:
        # The snapshot is gone (another run has been published), or a list of codes has outgrown the record.
        log.warning("trial %s of run %s: %s", trial_id, trial.run_id, error)
        mine.update(state=TrialState.FAILED, error=str(error)[:400])
        return
    mine.update(state=TrialState.DONE, done=100, result=result)


def compare(run: MatchRun, weights: dict[str, int], tell: Callable[[int], object] = lambda _: None) -> dict[str, Any]:
    """The lists of ``run`` as its own policy orders them beside ``weights``; ``tell`` hears per cents.

    Raises ``ValueError`` when the run's snapshot is gone.
    """
    began = time.perf_counter()
    if not run.snapshot.exists():
        raise ValueError(f"the snapshot of run {run.pk} is gone")
    taken, rarities, lists = runs.kept_snapshot(run.pk), run.rarities(), atlas()
    before = pack(taken, lists, run.policy.weights(), rarities)
    tell(30)
    after = pack(taken, lists, weights, rarities)
    tell(60)
    people, vacancies = before.worker_ids.size, taken.vacancies["id"]
    # Before and after.
    most = max(1, MOST_PAIRS // max(1, 2 * vacancies.size))
    rows = np.arange(people) if people <= most else np.linspace(0, people - 1, most).astype(np.int64)
    tally = _Tally(vacancies, before.worker_ids, run.depth)
    hires: list[int] = []
    if rows.size == people:
        made = [_seated(packed, taken, run.depth) for packed in (before, after)]
        tally.add(made[0].lists, made[1].lists)
        hires = [one.figures["hires"][1] for one in made]
    else:
        # Prices are everybody's: of some people, lists by points alone are compared.
        for at in range(0, rows.size, _STRETCH):
            stretch = rows[at : at + _STRETCH]
            tally.add(*(_lists(packed, stretch, run.depth) for packed in (before, after)))
            tell(60 + 38 * (at + stretch.size) // rows.size)
    return {
        "people": int(rows.size),
        "of": int(people),
        "hires": hires,
        **tally.figures(_seats(vacancies)),
        "seconds": round(time.perf_counter() - began, 1),
    }


def _lists(packed: Packed, rows: Array, depth: int) -> Array:
    return engine.best(packed, Side.WORKER, rows, depth).rows


def _seated(packed: Packed, taken: Snapshot, depth: int) -> seating.Seated:
    """The lists a run would publish."""
    sides = ((Side.WORKER, packed.worker_ids), (Side.VACANCY, packed.vacancy_ids))
    people, vacancies = (engine.best(packed, side, np.arange(ids.size), depth).rows for side, ids in sides)
    return seating.seated(taken, people, vacancies, depth)


def _seats(vacancies: Array) -> Array:
    """Seats left of each vacancy, as it stands today; 0 for one that is gone."""
    free = dict(
        Vacancy.objects.filter(pk__in=vacancies.tolist()).order_by().values_list("pk", F("headcount") - F("filled"))
    )
    return np.array([free.get(key, 0) for key in vacancies.tolist()], np.int64)


class _Tally:
    """Lists before and after, counted stretch by stretch."""

    def __init__(self, vacancies: Array, people: Array, depth: int) -> None:
        self.vacancies, self.people, self.depth = vacancies, people, depth
        self.shown = np.zeros((2, vacancies.size), np.int64)
        """Lists each vacancy is in, before and after."""
        self.first = np.zeros((2, vacancies.size), np.int64)
        """Lists it is among the first of."""
        self.replaced = np.zeros(people.size, np.int64)
        self.reordered = np.zeros(people.size, np.bool_)
        self.best = np.zeros((2, people.size), np.int64)
        """Key of the vacancy at the head of each list, 0 none."""
        self.head = np.zeros(2, np.int64)
        """Points at the heads of all lists."""
        self.moved = self.most_moved = self.in_both = 0

    def add(self, before: Array, after: Array) -> None:
        """One stretch of people, by rows :data:`jobs.matching.engine.ROW`."""
        pairs = []
        for when, rows in enumerate((before, after)):
            vacancy = np.searchsorted(self.vacancies, rows["vacancy"])
            person = np.searchsorted(self.people, rows["worker"])
            self.shown[when] += np.bincount(vacancy, minlength=self.vacancies.size)
            self.first[when] += np.bincount(vacancy[rows["rank"] <= FIRST], minlength=self.vacancies.size)
            heads = rows["rank"] == 1
            self.best[when, person[heads]] = rows["vacancy"][heads]
            self.head[when] += int(rows["points"][heads].sum())
            pairs.append(person * self.vacancies.size + vacancy)
        self._compare(before, after, *pairs)

    def _compare(self, before: Array, after: Array, old: Array, new: Array) -> None:
        first_old, first_new = old[before["rank"] <= FIRST], new[after["rank"] <= FIRST]
        gone = first_old[~np.isin(first_old, first_new)]
        size = max(1, self.vacancies.size)
        self.replaced += np.bincount(gone // size, minlength=self.people.size)
        both, at_old, at_new = np.intersect1d(old, new, assume_unique=True, return_indices=True)
        ranks_old, ranks_new = before["rank"][at_old], after["rank"][at_new]
        turned = (ranks_old != ranks_new) & (ranks_old <= FIRST) & (ranks_new <= FIRST)
        self.reordered[both[turned] // size] = True
        moved = np.abs(before["points"][at_old].astype(np.int64) - after["points"][at_new])
        self.moved += int(moved.sum())
        self.most_moved = max(self.most_moved, int(moved.max(initial=0)))
        self.in_both += int(both.size)

    def figures(self, seats: Array) -> dict[str, Any]:
        """As kept in :attr:`PolicyTrial.result`; pairs of numbers are before and after."""
        lists = int((self.best[0] > 0).sum())
        changed = self.replaced > 0
        return {
            "lists": lists,
            "changed": int(changed.sum()),
            "reordered": int((self.reordered & ~changed).sum()),
            "replaced": round(float(self.replaced.sum()) / lists, 2) if lists else 0,
            "moved": round(self.moved / self.in_both, 1) if self.in_both else 0,
            "most_moved": self.most_moved,
            "head": [round(float(points) / lists, 1) if lists else 0 for points in self.head],
            "vacancies": int(self.vacancies.size),
            "shown": [int((counts > 0).sum()) for counts in self.shown],
            "seats": int(seats.sum()),
            "reached": [int(np.minimum(counts, seats).sum()) for counts in self.shown],
            "gini": [gini((counts / np.maximum(seats, 1)).tolist()) for counts in self.shown],
            "up": self._vacancies(self.first[1] - self.first[0]),
            "down": self._vacancies(self.first[0] - self.first[1]),
            "persons": self._persons(),
        }

    def _vacancies(self, gained: Array) -> list[list[int]]:
        """Key, lists before and lists after of those that gain (or lose) most places among people's first."""
        order = np.lexsort((self.vacancies, -gained))[:EXAMPLES]
        return [
            [int(self.vacancies[at]), int(self.first[0, at]), int(self.first[1, at])] for at in order if gained[at] > 0
        ]

    def _persons(self) -> list[list[int]]:
        """Key, places replaced, head of the list before and after, of those whose list changes most."""
        order = np.lexsort((self.people, self.best[0] == self.best[1], -self.replaced))[:EXAMPLES]
        return [
            [int(self.people[at]), int(self.replaced[at]), int(self.best[0, at]), int(self.best[1, at])]
            for at in order
            if self.replaced[at] > 0
        ]
