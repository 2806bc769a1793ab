"""Compiled rows of bits: whom an owner fails with, sixty-four of the other side in a word.

What a criterion decides is looked up by value (:mod:`jobs.matching.bits`); a person's occupations and experience are
their own and made anew for each.
"""

from typing import Any, NamedTuple

import numpy as np

from jobs.matching.compiled import compiled, inlined

Array = np.ndarray[Any, np.dtype[Any]]

_ONE = np.uint64(1)
_ALL = ~np.uint64(0)


class Bits(NamedTuple):
    """Who fails what, seen from some owners of one side: a bit for each of the other side."""

    rows: Array  # uint64 [R, words]
    of: Array  # int64 [owners, n], the row of each criterion looked up
    codes: Array  # int64 [n], numbers of the criteria
    size: int  # how many the other side is


class Own(NamedTuple):
    """What of a person is not looked up but made anew: rows of bits over openings sorted by occupation."""

    off: Array  # int64 [O + 1], first opening of each occupation
    manual: Array  # uint64 [words], openings that are manual work
    required: Array  # uint64 [T, words]: openings that ask for more months than each threshold
    thresholds: Array  # int64 [T], rising, the first below every number of months
    w_off: Array  # int64 [W + 1]
    w_occ: Array  # int32
    w_months: Array  # int16
    months: Array  # int64 [W], in unrelated work
    accepts_manual: Array  # bool [W]
    occupation: int  # numbers of the two criteria
    experience: int


@compiled
def set_bits(fails: Any, others: Any, values: Any, made: Any) -> None:
    """``made`` uint64 [values, words] from ``fails`` bool [values, others' values]: a bit for each of ``others``."""
    for value in values:
        of = fails[value]
        row = made[value]
        for at in range(others.shape[0]):
            row[at >> 6] |= np.uint64(of[others[at]]) << np.uint64(at & 63)


@inlined
def _range(target: Any, low: int, high: int, source: Any) -> None:
    """Copy the bits ``low`` to ``high`` of ``source`` to ``target``."""
    first, last = low >> 6, (high - 1) >> 6
    for word in range(first, last + 1):
        mask = _ALL
        if word == first:
            mask = mask << np.uint64(low & 63)
        if word == last and high & 63:
            mask = mask & ((_ONE << np.uint64(high & 63)) - _ONE)
        target[word] = (target[word] & ~mask) | (source[word] & mask)


@inlined
def _threshold(thresholds: Any, months: Any) -> Any:
    """Row of ``required`` for somebody with these months; unknown months hold everywhere."""
    if months < 0:
        return thresholds.shape[0] - 1
    return np.searchsorted(thresholds, months, side="right") - 1


@inlined
def own_bits(M: Any, row: int, nothing: Any, unrelated: Any, inexperienced: Any) -> None:
    """Openings of unrelated occupations, and those that ask for more experience than the person has."""
    unrelated[:] = _ALL
    inexperienced[:] = M.required[_threshold(M.thresholds, M.months[row])]
    for e in range(M.w_off[row], M.w_off[row + 1]):
        low, high = M.off[M.w_occ[e]], M.off[M.w_occ[e] + 1]
        if low < high:
            _range(unrelated, low, high, nothing)
            _range(inexperienced, low, high, M.required[_threshold(M.thresholds, np.int64(M.w_months[e]))])
    if M.accepts_manual[row]:
        for word in range(unrelated.shape[0]):
            unrelated[word] &= ~M.manual[word]


@inlined
def join(B: Any, i: int, failing: Any) -> None:
    """``failing``: whatever the owner at ``i`` fails of what is looked up."""
    failing[:] = np.uint64(0)
    for n in range(B.of.shape[1]):
        fails = B.rows[B.of[i, n]]
        for word in range(failing.shape[0]):
            failing[word] |= fails[word]
