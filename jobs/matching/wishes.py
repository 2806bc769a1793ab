"""The term "conditions": what a person wishes of a workplace, and what a vacancy has, as bits that can be counted.

One wish is one bit: each benefit; the setting (indoors, outdoors, mixed); the kind of enterprise (any of those listed).
A choice is spread over one bit for each way of choosing, so that counting common bits counts fulfilled wishes.
"""

from functools import cache
from typing import Any

import numpy as np

from jobs.matching.shares import UNKNOWN, wishes_share

Array = np.ndarray[Any, np.dtype[Any]]

_SETTING = 32
"""Bits 32–34: wished indoors, outdoors, mixed. Who wishes "mixed" is content with each."""
_OWNERSHIP = 35
"""Bits 36–41: each way to list some, not all, of the three kinds of enterprise."""
_OFFERED_SETTINGS = np.array([0, 0b101, 0b110, 0, 0b100], np.uint64)
"""By bit of the vacancy's setting (1 indoors, 2 outdoors, 4 mixed): wishes it meets."""
BENEFITS = (1 << _SETTING) - 1


def _benefits(side: Any) -> Array:
    if side.atlas.benefits.size > _SETTING:
        raise ValueError("more benefits than a record holds")
    rows, keys, _ = side.items("benefit")
    mask = np.zeros(side.rows.size, np.uint64)
    np.bitwise_or.at(mask, rows, np.uint64(1) << side.atlas.benefits.of(keys).astype(np.uint64))
    return mask


def wished_masks(workers: Any) -> Array:
    """uint64 [W]."""
    mask: Array = _benefits(workers) | workers.rows["setting"].astype(np.uint64) << np.uint64(_SETTING)
    listed = workers.rows["ownerships"].astype(np.uint64)
    some = (listed > 0) & (listed < 7)
    mask |= np.where(some, np.uint64(1) << (np.uint64(_OWNERSHIP) + listed), np.uint64(0))
    return mask


def offered_masks(vacancies: Any) -> Array:
    """uint64 [V, 2]: what is offered, and about what anything is said at all."""
    offered = _benefits(vacancies)
    said = np.where(offered > 0, np.uint64(BENEFITS), np.uint64(0))
    setting = vacancies.rows["setting"]
    offered |= _OFFERED_SETTINGS[setting] << np.uint64(_SETTING)
    said |= np.where(setting > 0, np.uint64(7 << _SETTING), np.uint64(0))
    ownership = vacancies.rows["ownership"].astype(np.uint64)
    for listed in range(1, 7):
        bit = np.uint64(1 << (_OWNERSHIP + listed))
        offered |= np.where(ownership & np.uint64(listed), bit, np.uint64(0))
        said |= np.where(ownership > 0, bit, np.uint64(0))
    return np.stack([offered, said], axis=1)


def wish_shares(wished: Array, offered: Array) -> Array:
    """int16 [wished, offered]: per mille, ``UNKNOWN`` where nothing is wished or nothing said about it."""
    table = np.full((wished.size, len(offered)), UNKNOWN, np.int16)
    counts, shares = np.bitwise_count(wished), _shares()
    if wished.size < len(offered):
        # A few people against all that is offered.
        for row, (wishes, count) in enumerate(zip(wished, counts, strict=True)):
            known = (wishes & offered[:, 1]) > 0
            table[row, known] = shares[count, np.bitwise_count(wishes & offered[known, 0])]
        return table
    for column, (has, said) in enumerate(offered):
        known = (wished & said) > 0
        table[known, column] = shares[counts[known], np.bitwise_count(wished[known] & has)]
    return table


@cache
def _shares() -> Array:
    """int16 [wishes, of them met]."""
    return np.array([[wishes_share(n, min(met, n)) for met in range(65)] for n in range(65)], np.int16)
