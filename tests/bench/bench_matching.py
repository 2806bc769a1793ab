"""Matching at the size of a province: the kernel alone, one side alone, and a run from database to database.

The bars are those of the design (matching.md §7), for 68,800 workers; ``short`` measures the small centre and has no
bars but those that do not grow with it.
"""

import resource
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
from django.utils import timezone

from jobs.matching import engine, near, runs, snapshot
from jobs.matching.atlas import atlas
from jobs.matching.enums import RunOrigin, Side
from jobs.matching.models import MatchPolicy, MatchRun
from jobs.matching.packing import Packed, pack, rarities_of
from tests.bench.centre import have
from tests.bench.figures import Figure, stopwatch

DEPTH = 50
REPEATS = 3
SINGLES = 40
NEAR_BAR = 12.0
"""Seconds for top lists and near misses (matching.md §7, stated there for single seats)."""


def run(scale: str) -> Iterator[Figure]:
    full = scale == "full"
    have("province" if full else "small")
    yield from _engine("vacancies with headcount", 1.0 if full else None)
    yield from _night(full)
    if full:
        have("single")
        yield from _engine("single-seat vacancies", 4.0)


def _engine(name: str, bar: float | None) -> Iterator[Figure]:
    """Snapshot, packing and both sides' top lists, in memory."""
    with stopwatch() as watch:
        taken = snapshot.everyone(timezone.localdate())
    yield Figure(f"matching {name}: snapshot", watch.seconds, "s")
    with stopwatch() as watch:
        packed = pack(taken, atlas(), MatchPolicy.current().weights(), rarities_of(taken))
    yield Figure(f"matching {name}: packing", watch.seconds, "s")
    workers, vacancies = packed.worker_ids.size, packed.vacancy_ids.size
    yield Figure(f"matching {name}: pairs", workers * vacancies, "pairs")
    _both(packed)  # compiled, if it was not yet
    yield Figure(f"matching {name}: different openings", packed.vacancies.records.size, "classes")
    best = min(_both(packed) for _ in range(REPEATS))
    yield Figure(f"matching {name}: top {DEPTH} both ways, kernel", best, "s", bar)
    _near(packed)
    missed = min(_near(packed) for _ in range(REPEATS))
    yield Figure(f"matching {name}: the same and near misses, kernel", best + missed, "s", bar and NEAR_BAR)
    for side, size in ((Side.WORKER, workers), (Side.VACANCY, vacancies)):
        spent = []
        for row in np.linspace(0, size - 1, SINGLES).astype(np.int64):
            with stopwatch() as watch:
                engine.best(packed, side, np.array([row]), DEPTH)
            spent.append(watch.seconds * 1000)
        one = "one worker against all vacancies" if side is Side.WORKER else "one vacancy against all workers"
        yield Figure(f"matching {name}: {one}, slowest of {SINGLES}", max(spent), "ms", 20)


def _both(packed: Packed) -> float:
    began = time.perf_counter()
    for side, ids in ((Side.WORKER, packed.worker_ids), (Side.VACANCY, packed.vacancy_ids)):
        engine.keys(packed, side, np.arange(ids.size), DEPTH)
    return time.perf_counter() - began


def _near(packed: Packed) -> float:
    """Both sides."""
    with stopwatch() as watch:
        for side, ids in ((Side.WORKER, packed.worker_ids), (Side.VACANCY, packed.vacancy_ids)):
            near.tally(packed, side, np.arange(ids.size))
    return watch.seconds


def _night(full: bool) -> Iterator[Figure]:
    """A whole run in this process: snapshot, shards, publication."""
    started, _ = runs.start(RunOrigin.COMMAND)
    with stopwatch() as watch:
        runs.run_here(started)
    figures: dict[str, Any] = MatchRun.objects.get(pk=started.pk).figures
    yield Figure("matching run, database to database", watch.seconds, "s", 60 if full else None)
    for step, seconds in figures["seconds"].items():
        yield Figure(f"matching run: {step}", seconds, "s")
    yield Figure("matching run: list rows", figures["rows"], "rows")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    yield Figure("matching run: peak memory of the process", peak, "GiB", 1.5 * 1000**3 / 1024**3 if full else None)
