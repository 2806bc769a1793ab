"""What fails between people and openings, criterion by criterion, on the few distinct values that occur.

A criterion looks at a few bits of the records. Thousands of people share the same bits, so it is settled once for each
distinct value of one side against each of the other, here in plain numpy, and looked up from then on.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from jobs.matching import criteria, layout
from jobs.matching.atlas import Atlas
from jobs.matching.criteria import Test
from jobs.matching.records import criterion_bits

Array = np.ndarray[Any, np.dtype[Any]]

_GUARD = np.uint64(0x8888_8888_8888_8888)
_GROUPS = "reserved"


@dataclass(frozen=True)
class Facet:
    """What one criterion looks at, of one side."""

    values: Array
    """The distinct values: uint64 [values, words], of a bound int32 [values]."""
    of: Array
    """int32 [rows]: the number of each row's value."""


def facets(records: Array, atlas: Atlas) -> dict[str, Facet]:
    """Of every criterion that compares the records alone: not of occupation, place, experience and bars."""
    made = {}
    for code, bits in criterion_bits(atlas).items():
        words = np.flatnonzero(bits)
        chosen = [records[_NAMES[word]] & bits[word] for word in words]
        numbers = np.zeros(records.size, np.int64)
        for column in chosen:
            distinct, of = np.unique(column, return_inverse=True)
            numbers = numbers * distinct.size + of
        _, first, of = np.unique(numbers, return_index=True, return_inverse=True)
        made[code] = Facet(np.stack([column[first] for column in chosen], axis=1), of.astype(np.int32))
    bounds = {f"most{slot}": each.code for slot, each in enumerate(criteria.of(Test.NOT_OVER, Test.NOT_UNDER))}
    for column, code in {**bounds, "groups": _GROUPS}.items():
        distinct, of = np.unique(records[column], return_inverse=True)
        made[code] = Facet(distinct, of.astype(np.int32))
    return made


_NAMES = [f"level{word}" for word in range(layout.LEVEL_WORDS)] + [f"set{word}" for word in range(layout.SET_WORDS)]


def fails(code: str, atlas: Atlas, mine: Array, theirs: Array) -> Array:
    """bool [values of workers, values of vacancies]: which do not go together."""
    if code == _GROUPS:
        missing: Array = (theirs[None] != 0) & (mine[:, None] & theirs[None] == 0)
        return missing
    if mine.ndim == 1:
        over: Array = mine[:, None] > theirs[None]
        return over
    failing = np.zeros((len(mine), len(theirs)), np.bool_)
    for at, word in enumerate(np.flatnonzero(criterion_bits(atlas)[code])):
        w, v = mine[:, None, at], theirs[None, :, at]
        missed = (~((w | _GUARD) - v) & _GUARD) if word < layout.LEVEL_WORDS else v & ~w
        failing |= missed != 0
    return failing
