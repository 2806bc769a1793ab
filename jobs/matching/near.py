"""Near misses: pairs that fail exactly one criterion – how many, by criterion, and which ones."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from jobs.matching import criteria, misses
from jobs.matching.criteria import Test
from jobs.matching.engine import cores
from jobs.matching.enums import Side
from jobs.matching.packing import Packed
from jobs.matching.records import criterion_bits

Array = np.ndarray[Any, np.dtype[Any]]

CODES = tuple(criterion.code for criterion in criteria.CRITERIA)
"""Criteria by the number of their column."""
ELIGIBLE = len(CODES)
"""Column of the pairs that fail none."""
MISS = np.dtype([("worker", "i8"), ("vacancy", "i8"), ("criterion", "i2")])


@dataclass(frozen=True)
class Tally:
    """Numbers of pairs by what they fail: columns :data:`CODES` (only that one), then :data:`ELIGIBLE` (nothing)."""

    of_workers: Array
    """int32 [rows asked for, criteria + 1]: vacancies."""
    of_vacancies: Array
    """int32 [vacancies, criteria + 1]: people among those asked for, by row of the packing."""


def tally(packed: Packed, rows: Array, threads: int | None = None) -> Tally:
    """Count every vacancy for the workers ``rows``; tallies of separate rows add up."""
    V = packed.vacancies
    parts = [np.arange(at, rows.size, threads or cores()) for at in range(threads or cores())]
    of_workers = np.zeros((rows.size, ELIGIBLE + 1), np.int32)
    numbers = _numbers(packed)

    def count(part: Array) -> tuple[Array, Array]:
        mine = np.zeros((part.size, ELIGIBLE + 1), np.int32)
        of_classes = np.zeros((V.records.size, ELIGIBLE + 1), np.int32)
        of_barred = np.zeros((V.tie.size, ELIGIBLE + 1), np.int32)
        if part.size and V.records.size:
            misses.tally(packed.workers, V, packed.tables, numbers, rows[part], mine, of_classes, of_barred)
        of_workers[part] = mine
        return of_classes, of_barred

    with ThreadPoolExecutor(len(parts)) as pool:
        counted = list(pool.map(count, parts))
    of_classes: Array = np.asarray(np.sum([of_classes for of_classes, _ in counted], axis=0, dtype=np.int32))
    of_barred: Array = np.asarray(np.sum([of_barred for _, of_barred in counted], axis=0, dtype=np.int32))
    return Tally(of_workers, of_classes[V.class_of] + of_barred)


def near_misses(packed: Packed, side: Side, rows: Array, only: Collection[str] | None = None) -> Array:
    """Pairs (:data:`MISS`) of ``rows`` of ``side`` that fail exactly one criterion, of those named in ``only``.

    Pairs that are barred are left out: the bar is not theirs to remove.
    """
    wanted = np.array([only is None or code in only for code in CODES])
    numbers = _numbers(packed)
    barred = set(zip(_barred_workers(packed).tolist(), packed.workers.barred.tolist(), strict=True))
    found = [np.empty(0, MISS)]
    for row in rows.tolist():
        others, codes = (_of_worker if side is Side.WORKER else _of_vacancy)(packed, numbers, row)
        kept = (codes >= 0) & wanted[codes]
        others, codes = others[kept], codes[kept]
        free = [((row, other) if side is Side.WORKER else (other, row)) not in barred for other in others.tolist()]
        made = np.empty(sum(free), MISS)
        workers, vacancies = (row, others[free]) if side is Side.WORKER else (others[free], row)
        made["worker"], made["vacancy"] = packed.worker_ids[workers], packed.vacancy_ids[vacancies]
        made["criterion"] = codes[free]
        found.append(made)
    return np.concatenate(found)


def _of_worker(packed: Packed, numbers: misses.Numbers, row: int) -> tuple[Array, Array]:
    codes = np.empty(packed.vacancies.records.size, np.int16)
    misses.misses_of_worker(packed.workers, packed.vacancies, packed.tables, numbers, row, codes)
    return np.arange(packed.vacancies.tie.size), codes[packed.vacancies.class_of]


def _of_vacancy(packed: Packed, numbers: misses.Numbers, row: int) -> tuple[Array, Array]:
    codes = np.empty(packed.worker_ids.size, np.int16)
    of = int(packed.vacancies.class_of[row])
    misses.misses_of_vacancy(packed.workers, packed.vacancies, packed.by_occupation, packed.tables, numbers, of, codes)
    return np.arange(packed.worker_ids.size), codes


def _barred_workers(packed: Packed) -> Array:
    return np.repeat(np.arange(packed.worker_ids.size), np.diff(packed.workers.barred_off))


def _numbers(packed: Packed) -> misses.Numbers:
    bits, of_bits = criterion_bits(packed.stock.atlas)
    at = {code: number for number, code in enumerate(CODES)}
    bounds = [at[criterion.code] for criterion in criteria.of(Test.NOT_OVER, Test.NOT_UNDER)]
    own = (at[code] for code in ("occupation", "place", "experience", "reserved", "barred"))
    return misses.Numbers(bits, of_bits, np.array(bounds, np.int64), *own)
