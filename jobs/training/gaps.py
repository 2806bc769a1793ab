"""Where training would fill seats: vacancies short of people × people who miss them by one trainable thing alone.

A vacancy is short when it has more seats than people eligible for it. Equal vacancies share their people, so they are
judged together. Worked out once for each published run, on the columns it kept.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.models import F

from jobs.matching import near, runs
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
_LOCK = 0x5447

Key = tuple[int, str, tuple[tuple[int, int], ...]]
"""Occupation, criterion and what is asked for by it, as (key, level)."""


@dataclass
class _Gap:
    seats: int = 0
    missing: int = 0
    vacancies: list[int] = field(default_factory=list)
    people: dict[int, int] = field(default_factory=dict)
    """Points by key of the person, the best over the vacancies."""


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
    """Openings of a packing with more seats than people eligible: one row stands for all equal vacancies."""

    def __init__(self, taken: Snapshot, packed: Packed) -> None:
        self.taken, self.packed = taken, packed
        V = packed.vacancies
        ids = packed.vacancy_ids
        free = dict(Vacancy.objects.filter(pk__in=ids.tolist()).values_list("pk", F("headcount") - F("filled")))
        self.seats = (
            np.add.reduceat(np.array([free.get(key, 0) for key in ids.tolist()]), V.first[:-1]) if ids.size else ids
        )
        eligible = near.tally(packed, Side.VACANCY, V.first[:-1])[:, near.ELIGIBLE]
        self.missing = np.maximum(self.seats - eligible, 0)
        self.openings = np.flatnonzero(self.missing)

    @property
    def vacancies(self) -> int:
        sizes = np.diff(self.packed.vacancies.first)
        return int(sizes[self.openings].sum())

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
        gap.missing += int(short.missing[opening])
        gap.vacancies += vacancies
        for key, worth in zip(people.tolist(), points.tolist(), strict=True):
            gap.people[key] = max(worth, gap.people.get(key, 0))
    report = GapReport.objects.create(run=run, short_vacancies=short.vacancies, missing_seats=int(short.missing.sum()))
    TrainingGap.objects.bulk_create(
        TrainingGap(
            report=report,
            occupation_id=occupation or None,
            criterion=code,
            asked=[list(item) for item in items],
            seats=gap.seats,
            missing_seats=gap.missing,
            people=len(gap.people),
            could_fill=min(gap.missing, len(gap.people)),
            nearest=sorted(gap.people, key=lambda key: (-gap.people[key], key))[:KEPT],
            vacancies=sorted(gap.vacancies),
        )
        for (occupation, code, items), gap in sorted(gaps.items())
    )
