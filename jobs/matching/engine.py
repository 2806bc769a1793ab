"""Best lists of chosen workers or vacancies: the kernel on the machine's cores, keys translated back to ids."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from jobs.matching import kernel
from jobs.matching.affinity import totals
from jobs.matching.bits import bits_of, own_of
from jobs.matching.enums import Side
from jobs.matching.packing import Packed
from jobs.matching.threads import in_stretches

Array = np.ndarray[Any, np.dtype[Any]]

ROW = np.dtype(
    [("worker", "i8"), ("vacancy", "i8"), ("rank", "i2"), ("points", "i2"), ("fit", "i2"), ("preference", "i2"),
     ("known", "i2"), ("price", "i2")]
)  # fmt: skip
_TIES = 0xFFFF_FFFF


@dataclass(frozen=True)
class Lists:
    """Rows :data:`ROW` of the lists asked for, by owner and rank."""

    rows: Array
    owners: int


def best(packed: Packed, side: Side, rows: Array, depth: int, threads: int | None = None) -> Lists:
    """The ``depth`` best of the other side for each of ``rows`` (rising rows of ``side`` in ``packed``)."""
    find = finder(packed, side, rows, depth)
    found = in_stretches(np.arange(rows.size), threads, lambda at: _lists(packed, side, rows[at], *find(at)))
    return Lists(np.concatenate(found) if found else np.empty(0, ROW), int(rows.size))


def keys(packed: Packed, side: Side, rows: Array, depth: int, threads: int | None = None) -> list[tuple[Array, Array]]:
    """The kernel alone, for measuring it: its keys and counts by stretch of rows."""
    return in_stretches(np.arange(rows.size), threads, finder(packed, side, rows, depth))


def finder(packed: Packed, side: Side, rows: Array, depth: int) -> Callable[[Array], tuple[Array, Array]]:
    """What finds, for positions in ``rows``, the kernel's keys [n, depth] and how many of each are filled."""
    W, V, T, O = packed.workers, packed.vacancies, packed.tables, packed.by_occupation  # noqa: E741 — as the kernel's
    anybody = bool(W.records.size and V.records.size)
    bits, own = (bits_of(packed, side, rows), own_of(packed)) if anybody else (None, None)

    def find(at: Array) -> tuple[Array, Array]:
        found, counts = np.zeros((at.size, depth), np.int64), np.zeros(at.size, np.int64)
        if bits is not None:
            of_part = bits._replace(of=bits.of[at])
            if side is Side.WORKER:
                kernel.match_workers(W, V, T, of_part, own, rows[at], found, counts)
            else:
                kernel.match_vacancies(W, V, O, T, of_part, rows[at], found, counts)
        return found, counts

    return find


def _lists(packed: Packed, side: Side, rows: Array, found: Array, counts: Array) -> Array:
    """List rows with ids, ranks and the totals of each pair."""
    filled = np.arange(found.shape[1]) < counts[:, None]
    mine = np.repeat(rows, counts)
    others = _TIES - (found[filled] & _TIES)
    workers, vacancies = (mine, packed.stock.of_tie[others]) if side is Side.WORKER else (others, mine)
    made = described(packed, workers, vacancies)
    made["rank"] = np.nonzero(filled)[1] + 1
    if (made["points"] != found[filled] >> 32).any():
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
