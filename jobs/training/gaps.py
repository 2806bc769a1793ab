"""Where training would fill seats: vacancies short of people × people who miss them by one trainable thing alone.

A vacancy is short when it has more seats than people eligible for it; equal vacancies share their people, so they are
judged together. An occupation is short when all its vacancies have more seats than there are people eligible for any
of them, though each alone may have enough: the same few people cannot take every seat. Worked out once for each
published run, on the columns it kept.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.models import F

from jobs.matching import engine, near, runs
from jobs.matching.affinity import totals
from jobs.matching.atlas import atlas
from jobs.matching.criteria import BY_CODE, CRITERIA, Test
from jobs.matching.enums import RunState, Side
from jobs.matching.models import MatchRun
from jobs.matching.packing import Packed, pack
from jobs.matching.snapshot import Snapshot
from jobs.models import Vacancy
from jobs.training.models import GapReport, TrainingGap

Array = np.ndarray[Any, np.dtype[Any]]
TRAINABLE = tuple(criterion.code for criterion in CRITERIA if criterion.trainable)
KEPT = 400
"""People kept by name for each gap: more than any course takes."""
_STRETCH = 64
_WHOLE = 16
"""Openings whose whole lists are held at once."""
_TIES = 0xFFFF_FFFF
_LOCK = 0x5447

Key = tuple[int, str, tuple[tuple[int, int], ...]]
"""Occupation, criterion and what is asked for by it, as (key, level)."""


@dataclass
class _Gap:
    seats: int = 0
    own: int = 0
    """Seats that the vacancies lack people for, each by itself."""
    vacancies: list[int] = field(default_factory=list)
    people: list[Array] = field(default_factory=list)
    points: list[Array] = field(default_factory=list)

    def ranked(self) -> Array:
        """Keys of the people, each once, best points first, then the lower key."""
        people, points = np.concatenate(self.people), np.concatenate(self.points)
        order = np.lexsort((people, -points))
        _keys, first = np.unique(people[order], return_index=True)
        ranked: Array = people[order][np.sort(first)]
        return ranked


def work_out(run_id: int) -> bool:
    """Write the gaps of the published run; ``False`` when another run is published by now, or it has been done."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute("SET LOCAL statement_timeout = 0")
        run = MatchRun.objects.select_related("policy").filter(pk=run_id, state=RunState.PUBLISHED).first()
        if run is None or GapReport.objects.filter(run=run).exists():
            return False
        taken = runs.kept_snapshot(run_id)
        _write(run, _Short(taken, pack(taken, atlas(), run.policy.weights(), run.rarities())))
        GapReport.objects.exclude(run=run).delete()
    return True


