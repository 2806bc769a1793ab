"""The vacancy side, packed once and good for any people: classes of equal vacancies in blocks the kernel can skip.

Vacancies that the rules cannot tell apart (every column equal) form a class: the kernel compares a
person with the class and lists its members by waiting time. Nothing is lost; equal openings merely cost once.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from jobs.matching import layout, points, shares
from jobs.matching.atlas import Atlas, Index
from jobs.matching.demands import Facet, facets
from jobs.matching.records import UNKNOWN_QUALITY, Encoded
from jobs.matching.snapshot import Snapshot
from jobs.matching.wishes import offered_masks

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Workplaces:
    """Distinct sets of workplaces, as :func:`jobs.matching.affinity.place_table` takes them."""

    off: Array
    work: Array
    dormitory: Array
    abroad: Array
    commune: Array
    province: Array


@dataclass(frozen=True, eq=False)
class Stock:
    """Everything of a packing that does not depend on who looks for work."""

    atlas: Atlas
    weights: dict[str, int]
    countries: Index
    vacancies: layout.Vacancies
    ids: Array
    """By row of ``vacancies``."""
    row_of: Array
    """Row of each vacancy by rising id."""
    of_tie: Array
    """Row of each tie number."""
    workplaces: Workplaces
    offered: Array
    """uint64 [wish key, 2], of :func:`jobs.matching.wishes.offered_masks`."""
    quality: Array
    """int16 [9, 9], points."""
    facets: dict[str, Facet]
    """By class."""

    def rows(self, ids: Array) -> Array:
        """Rows of the vacancies with these ids, all of which are in the stock."""
        found: Array = self.row_of[np.searchsorted(self._rising, ids)]
        return found

    @cached_property
    def _rising(self) -> Array:
        return np.sort(self.ids)


def stock(snapshot: Snapshot, atlas: Atlas, weights: dict[str, int], rarities: dict[int, int]) -> Stock:
    """``weights`` by term, ``rarities`` by key of the skill (absent: 10). Raises ``ValueError`` when a code list
    outgrows the record."""
    countries = Index(np.unique(snapshot.vacancy_list("country")["item"]).astype(np.int64))
    side = Encoded(snapshot, atlas, countries, people=False)
    workplaces, side.records["place"] = _workplaces(side)
    offered, keys = np.unique(offered_masks(side), axis=0, return_inverse=True)
    side.records["wishes"] = keys.reshape(-1)
    occ = atlas.occupations.of(side.rows["occupation"])
    # Vacancies whose occupation nobody has coded stand together under one more occupation, related to none.
    occ = np.where(occ < 0, atlas.occupations.size, occ)
    quality = _quality(weights["qualification"])
    said = (offered[:, 1] > 0) if len(offered) else np.zeros(0, np.bool_)
    most = np.where(said, weights["conditions"], 0)[side.records["wishes"]]
    order, vacancies = _classes(side, occ, most_beside(side, quality.max(axis=0), most, weights), rarities)
    row_of = np.empty(order.size, np.int64)
    row_of[order] = np.arange(order.size)
    of_tie = np.empty(order.size, np.int32)
    of_tie[vacancies.tie] = np.arange(order.size)
    return Stock(
        atlas,
        weights,
        countries,
        vacancies,
        side.rows["id"][order],
        row_of,
        of_tie,
        workplaces,
        offered,
        quality,
        facets(vacancies.records, atlas),
    )


def most_beside(side: Encoded, quality: Array, wishes: Array, weights: dict[str, int]) -> tuple[Array, Array, int]:
    """Most points of each row beside occupation and place, whoever is on the other side: int32 with and without pay
    and experience; and the weight of skills.

    ``quality``: the best entry of each level in the points table; ``wishes``: the most points each row can earn there.
    """
    off, _, _ = side.grouped("skill")
    records = side.records
    other = quality[records["quality"]].astype(np.int32) + wishes
    other += np.where(off[1:] > off[:-1], weights["skills"], 0)
    most = other + np.where(records["pay"] > 0, weights["pay"], 0)
    # A worker's experience depends on the occupation: known in one, it is known in all.
    most += np.where(records["months"] >= 0, weights["experience"], 0)
    return most.astype(np.int32), other.astype(np.int32), weights["skills"]


def distinct(columns: list[Array]) -> tuple[Array, Array]:
    """Where each distinct row first stands, and the number of each row."""
    table = np.ascontiguousarray(np.column_stack([column.astype(np.int64) for column in columns]))
    rows = table.view(np.dtype((np.void, table.shape[1] * 8))).reshape(-1)
    _, first, numbers = np.unique(rows, return_index=True, return_inverse=True)
    return first, numbers


def intern(keys: list[Any]) -> tuple[list[Any], Array]:
    """Distinct keys in order of appearance, and the number of each."""
    numbers: dict[Any, int] = {}
    found = np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int32)
    return list(numbers), found


def ragged(lists: list[Any]) -> tuple[Array, Array]:
    """Offsets and the items of all lists in one array."""
    off = np.concatenate([[0], np.cumsum([len(items) for items in lists])]).astype(np.int64)
    return off, np.array([item for items in lists for item in items], np.int32)


def slices(off: Array, *columns: Array) -> list[Any]:
    """Each row's part of the columns, as tuples."""
    lists = [column.tolist() for column in columns]
    rows = pairwise(off.tolist())
    if len(lists) == 1:
        return [tuple(lists[0][a:b]) for a, b in rows]
    return [tuple(zip(*(c[a:b] for c in lists), strict=True)) for a, b in rows]


