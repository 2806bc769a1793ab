"""The code lists as the engine needs them: keys to small indices, relations and places as tables."""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from django.db import connection

from jobs.matching.shares import PREFIX_SHARES
from portal.codes.models import (
    Benefit,
    Commune,
    CommuneSuccession,
    ComputingSkill,
    Language,
    Licence,
    Occupation,
    OccupationRelation,
    PriorityGroup,
    Province,
    Skill,
)

Array = np.ndarray[Any, np.dtype[Any]]

EARTH_METRES = 6_371_000.0


@dataclass(frozen=True)
class Index:
    """Keys of one code list by rising key; a key's index is its position."""

    keys: Array

    def of(self, keys: Array) -> Array:
        """Indices of ``keys``; -1 for 0 and for keys the list does not have."""
        if not self.keys.size:
            return np.full(np.shape(keys), -1, np.int64)
        at = np.searchsorted(self.keys, keys)
        at[at == self.keys.size] = 0
        return np.where(self.keys[at] == keys, at, -1)

    @property
    def size(self) -> int:
        return int(self.keys.size)


@dataclass(frozen=True)
class Atlas:
    mark: tuple[Any, ...]
    """Differs whenever a list differs."""
    occupations: Index
    relation: Array
    """int16 [occupation, occupation], per mille."""
    communes: Index
    latitude: Array
    longitude: Array
    province_of: Array
    """int32 [commune]: index of the province of today, -1 unknown."""
    successors: dict[int, frozenset[int]]
    """Commune of before 1 July 2025 → its communes of today, as indices."""
    provinces: Index
    current_province: Array
    """int32 [province]: index of what it is today."""
    skills: Index
    languages: Index
    computing: Index
    licences: Index
    licence_bits: Array
    """uint64 [licence, 2]: itself and all it includes."""
    groups: Index
    benefits: Index

    def metres(self, named: Array, places: Array) -> Array:
        """int32 [named, places]: great-circle way between communes (indices), 0 in one commune or its successor,
        -1 where a coordinate is missing."""
        lat1, lon1 = np.radians(self.latitude[named])[:, None], np.radians(self.longitude[named])[:, None]
        lat2, lon2 = np.radians(self.latitude[places])[None], np.radians(self.longitude[places])[None]
        chord = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
        way = 2 * EARTH_METRES * np.arcsin(np.sqrt(np.minimum(chord, 1)))
        metres = np.where(np.isnan(way), -1, np.rint(np.nan_to_num(way))).astype(np.int32)
        metres[named[:, None] == places[None]] = 0
        for row in np.flatnonzero([int(commune) in self.successors for commune in named]):
            metres[row, np.isin(places, list(self.successors[int(named[row])]))] = 0
        return metres


_MARK = """
SELECT (SELECT coalesce(max(id), 0) + count(*) FROM codes_occupation),
       (SELECT coalesce(max(id), 0) + count(*) + coalesce(sum(share), 0) FROM codes_occupationrelation),
       (SELECT coalesce(max(id), 0) + count(*) FROM codes_commune),
       (SELECT coalesce(max(id), 0) + count(*) FROM codes_province),
       (SELECT coalesce(max(id), 0) + count(*) FROM codes_communesuccession),
       (SELECT coalesce(max(id), 0) + count(*) FROM codes_skill),
       (SELECT coalesce(max(id), 0) + count(*) FROM codes_language),
       (SELECT coalesce(max(id), 0) + count(*) FROM codes_computingskill),
       (SELECT coalesce(max(id), 0) + count(*) FROM codes_licence),
       (SELECT coalesce(max(id), 0) + count(*) FROM codes_licence_includes),
       (SELECT coalesce(max(id), 0) + count(*) FROM codes_prioritygroup),
       (SELECT coalesce(max(id), 0) + count(*) FROM codes_benefit),
       (SELECT coalesce(max(loaded_at)::text, '') FROM codes_codelistversion)
"""


