"""What fails between people and openings, criterion by criterion, on the few distinct values that occur.

A criterion looks at a few bits of the records. Thousands of people share the same bits, so it is settled once for each
distinct value of one side against each of the other, here in plain numpy, and looked up from then on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from jobs.matching import criteria, kernel
from jobs.matching.criteria import Test
from jobs.matching.misses import set_bits
from jobs.matching.packing import Packed
from jobs.matching.records import criterion_bits
from jobs.matching.stock import distinct

Array = np.ndarray[Any, np.dtype[Any]]

_GUARD = np.uint64(0x8888_8888_8888_8888)


@dataclass(frozen=True)
class Demand:
    """One criterion: the value (numbered) of each person and of each opening, and which values do not go together."""

    code: str
    of_workers: Array
    """int32 [workers]"""
    of_vacancies: Array
    """int32 [vacancies], by row."""
    fails: Array
    """bool [values of workers, values of vacancies]"""


def demands(packed: Packed) -> Iterator[Demand]:
    """Criteria that compare the records alone and that some pair fails; not occupation, place, experience and bars."""
    workers, vacancies = packed.workers.records, packed.vacancies.records
    for code, bits in criterion_bits(packed.stock.atlas).items():
        words = np.flatnonzero(bits)
        columns = [_names()[word] for word in words]
        mine, of_workers = _values(workers, columns, bits[words])
        theirs, of_vacancies = _values(vacancies, columns, bits[words])
        fails = np.zeros((len(mine), len(theirs)), np.bool_)
        for at, word in enumerate(words):
            w, v = mine[:, None, at], theirs[None, :, at]
            missed = (~((w | _GUARD) - v) & _GUARD) if word < kernel.LEVEL_WORDS else v & ~w
            fails |= missed != 0
        yield from _if_any(packed, code, of_workers, of_vacancies, fails)
    for slot, criterion in enumerate(criteria.of(Test.NOT_OVER, Test.NOT_UNDER)):
        mine, of_workers = np.unique(workers[f"most{slot}"], return_inverse=True)
        theirs, of_vacancies = np.unique(vacancies[f"most{slot}"], return_inverse=True)
        yield from _if_any(packed, criterion.code, of_workers, of_vacancies, mine[:, None] > theirs[None])
    mine, of_workers = np.unique(workers["groups"], return_inverse=True)
    theirs, of_vacancies = np.unique(vacancies["groups"], return_inverse=True)
    fails = (theirs[None] != 0) & (mine[:, None] & theirs[None] == 0)
    yield from _if_any(packed, "reserved", of_workers, of_vacancies, fails)


def _if_any(packed: Packed, code: str, of_workers: Array, of_classes: Array, fails: Array) -> Iterator[Demand]:
    if fails.any():
        of_vacancies = of_classes[packed.vacancies.class_of].astype(np.int32)
        yield Demand(code, of_workers.astype(np.int32), of_vacancies, fails)


def _names() -> list[str]:
    return [
        *(f"level{word}" for word in range(kernel.LEVEL_WORDS)),
        *(f"set{word}" for word in range(kernel.SET_WORDS)),
    ]


def _values(records: Array, columns: list[str], bits: Array) -> tuple[Array, Array]:
    """Distinct values of the chosen bits (uint64 [values, columns]) and the number of each record's."""
    chosen = [records[column] & mask for column, mask in zip(columns, bits, strict=True)]
    first, numbers = distinct([column.view(np.int64) for column in chosen])
    return np.stack([column[first] for column in chosen], axis=1), numbers


def bit_rows(fails: Array, others: Array) -> Array:
    """uint64 [values, words]: for each value, a bit for each of ``others`` (value numbers) it does not go with."""
    made = np.zeros((len(fails), -(-others.size // 64)), np.uint64)
    if others.size:
        set_bits(np.ascontiguousarray(fails), others.astype(np.int32), made)
    return made
