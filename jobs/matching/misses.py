"""Compiled loops over the pairs that fail exactly one criterion: counted for everybody, as bits.

For one person each criterion is a row of bits, one for each opening, set where it fails. Two words of memory per
opening then tell once from twice: ``twice |= once & fails; once |= fails``. Sixty-four pairs are settled by one
instruction. The same loops serve one opening and all people.
"""

from typing import Any, NamedTuple

import numba.core.types
import numpy as np
from numba.extending import intrinsic

from jobs.matching.compiled import compiled, inlined

Array = np.ndarray[Any, np.dtype[Any]]

_64 = np.uint64(64)
_ONE = np.uint64(1)
_ALL = ~np.uint64(0)


@intrinsic
def _population(typing_context: Any, word: Any) -> Any:
    """Number of bits set in a uint64: one instruction."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return numba.core.types.uint64(numba.core.types.uint64), generate


_ones: Any = _population  # numba hides the typing context its callers do not give


class Bits(NamedTuple):
    """Who fails what, seen from one side: rows of ``words`` words, a bit for each of the other side."""

    rows: Array  # uint64 [R, words]
    of: Array  # int32 [owners, n], the row of each criterion looked up
    codes: Array  # int64 [n], numbers of the criteria
    barred_off: Array  # int64 [owners + 1]
    barred: Array  # int32, positions of the other side
    barring: int  # number of the criterion of bars
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
def set_bits(fails: Any, others: Any, made: Any) -> None:
    """``made`` uint64 [values, words] from ``fails`` bool [values, others' values]: a bit for each of ``others``."""
    for value in range(fails.shape[0]):
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
def _add(fails: Any, once: Any, twice: Any) -> None:
    for word in range(once.shape[0]):
        twice[word] |= once[word] & fails[word]
        once[word] |= fails[word]


@inlined
def _alone(fails: Any, twice: Any) -> Any:
    """How many fail this and nothing else."""
    count = np.uint64(0)
    for word in range(twice.shape[0]):
        count += _ones(fails[word] & ~twice[word])
    return np.int64(count)


@inlined
def _own_bits(M: Any, row: int, nothing: Any, unrelated: Any, inexperienced: Any) -> None:
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


@compiled
def own_bits(M: Any, row: int) -> Any:
    """Two rows of bits of a person: openings of unrelated occupations, openings that ask for more experience."""
    words = M.manual.shape[0]
    unrelated, inexperienced = np.zeros(words, np.uint64), np.zeros(words, np.uint64)
    _own_bits(M, row, np.zeros(words, np.uint64), unrelated, inexperienced)
    # Beyond the last opening there is nobody to fail.
    if M.off[-1] & 63:
        unrelated[words - 1] &= (_ONE << np.uint64(M.off[-1] & 63)) - _ONE
    return unrelated, inexperienced


@compiled
def tally(B: Any, M: Any, with_own: bool, rows: Any, counts: Any) -> None:
    """``counts`` int32 [n, criteria + 1] of the owners ``rows``: others by the only criterion they fail; last, none.

    ``M`` is looked at only ``with_own``.
    """
    words = B.rows.shape[1]
    table, of, codes, barred_off, barred = B.rows, B.of, B.codes, B.barred_off, B.barred
    once, twice, nothing = np.zeros(words, np.uint64), np.zeros(words, np.uint64), np.zeros(words, np.uint64)
    unrelated, inexperienced = np.zeros(words, np.uint64), np.zeros(words, np.uint64)
    bars, real = np.zeros(words, np.uint64), np.zeros(words, np.uint64)
    for other in range(B.size):
        real[other >> 6] |= _ONE << np.uint64(other & 63)
    for i in range(rows.shape[0]):
        row = rows[i]
        # Positions beyond the last fail twice: they are nobody.
        once[:] = ~real
        twice[:] = ~real
        for n in range(codes.shape[0]):
            _add(table[of[row, n]], once, twice)
        if with_own:
            _own_bits(M, row, nothing, unrelated, inexperienced)
            _add(unrelated, once, twice)
            _add(inexperienced, once, twice)
        for b in range(barred_off[row], barred_off[row + 1]):
            bars[barred[b] >> 6] |= _ONE << np.uint64(barred[b] & 63)
        _add(bars, once, twice)
        for n in range(codes.shape[0]):
            counts[i, codes[n]] += _alone(table[of[row, n]], twice)
        if with_own:
            counts[i, M.occupation] += _alone(unrelated, twice)
            counts[i, M.experience] += _alone(inexperienced, twice)
        counts[i, B.barring] += _alone(bars, twice)
        counts[i, counts.shape[1] - 1] += B.size - _set(once, real)
        for b in range(barred_off[row], barred_off[row + 1]):
            bars[barred[b] >> 6] = np.uint64(0)


@inlined
def _set(once: Any, real: Any) -> Any:
    """How many fail anything."""
    count = np.uint64(0)
    for word in range(once.shape[0]):
        count += _ones(once[word] & real[word])
    return np.int64(count)