def atlas() -> Atlas:
    """The lists as they are now; built again only when one of them changed (one query)."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK)
        return _build(cursor.fetchone())


@lru_cache(maxsize=1)
def _build(mark: tuple[Any, ...]) -> Atlas:
    occupations, relation = _occupations()
    provinces = list(Province.objects.order_by("pk").values_list("pk", "successor_id"))
    province_index = Index(np.array([pk for pk, _ in provinces], np.int64))
    successor = dict(provinces)
    current = province_index.of(np.array([_last(successor, pk) for pk, _ in provinces], np.int64))
    communes = list(Commune.objects.order_by("pk").values_list("pk", "latitude", "longitude", "province_id"))
    commune_index = Index(np.array([row[0] for row in communes], np.int64))
    home = province_index.of(np.array([row[3] for row in communes], np.int64))
    licences, licence_bits = _licences()
    return Atlas(
        mark=mark,
        occupations=occupations,
        relation=relation,
        communes=commune_index,
        latitude=np.array([math.nan if row[1] is None else row[1] for row in communes], np.float64),
        longitude=np.array([math.nan if row[2] is None else row[2] for row in communes], np.float64),
        province_of=current[home].astype(np.int32) if provinces else np.zeros(0, np.int32),
        successors=_successors(commune_index),
        provinces=province_index,
        current_province=current.astype(np.int32),
        skills=_index(Skill),
        languages=_index(Language),
        computing=_index(ComputingSkill),
        licences=licences,
        licence_bits=licence_bits,
        groups=_index(PriorityGroup),
        benefits=_index(Benefit),
    )


def _index(model: Any) -> Index:
    return Index(np.array(list(model.objects.order_by("pk").values_list("pk", flat=True)), np.int64))


def _last(successor: Mapping[int, int | None], key: int) -> int:
    while (following := successor.get(key)) is not None:
        key = following
    return key


def _occupations() -> tuple[Index, Array]:
    rows = list(Occupation.objects.order_by("pk").values_list("pk", "code"))
    index = Index(np.array([pk for pk, _ in rows], np.int64))
    digits = np.zeros((len(rows), 4), np.uint8)
    for row, (_, code) in enumerate(rows):
        digits[row, : len(code)] = list(code.encode()[:4])
    same = (digits[:, None] == digits[None]) & (digits[:, None] != 0)
    relation = np.array(PREFIX_SHARES, np.int16)[np.logical_and.accumulate(same, axis=2).sum(axis=2)]
    stored = np.array(list(OccupationRelation.objects.order_by("pk").values_list("occupation", "related", "share")))
    if stored.size:
        # The table is kept only where it says other than the codes' beginnings: nearer, less near, or not at all.
        relation[index.of(stored[:, 0]), index.of(stored[:, 1])] = stored[:, 2]
    return index, relation


def _licences() -> tuple[Index, Array]:
    index = _index(Licence)
    included: defaultdict[int, set[int]] = defaultdict(set)
    for holder, lower in Licence.includes.through.objects.order_by("pk").values_list(
        "from_licence_id", "to_licence_id"
    ):
        included[holder].add(lower)
    bits = np.zeros((index.size, 2), np.uint64)
    for row, key in enumerate(index.keys.tolist()):
        found, waiting = {key}, [key]
        while waiting:
            for lower in included[waiting.pop()] - found:
                found.add(lower)
                waiting.append(lower)
        for bit in index.of(np.array(sorted(found))).tolist():
            bits[row, bit >> 6] |= np.uint64(1 << (bit & 63))
    return index, bits


def _successors(communes: Index) -> dict[int, frozenset[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    rows = np.array(list(CommuneSuccession.objects.order_by("pk").values_list("old", "new")), np.int64).reshape(-1, 2)
    for old, new in zip(communes.of(rows[:, 0]).tolist(), communes.of(rows[:, 1]).tolist(), strict=True):
        found[old].add(new)
    return {old: frozenset(new) for old, new in found.items()}
