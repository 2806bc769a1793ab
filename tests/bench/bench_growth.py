"""Growth from a tenth of the province to all of it, and one process beside two on the same shards."""

import multiprocessing
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pygal
from django.conf import settings
from django.db import connections
from django.utils import timezone

from jobs.matching import engine, runs, snapshot
from jobs.matching.atlas import atlas
from jobs.matching.enums import Side
from jobs.matching.models import MatchPolicy
from jobs.matching.packing import Packed, pack, rarities_of
from portal.env import BASE_DIR
from tests.bench.centre import have
from tests.bench.figures import Figure

DEPTH = 50
PARTS = (0.1, 0.25, 0.5, 1.0)
REPEATS = 3
PICTURE = BASE_DIR / "docs" / "images" / "bench-growth.svg"


def run(scale: str) -> Iterator[Figure]:
    if scale != "full":
        return
    have("province")
    taken = snapshot.everyone(timezone.localdate())
    spent = {}
    for part in PARTS:
        packed = _packed(_part(taken, part))
        pairs = packed.worker_ids.size * packed.vacancy_ids.size
        spent[part] = min(_kernel(packed) for _ in range(REPEATS)) / pairs * 1e9
        yield Figure(f"growth: time a pair at {part:.0%} of the province", spent[part], "ns")
    worst = max(spent[part] / spent[PARTS[0]] for part in PARTS)
    yield Figure("growth: dearest time a pair against that at a tenth", worst, "", 1.2)
    packed = _packed(taken)
    alone, together = (min(_processes(packed, count) for _ in range(2)) for count in (1, 2))
    yield Figure("growth: one shard worker", alone, "s")
    yield Figure("growth: two shard workers", together, "s")
    yield Figure("growth: two shard workers against one", alone / together, "×", 1.7, at_least=True)
    _draw(PICTURE, spent, alone, together)


def _part(taken: snapshot.Snapshot, share: float) -> snapshot.Snapshot:
    """Every so-many-th person and vacancy, with what is theirs."""

    def every(rows: Any) -> Any:
        return rows[np.unique(np.linspace(0, rows.size - 1, round(rows.size * share)).astype(np.int64))]

    workers, vacancies = every(taken.workers), every(taken.vacancies)
    worker_lists = taken.worker_lists[np.isin(taken.worker_lists["owner"], workers["id"])]
    vacancy_lists = taken.vacancy_lists[np.isin(taken.vacancy_lists["owner"], vacancies["id"])]
    return snapshot.Snapshot(taken.day, workers, worker_lists, vacancies, vacancy_lists, taken.barred[:0])


def _packed(taken: snapshot.Snapshot) -> Packed:
    return pack(taken, atlas(), MatchPolicy.current().weights(), rarities_of(taken))


def _kernel(packed: Packed) -> float:
    """Both sides' lists on one core."""
    began = time.perf_counter()
    for side, ids in ((Side.WORKER, packed.worker_ids), (Side.VACANCY, packed.vacancy_ids)):
        engine.keys(packed, side, np.arange(ids.size), DEPTH, threads=1)
    return time.perf_counter() - began


_shared: dict[str, Packed] = {}


def _shard(task: tuple[Side, int, int]) -> int:
    side, low, high = task
    return int(engine.best(_shared["packed"], side, np.arange(low, high), DEPTH, threads=1).rows.size)


def _processes(packed: Packed, count: int) -> float:
    """All shards of both sides by ``count`` processes of one thread each, lists made whole."""
    _shared["packed"] = packed
    tasks = runs.stretches(packed.worker_ids.size, packed.vacancy_ids.size, settings.MATCH_SHARD_ROWS)
    connections.close_all()  # none of them is to be inherited
    with multiprocessing.get_context("fork").Pool(count) as pool:
        pool.map(_shard, tasks[:count], chunksize=1)  # begun and compiled
        began = time.perf_counter()
        pool.map(_shard, tasks, chunksize=1)
        return time.perf_counter() - began


def _draw(path: Path, spent: dict[float, float], alone: float, together: float) -> None:
    chart = pygal.Line(width=760, height=320, js=(), y_title="ns / pair", x_title="% of the province", min_scale=3)
    chart.title = f"Time a pair; all shards: {alone:.1f} s by one worker, {together:.1f} s by two"
    chart.x_labels = [f"{part:.0%}" for part in spent]
    chart.add("kernel, one core", [round(value, 3) for value in spent.values()])
    chart.range = (0, max(spent.values()) * 1.2)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(chart.render())
