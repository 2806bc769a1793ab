"""What the compiled loops read: one record a person and one a vacancy, and the tables beside them.

Laid out by :mod:`jobs.matching.packing` and :mod:`jobs.matching.stock` for :mod:`jobs.matching.kernel`.
"""

from typing import Any, NamedTuple

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

_U8, _I4, _I2 = np.uint64, np.int32, np.int16
_LAYOUT: list[tuple[str, Any]] = [
    ("level0", _U8),
    ("level1", _U8),
    ("level2", _U8),
    ("level3", _U8),
    ("set0", _U8),
    ("set1", _U8),
]
_LAYOUT += [("set2", _U8), ("groups", _U8), ("most0", _I4), ("most1", _I4), ("most2", _I4), ("most3", _I4)]
_LAYOUT += [("pay", _I4), ("place", _I4), ("wishes", _I4), ("months", _I2), ("quality", np.int8), ("manual", np.bool_)]
RECORD = np.dtype(_LAYOUT, align=True)
"""One worker or vacancy. ``pay``: least accepted or highest stated, đồng a month, 0 unknown. ``place``, ``wishes``:
key into the tables of :class:`Tables`. ``months``: of a worker in unrelated work (0, or -1 unknown), of a vacancy the
requirement (-1 not stated). ``quality``: level of qualification, 8 unknown."""

LEVEL_WORDS, SET_WORDS, MOST = 4, 3, 4


class Workers(NamedTuple):
    records: Array  # RECORD [W]; row order is id order
    rest: Array  # int32 [W], most points the person can earn beside occupation and place
    other: Array  # int32 [W], of these the most that pay and experience have no part in
    pay: Array  # int32 [W], key into the table of pay
    skills: Array  # uint64 [W, S]
    off: Array  # int64 [W + 1], bounds of the three below
    occ: Array  # int32, related occupation, by falling share
    share: Array  # int16, per mille
    months: Array  # int16, experience in occupations related to it, -1 unknown
    barred_off: Array  # int64 [W + 1]
    barred: Array  # int32, vacancy rows never to be proposed
    barring: Array  # bool [V], vacancy rows that are barred for somebody


class Vacancies(NamedTuple):
    """V rows in C classes of equal ones, by occupation, place, manual work first, falling ``rest``."""

    records: Array  # RECORD [C]
    pay: Array  # int32 [C], key into the table of pay
    months: Array  # int16 [C], as in the records, as are the next two
    quality: Array  # int8 [C]
    wishes: Array  # int32 [C]
    rest: Array  # int32 [C], most points it can give beside occupation and place
    other: Array  # int32 [C], of these the most that pay and experience have no part in
    occ: Array  # int32 [C]
    skill_off: Array  # int64 [C + 1]
    skill_bit: Array  # int32
    skill_points: Array  # int32, adds up to the weight of skills
    block_skills: Array  # uint64 [blocks, S], skills anything in the block asks for
    block_of: Array  # int32 [C]
    first: Array  # int64 [C + 1], first row of each class
    class_of: Array  # int32 [V]
    tie: Array  # int32 [V], 0 has waited longest; rising within a class
    off: Array  # int64 [O + 2], blocks of each occupation, the last of those without
    block_place: Array  # int32
    low: Array  # int64, first class of the block
    middle: Array  # int64, end of those that are manual work
    high: Array  # int64, end


class ByOccupation(NamedTuple):
    """Workers related to each occupation, by row."""

    off: Array  # int64 [O + 1]
    worker: Array  # int32
    share: Array  # int16
    months: Array  # int16
    place: Array  # int32, of the worker
    manual: Array  # int32, all workers who accept any manual work, by row


class Tables(NamedTuple):
    """Points looked up by a pair of keys, and the weights of what is computed."""

    weights: Array  # int64 [4]: occupation, pay, experience, skills
    place: Array  # int16 [worker key, vacancy key], -1 where the place does not hold
    place_of_vacancy: Array  # int16, the same transposed
    quality: Array  # int16 [9, 9]
    pay: Array  # int16 [worker key, vacancy key]
    wishes: Array  # int16 [worker key, vacancy key]


class Candidates(NamedTuple):
    """People an opening of one block could suit, by falling most points; room for everybody."""

    worker: Array  # int32
    base: Array  # int64, points of occupation and place
    months: Array  # int64
    rest: Array  # int64
    pay: Array  # int32
    other: Array  # int32
    quality: Array  # int8
    wishes: Array  # int32
    skills: Array  # uint64 [people, S]
