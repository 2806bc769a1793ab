"""How well two known values go together, per mille: plain whole-number functions.

The kernel compiles these very functions, the explanation calls them; each states its rule in words people can check.
"""

from collections.abc import Sequence
from typing import Any

UNKNOWN = -1
"""Months or levels nobody has stated."""


def pay_share(least: int, top: int) -> int:
    """Highest pay stated against the least the worker accepts, both in thousand đồng a month, 0 = not stated.

    600 where it just reaches what the worker asks, 100 more for each 5, 10, 20 and 30 % above it.
    """
    if least <= 0 or top < least:
        return 0
    share = 600
    if top * 100 >= least * 105:
        share += 100
    if top * 100 >= least * 110:
        share += 100
    if top * 100 >= least * 120:
        share += 100
    if top * 100 >= least * 130:
        share += 100
    return share


def experience_share(months: int, required: int) -> int:
    """Months worked in related occupations against the months required; negative = not stated.

    600 at the requirement, 200 more from a year above it, 200 more from three years above it.
    """
    if months < 0 or required < 0 or months < required:
        return 0
    share = 600
    if months >= required + 12:
        share += 200
    if months >= required + 36:
        share += 200
    return share


def qualification_share(held: int, required: int) -> int:
    """Level held against level required (:class:`portal.codes.enums.QualificationLevel`); negative = not stated.

    The same level is best; a person far above the work seldom stays: 1000, 800, 500, then 300.
    """
    if held < 0 or required < 0 or held < required:
        return 0
    above = held - required
    if above == 0:
        return 1000
    if above == 1:
        return 800
    if above == 2:
        return 500
    return 300


def distance_share(metres: int) -> int:
    """Way from the nearest commune the worker named to the workplace: the shorter the better.

    1000 up to 5 km, 850 up to 10, 700 up to 20, 500 up to 30, 350 beyond.
    """
    if metres <= 5_000:
        return 1000
    if metres <= 10_000:
        return 850
    if metres <= 20_000:
        return 700
    if metres <= 30_000:
        return 500
    return 350


def wishes_share(wished: int, met: int) -> int:
    """How many of ``wished`` benefits and conditions are ``met``."""
    return met * 1000 // wished if wished > 0 else 0


PREFIX_SHARES = (0, 0, 450, 750, 1000)
"""By how many leading digits two codes share."""


def prefix_share(one: str, other: str) -> int:
    """How closely two occupation codes (QĐ 34/2020) are related by their common beginning.

    1000 for the same four digits, 750 for three, 450 for two; a shorter code says no more than it has digits.
    """
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    return PREFIX_SHARES[min(common, 4)]


FAILS = -2
"""A place that does not hold."""


def workplace_share(
    commune: int,
    province: int,
    column: int,
    named: Sequence[int],
    reach: Sequence[int],
    provinces: Sequence[int],
    metres: Any,
    province_of: Sequence[int],
) -> int:
    """How a workplace suits the places a person named: per mille, ``UNKNOWN`` or ``FAILS``.

    ``commune``: of the workplace, -1 when only its ``province`` is stated. ``named``: communes the person named, with
    ``reach`` in metres (0: that commune only), the home last with reach -1. ``provinces``: accepted as a whole.
    ``metres[named, column]``: way from a named commune to the workplace, 0 inside it, -1 unknown.
    Within reach, the way from the nearest named commune counts; in an accepted province too, if the person lives there,
    otherwise the wish is met in full. Who named no place is taken to look around the home.
    """
    nearest = -1
    wished = len(provinces) > 0
    holds = False
    perhaps = False
    lives_there = False
    for i in range(len(named)):
        if reach[i] >= 0:
            wished = True
        if commune < 0:
            perhaps = perhaps or (reach[i] >= 0 and province_of[named[i]] == province)
            continue
        way = metres[named[i], column]
        if way >= 0:
            if nearest < 0 or way < nearest:
                nearest = way
            if reach[i] >= way:
                holds = True
        if reach[i] < 0 and province_of[named[i]] == province:
            lives_there = True
    if holds:
        return distance_share(nearest)
    for accepted in provinces:
        if accepted == province:
            return distance_share(nearest) if lives_there and nearest >= 0 else 1000
    if not wished:
        return distance_share(nearest) if nearest >= 0 else UNKNOWN
    return UNKNOWN if perhaps else FAILS


MOVED_SHARE = 350
"""A dormitory for somebody who accepts to move."""