def _workplaces(side: Encoded) -> tuple[Workplaces, Array]:
    """Distinct sets of workplaces and each vacancy's key."""
    atlas = side.atlas
    _, keys, values = side.items("workplace")
    current = np.append(atlas.current_province, -1)[atlas.provinces.of(values)]
    distinct, numbers = intern(list(zip(atlas.communes.of(keys).tolist(), current.tolist(), strict=True)))
    off, work, _ = side.grouped("workplace", numbers)
    dormitory, abroad = side.rows["dormitory"].tolist(), side.rows["abroad"].tolist()
    found, numbers = intern(list(zip(slices(off, work), dormitory, abroad, strict=True)))
    made = Workplaces(
        *ragged([key[0] for key in found]),
        dormitory=np.array([key[1] for key in found], np.bool_),
        abroad=np.array([key[2] for key in found], np.bool_),
        commune=np.array([spot[0] for spot in distinct], np.int32),
        province=np.array([spot[1] for spot in distinct], np.int32),
    )
    return made, numbers


def _quality(weight: int) -> Array:
    levels = range(UNKNOWN_QUALITY + 1)
    return np.array(
        [
            [
                0 if UNKNOWN_QUALITY in (held, asked) else weight * shares.qualification_share(held, asked) // 1000
                for asked in levels
            ]
            for held in levels
        ],
        np.int16,
    )


def _classes(
    side: Encoded, occ: Array, beside: tuple[Array, Array, int], rarities: dict[int, int]
) -> tuple[Array, layout.Vacancies]:
    """The order of the rows and the vacancies in it: by occupation, workplaces, manual work first, falling most."""
    records, size = side.records, side.rows.size
    rest, other, skill_weight = beside
    skills, asked = _asked_skills(side, skill_weight, rarities)
    _, alike = distinct([*(records[name] for name in records.dtype.names or ()), occ, asked])
    tie = np.empty(size, np.int32)
    tie[np.lexsort((side.rows["id"], side.rows["waiting"]))] = np.arange(size)
    order = np.lexsort((tie, alike, -rest, ~records["manual"], records["place"], occ))
    first = _starts(alike[order])
    of = order[first]
    place, manual = records["place"][of], np.concatenate([[0], np.cumsum(records["manual"][of])])
    low = _starts(occ[of], place)
    high = np.append(low[1:], of.size)[: low.size]
    skill_off, skill_bit, skill_points = skills.of(asked[of])
    return order, layout.Vacancies(
        records=records[of],
        pay=np.unique(records["pay"][of], return_inverse=True)[1].astype(np.int32),
        months=np.ascontiguousarray(records["months"][of]),
        quality=np.ascontiguousarray(records["quality"][of]),
        wishes=np.ascontiguousarray(records["wishes"][of]),
        rest=rest[of],
        other=other[of],
        occ=occ[of].astype(np.int32),
        skill_off=skill_off,
        skill_bit=skill_bit,
        skill_points=skill_points,
        block_skills=_block_skills(side, low, skill_off, skill_bit),
        block_of=np.repeat(np.arange(low.size, dtype=np.int32), high - low),
        first=np.append(first, size).astype(np.int64),
        class_of=np.repeat(np.arange(of.size, dtype=np.int32), np.diff(np.append(first, size))),
        tie=tie[order],
        off=np.searchsorted(occ[of][low], np.arange(side.atlas.occupations.size + 2)).astype(np.int64),
        block_place=place[low],
        low=low.astype(np.int64),
        middle=(low + manual[high] - manual[low]).astype(np.int64),
        high=high.astype(np.int64),
    )


def _starts(*columns: Array) -> Array:
    """Where one of the columns differs from the row before."""
    changed = np.zeros(columns[0].size, np.bool_)
    changed[:1] = True
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(changed)


def _block_skills(side: Encoded, low: Array, skill_off: Array, skill_bit: Array) -> Array:
    """uint64 [blocks, words]: the skills anything in each block asks for."""
    made = np.zeros((low.size, skill_words(side.atlas)), np.uint64)
    blocks = np.searchsorted(skill_off[low], np.arange(skill_bit.size), side="right") - 1
    np.bitwise_or.at(made, (blocks, skill_bit >> 6), np.uint64(1) << (skill_bit & 63).astype(np.uint64))
    return made


def skill_words(atlas: Atlas) -> int:
    """Words that hold a bit for each skill."""
    return max(1, -(-atlas.skills.size // 64))


@dataclass(frozen=True)
class _Skills:
    """Distinct sets of asked skills: bits and whole points."""

    sets: list[tuple[tuple[int, ...], tuple[int, ...]]]

    def of(self, numbers: Array) -> tuple[Array, Array, Array]:
        """Offsets, bits and points of the sets with these numbers, one after another."""
        chosen = [self.sets[number] for number in numbers.tolist()]
        off, bits = ragged([bits for bits, _ in chosen])
        return off, bits, ragged([worth for _, worth in chosen])[1]


def _asked_skills(side: Encoded, weight: int, rarities: dict[int, int]) -> tuple[_Skills, Array]:
    """The distinct sets of skills asked for, and the number of each vacancy's."""
    off, keys, values = side.grouped("skill")
    distinct, numbers = intern(slices(off, keys, values))
    made = []
    for asked in distinct:
        bits = side.atlas.skills.of(np.array([key for key, _ in asked], np.int64))
        heavy = [rarities.get(key, 10) * value for key, value in asked]
        made.append((tuple(bits.tolist()), tuple(points.apportion(weight, heavy))))
    return _Skills(made), numbers