class _Short:
    """What a packing lacks people for, by opening: one row stands for all equal vacancies."""

    def __init__(self, taken: Snapshot, packed: Packed) -> None:
        self.taken, self.packed = taken, packed
        V = packed.vacancies
        ids = packed.vacancy_ids
        free = dict(Vacancy.objects.filter(pk__in=ids.tolist()).values_list("pk", F("headcount") - F("filled")))
        self.seats = (
            np.add.reduceat(np.array([free.get(key, 0) for key in ids.tolist()]), V.first[:-1]) if ids.size else ids
        )
        eligible = near.tally(packed, Side.VACANCY, V.first[:-1])[:, near.ELIGIBLE]
        self.own = np.maximum(self.seats - eligible, 0)
        self.lack: dict[int, int] = {}
        """Seats of a whole occupation (index) without people, where it is short."""
        self.supply: dict[int, Array] = {}
        """Keys of the people eligible for anything in it, rising."""
        for occ in np.unique(V.occ[V.occ < packed.stock.atlas.occupations.size]).tolist():
            openings = np.flatnonzero(V.occ == occ)
            seats = int(self.seats[openings].sum())
            if seats > eligible[openings].max(initial=0):
                people = self._eligible(openings)
                if seats > people.size:
                    self.lack[occ], self.supply[occ] = seats - people.size, people
        self.openings = np.flatnonzero((self.own > 0) | np.isin(V.occ, list(self.lack)))

    def _eligible(self, openings: Array) -> Array:
        """Keys of everybody eligible for one of the openings, rising."""
        ids = self.packed.worker_ids
        found = np.zeros(ids.size, np.bool_)
        rows = self.packed.vacancies.first[:-1][openings]
        for at in range(0, rows.size, _WHOLE):
            for keys, counts in engine.keys(self.packed, Side.VACANCY, rows[at : at + _WHOLE], max(1, ids.size)):
                filled = np.arange(keys.shape[1]) < counts[:, None]
                found[_TIES - (keys[filled] & _TIES)] = True
        eligible: Array = ids[found]
        return eligible

    @property
    def vacancies(self) -> int:
        sizes = np.diff(self.packed.vacancies.first)
        return int(sizes[self.openings].sum())

    @property
    def missing(self) -> int:
        """Seats without people: what the vacancies lack each by itself, or the whole occupation if that is more."""
        own = np.bincount(self.packed.vacancies.occ, self.own, self.packed.stock.atlas.occupations.size + 1)
        return int(sum(max(int(seats), self.lack.get(occ, 0)) for occ, seats in enumerate(own.tolist())))

    def members(self, opening: int) -> list[int]:
        first = self.packed.vacancies.first
        ids: list[int] = self.packed.vacancy_ids[first[opening] : first[opening + 1]].tolist()
        return ids

    def misses(self) -> Iterator[tuple[int, str, Array, Array]]:
        """Opening, criterion, keys of the people who miss it by that alone, and their points."""
        V = self.packed.vacancies
        for at in range(0, self.openings.size, _STRETCH):
            part = self.openings[at : at + _STRETCH]
            rows = V.first[:-1][part]
            found = near.near_misses(self.packed, Side.VACANCY, rows, TRAINABLE)
            workers = np.searchsorted(self.packed.worker_ids, found["worker"])
            openings = V.class_of[self.packed.stock.rows(found["vacancy"])].astype(np.int64)
            points = self._points(workers, openings)
            for opening in np.unique(openings).tolist():
                for number in np.unique(found["criterion"][openings == opening]).tolist():
                    chosen = (openings == opening) & (found["criterion"] == number)
                    if not self.own[opening]:
                        # Who can take another seat of the occupation adds nobody to it.
                        chosen &= ~np.isin(found["worker"], self.supply[int(V.occ[opening])])
                    if chosen.any():
                        yield opening, near.CODES[number], found["worker"][chosen], points[chosen]

    def _points(self, workers: Array, openings: Array) -> Array:
        out = np.empty((workers.size, 4), np.int32)
        P = self.packed
        totals(P.workers, P.vacancies, P.tables, P.places, P.wish_shares, P.weights, workers, openings, out)
        points: Array = out[:, 0]
        return points


def _asked(taken: Snapshot) -> dict[tuple[int, str], tuple[tuple[int, int], ...]]:
    """What each vacancy asks for by each trainable criterion."""
    found: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
    for code in TRAINABLE:
        criterion = BY_CODE[code]
        if criterion.test is Test.AT_LEAST:
            for row in taken.vacancies[["id", criterion.vacancy]].tolist():
                found[row[0], code].append((0, row[1]))
        else:
            for _kind, owner, item, value in taken.vacancy_list(criterion.vacancy).tolist():
                found[owner, code].append((item, value))
    return {key: tuple(sorted(items)) for key, items in found.items()}


def _write(run: MatchRun, short: _Short) -> None:
    asked = _asked(short.taken)
    occupation_of = dict(short.taken.vacancies[["id", "occupation"]].tolist())
    gaps: dict[Key, _Gap] = defaultdict(_Gap)
    for opening, code, people, points in short.misses():
        vacancies = short.members(opening)
        gap = gaps[occupation_of[vacancies[0]], code, asked[vacancies[0], code]]
        gap.seats += int(short.seats[opening])
        gap.own += int(short.own[opening])
        gap.vacancies += vacancies
        gap.people.append(people)
        gap.points.append(points)
    report = GapReport.objects.create(run=run, short_vacancies=short.vacancies, missing_seats=short.missing)
    index = atlas().occupations
    made = []
    for (occupation, code, items), gap in sorted(gaps.items()):
        lack = short.lack.get(int(index.of(np.array([occupation]))[0]), 0)
        ranked, missing = gap.ranked(), max(gap.own, min(lack, gap.seats))
        made.append(
            TrainingGap(
                report=report,
                occupation_id=occupation or None,
                criterion=code,
                asked=[list(item) for item in items],
                seats=gap.seats,
                missing_seats=missing,
                people=ranked.size,
                could_fill=min(missing, ranked.size),
                nearest=ranked[:KEPT].tolist(),
                vacancies=sorted(gap.vacancies),
            )
        )
    TrainingGap.objects.bulk_create(made)
