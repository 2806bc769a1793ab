"""Best lists of chosen workers or vacancies: the kernel on the machine's cores, keys translated back to ids."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from jobs.matching import kernel
from jobs.matching.affinity import totals
from jobs.matching.enums import Side
from jobs.matching.packing import Packed

Array = np.ndarray[Any, np.dtype[Any]]

ROW = np.dtype(
    [("worker", "i8"), ("vacancy", "i8"), ("rank", "i2"), ("points", "i2"), ("fit", "i2"), ("preference", "i2"),
     ("known", "i2")]
)  # fmt: skip
_TIES = 0xFFFF_FFFF
_STRETCH = 1024
"""Rows of one call of the kernel: small enough to share work evenly, large enough that calls cost nothing."""


@dataclass(frozen=True)
class Lists:
    """Rows :data:`ROW` of the lists asked for, by owner and rank."""

    rows: Array
    owners: int


def cores() -> int:
    """Processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def best(packed: Packed, side: Side, rows: Array, depth: int, threads: int | None = None) -> Lists:
    """The ``depth`` best of the other side for each of ``rows`` (rising rows of ``side`` in ``packed``)."""
    stretches = [rows[at : at + _STRETCH] for at in range(0, rows.size, _STRETCH)]
    with ThreadPoolExecutor(threads or cores()) as pool:
        found = list(pool.map(lambda stretch: _stretch(packed, side, stretch, depth), stretches))
    made = np.concatenate(found) if found else np.empty(0, ROW)
    return Lists(made, int(rows.size))


def _stretch(packed: Packed, side: Side, rows: Array, depth: int) -> Array:
    keys = np.zeros((rows.size, depth), np.int64)
    counts = np.zeros(rows.size, np.int64)
    W, V, T = packed.workers, packed.vacancies, packed.tables
    if not W.records.size or not V.records.size:
        return np.empty(0, ROW)
    if side is Side.WORKER:
        kernel.match_workers(W, V, T, rows, keys, counts)
    else:
        kernel.match_vacancies(W, V, packed.by_occupation, T, rows, keys, counts)
    filled = np.arange(depth) < counts[:, None]
    mine = np.repeat(rows, counts)
    others = _TIES - (keys[filled] & _TIES)
    workers, vacancies = (mine, packed.vacancy_of_tie[others]) if side is Side.WORKER else (others, mine)
    made = np.empty(mine.size, ROW)
    made["worker"] = packed.worker_ids[workers]
    made["vacancy"] = packed.vacancy_ids[vacancies]
    made["rank"] = np.nonzero(filled)[1] + 1
    out = np.empty((mine.size, 4), np.int32)
    totals(W, V, T, packed.places, packed.wish_shares, packed.weights, workers, vacancies.astype(np.int64), out)
    if (out[:, 0] != keys[filled] >> 32).any():
        raise AssertionError("the totals of a pair differ from its points")
    for column, name in enumerate(("points", "fit", "preference", "known")):
        made[name] = out[:, column]
    return made
