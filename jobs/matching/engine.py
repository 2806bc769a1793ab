"""Best lists of chosen workers or vacancies: the kernel on the machine's cores, keys translated back to ids."""

import os
from collections.abc import Callable
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
    found = stretched(
        rows, threads, lambda stretch: _lists(packed, side, stretch, *raw(packed, side, stretch, depth))
    )
    return Lists(np.concatenate(found) if found else np.empty(0, ROW), int(rows.size))


def keys(packed: Packed, side: Side, rows: Array, depth: int, threads: int | None = None) -> list[tuple[Array, Array]]:
    """The kernel alone, for measuring it: its keys and counts by stretch of rows."""
    return stretched(rows, threads, lambda stretch: raw(packed, side, stretch, depth))


def stretched(rows: Array, threads: int | None, task: Callable[[Array], Any]) -> list[Any]:
    """What ``task`` gives for each stretch of ``rows``, in their order, worked out on the machine's cores."""
    stretches = [rows[at : at + _STRETCH] for at in range(0, rows.size, _STRETCH)]
    if len(stretches) < 2:
        return [task(stretch) for stretch in stretches]
    with ThreadPoolExecutor(threads or cores()) as pool:
        return list(pool.map(task, stretches))


def raw(packed: Packed, side: Side, rows: Array, depth: int) -> tuple[Array, Array]:
    """The kernel's keys [n, depth] and how many of each row are filled."""
    found = np.zeros((rows.size, depth), np.int64)
    counts = np.zeros(rows.size, np.int64)
    W, V, T = packed.workers, packed.vacancies, packed.tables
    if W.records.size and V.records.size:
        if side is Side.WORKER:
            kernel.match_workers(W, V, T, rows, found, counts)
        else:
            kernel.match_vacancies(W, V, packed.by_occupation, T, rows, found, counts)
    return found, counts


def _lists(packed: Packed, side: Side, rows: Array, found: Array, counts: Array) -> Array:
    """List rows with ids, ranks and the totals of each pair."""
    filled = np.arange(found.shape[1]) < counts[:, None]
    mine = np.repeat(rows, counts)
    others = _TIES - (found[filled] & _TIES)
    workers, vacancies = (mine, packed.stock.of_tie[others]) if side is Side.WORKER else (others, mine)
    made = described(packed, workers, vacancies)
    made["rank"] = np.nonzero(filled)[1] + 1
    price = packed.vacancies.price[packed.vacancies.class_of[vacancies]] - kernel.WORTH if side is Side.WORKER else 0
    if (made["points"] != (found[filled] >> 32) + price).any():
        raise AssertionError("the totals of a pair differ from its points")
    return made


def described(packed: Packed, workers: Array, vacancies: Array) -> Array:
    """List rows of eligible pairs (rows of both sides) with ids and totals; their ranks are 0."""
    made = np.zeros(workers.size, ROW)
    made["worker"] = packed.worker_ids[workers]
    made["vacancy"] = packed.vacancy_ids[vacancies]
    out = np.empty((workers.size, 4), np.int32)
    W, V, T = packed.workers, packed.vacancies, packed.tables
    classes = V.class_of[vacancies].astype(np.int64)
    totals(W, V, T, packed.places, packed.wish_shares, packed.weights, workers, classes, out)
    for column, name in enumerate(("points", "fit", "preference", "known")):
        made[name] = out[:, column]
    return made
