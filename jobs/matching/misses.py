"""Compiled loops over the pairs that fail exactly one criterion: counted for everybody, as bits.

For one person each criterion is a row of bits, one for each opening, set where it fails. Two words of memory then tell
once from twice: ``twice |= once & fails; once |= fails``. Sixty-four pairs are settled by one instruction. The same
loops serve one opening and all people.
"""

from typing import Any

import numba.core.types
import numpy as np
from numba.extending import intrinsic

from jobs.matching.bitsets import own_bits
from jobs.matching.compiled import compiled, inlined

_ONE = np.uint64(1)


@intrinsic
def _population(typing_context: Any, word: Any) -> Any:
    """Number of bits set in a uint64: one instruction."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return numba.core.types.uint64(numba.core.types.uint64), generate


_ones: Any = _population  # numba hides the typing context its callers do not give


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


@compiled
def bits_of_own(M: Any, row: int) -> Any:
    """Two rows of bits of a person: openings of unrelated occupations, openings that ask for more experience."""
    words = M.manual.shape[0]
    unrelated, inexperienced = np.zeros(words, np.uint64), np.zeros(words, np.uint64)
    own_bits(M, row, np.zeros(words, np.uint64), unrelated, inexperienced)
    # Beyond the last opening there is nobody to fail.
    if M.off[-1] & 63:
        unrelated[words - 1] &= (_ONE << np.uint64(M.off[-1] & 63)) - _ONE
    return unrelated, inexperienced


@compiled
def tally(B: Any, M: Any, bars_of: Any, barring: int, with_own: bool, rows: Any, counts: Any) -> None:
    """``counts`` int32 [n, criteria + 1] of the owners ``rows``, whose bits ``B`` has: others by the only criterion
    they fail; last, none. ``bars_of``: offsets by owner and positions barred, criterion ``barring``; ``M`` is looked at
    only ``with_own``."""
    words = B.rows.shape[1]
    table, of, codes = B.rows, B.of, B.codes
    barred_off, barred = bars_of
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
            _add(table[of[i, n]], once, twice)
        if with_own:
            own_bits(M, row, nothing, unrelated, inexperienced)
            _add(unrelated, once, twice)
            _add(inexperienced, once, twice)
        for b in range(barred_off[row], barred_off[row + 1]):
            bars[barred[b] >> 6] |= _ONE << np.uint64(barred[b] & 63)
        _add(bars, once, twice)
        for n in range(codes.shape[0]):
            counts[i, codes[n]] += _alone(table[of[i, n]], twice)
        if with_own:
            counts[i, M.occupation] += _alone(unrelated, twice)
            counts[i, M.experience] += _alone(inexperienced, twice)
        counts[i, barring] += _alone(bars, twice)
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
