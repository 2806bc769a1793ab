"""From a snapshot, the code lists and a policy's weights to the kernel's records: where declarations become bits."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from jobs.matching import criteria, kernel, points, shares
from jobs.matching.affinity import place_table, related_occupations
from jobs.matching.atlas import Atlas, Index
from jobs.matching.criteria import Test
from jobs.matching.snapshot import Snapshot
from jobs.matching.wishes import offered_masks, wish_shares, wished_masks

Array = np.ndarray[Any, np.dtype[Any]]

NO_BOUND = np.iinfo(np.int32).max
UNKNOWN_LEVEL = 7
UNKNOWN_QUALITY = 8


@dataclass(frozen=True)
class Packed:
    """What the compiled loops take, and how their rows translate back."""

    workers: kernel.Workers
    vacancies: kernel.Vacancies
    by_occupation: kernel.ByOccupation
    tables: kernel.Tables
    places: Array
    """int16 [worker key, vacancy key]: per mille, or ``UNKNOWN`` or ``FAILS``."""
    wish_shares: Array
    weights: Array
    """int64 [7], of the terms in declared order."""
    worker_ids: Array
    vacancy_ids: Array
    """By row of ``vacancies``."""
    vacancy_of_tie: Array
    """Row of each tie number."""


def pack(snapshot: Snapshot, atlas: Atlas, weights: dict[str, int], rarities: dict[int, int]) -> Packed:
    """``weights`` by term, ``rarities`` by key of the skill (absent: 10). Raises ``ValueError`` when a code list
    outgrows the record."""
    countries = Index(np.unique(snapshot.vacancy_list("country")["item"]).astype(np.int64))
    workers, vacancies = _Side(snapshot, atlas, countries, True), _Side(snapshot, atlas, countries, False)
    places, worker_places, vacancy_places = _places(workers, vacancies)
    workers.records["place"], vacancies.records["place"] = worker_places, vacancy_places
    wishes = _wishes(workers, vacancies)
    occ = atlas.occupations.of(vacancies.rows["occupation"])
    # Vacancies whose occupation nobody has coded stand together under one more occupation, related to none.
    occ = np.where(occ < 0, atlas.occupations.size, occ)
    weight = np.array([weights[term.code] for term in points.TERMS], np.int64)
    tables = kernel.Tables(
        weights=np.array([weights[code] for code in ("occupation", "pay", "experience", "skills")], np.int64),
        place=np.where(places == shares.FAILS, -1, _worth(weights["place"], places)).astype(np.int16),
        place_of_vacancy=np.zeros((0, 0), np.int16),
        quality=_quality(weights["qualification"]),
        wishes=_worth(weights["conditions"], wishes).astype(np.int16),
    )
    tables = tables._replace(place_of_vacancy=np.ascontiguousarray(tables.place.T))
    rest = _rest(vacancies, tables.quality.max(axis=0), tables.wishes.max(axis=0, initial=0), weights)
    order = np.lexsort((vacancies.rows["id"], -rest, ~vacancies.records["manual"], vacancy_places, occ))
    packed_vacancies = _vacancies(vacancies, order, occ[order], rest[order], weights["skills"], rarities)
    row_of = np.empty(order.size, np.int64)
    row_of[order] = np.arange(order.size)
    rest = _rest(workers, tables.quality.max(axis=1), tables.wishes.max(axis=1, initial=0), weights)
    packed_workers = _workers(workers, rest, row_of, snapshot)
    of_tie = np.empty(order.size, np.int32)
    of_tie[packed_vacancies.tie] = np.arange(order.size)
    return Packed(
        packed_workers,
        packed_vacancies,
        _by_occupation(packed_workers, packed_vacancies.off.size - 1),
        tables,
        places,
        wishes,
        weight,
        workers.rows["id"],
        vacancies.rows["id"][order],
        of_tie,
    )


def _worth(weight: int, table: Array) -> Array:
    """Whole points of a table of shares; what is unknown earns none."""
    return weight * np.maximum(table, 0).astype(np.int64) // 1000


class _Side:
    """Records of one side as far as its own columns and lists determine them."""

    def __init__(self, snapshot: Snapshot, atlas: Atlas, countries: Index, is_worker: bool) -> None:
        self.is_worker = is_worker
        self.atlas = atlas
        self.countries = countries
        self.rows = snapshot.workers if is_worker else snapshot.vacancies
        self._list = snapshot.worker_list if is_worker else snapshot.vacancy_list
        self.records = np.zeros(self.rows.size, kernel.RECORD)
        self._levels()
        self._sets()
        self._bounds()
        self._measures()

    def column(self, criterion: criteria.Criterion) -> str:
        return criterion.worker if self.is_worker else criterion.vacancy

    def items(self, kind: str) -> tuple[Array, Array, Array]:
        """Rows, items and values of one list; owners outside the snapshot do not occur."""
        found = self._list(kind)
        return np.searchsorted(self.rows["id"], found["owner"]), found["item"], found["value"]

    def grouped(self, kind: str, items: Array | None = None) -> tuple[Array, Array, Array]:
        """Offsets by row, items (or what stands for them, -1 dropped) and values."""
        rows, keys, values = self.items(kind)
        items = keys if items is None else items
        kept = items >= 0
        off = np.concatenate([[0], np.cumsum(np.bincount(rows[kept], minlength=self.rows.size))]).astype(np.int64)
        return off, items[kept].astype(np.int32), values[kept]

    def _levels(self) -> None:
        words = np.zeros((self.rows.size, kernel.LEVEL_WORDS), np.uint64)
        slot = 0
        for criterion in criteria.of(Test.AT_LEAST):
            level = self.rows[self.column(criterion)]
            unknown = UNKNOWN_LEVEL if self.is_worker else 0
            words[:, slot >> 4] |= np.where(level < 0, unknown, level).astype(np.uint64) << np.uint64(4 * (slot & 15))
            slot += 1
        for criterion, index in zip(
            criteria.of(Test.EACH_AT_LEAST), (self.atlas.languages, self.atlas.computing), strict=True
        ):
            rows, keys, values = self.items(self.column(criterion))
            at = slot + index.of(keys)
            np.bitwise_or.at(words, (rows, at >> 4), values.astype(np.uint64) << (4 * (at & 15)).astype(np.uint64))
            slot += index.size
        if slot > 16 * kernel.LEVEL_WORDS:
            raise ValueError("more levels, languages and computing skills than a record holds")
        for word in range(kernel.LEVEL_WORDS):
            self.records[f"level{word}"] = words[:, word]

    def _sets(self) -> None:
        words = np.zeros((self.rows.size, kernel.SET_WORDS), np.uint64)
        shift = 0
        for criterion in criteria.of(Test.AMONG):
            mask = self.rows[self.column(criterion)].astype(np.uint64)
            if self.is_worker:
                mask[mask == 0] = 0xF
            words[:, 0] |= mask << np.uint64(shift)
            shift += 4
        if self.atlas.licences.size > 128 or self.atlas.groups.size > 64 or self.countries.size > 64 - shift:
            raise ValueError("more licences, priority groups or countries than a record holds")
        rows, keys, _ = self.items("country")
        at = self.countries.of(keys)
        np.bitwise_or.at(words[:, 0], rows[at >= 0], np.uint64(1) << (shift + at[at >= 0]).astype(np.uint64))
        rows, keys, _ = self.items("licence")
        at = self.atlas.licences.of(keys)
        bits = self.atlas.licence_bits[at] if self.is_worker else _own_bits(at)
        np.bitwise_or.at(words, (rows[:, None], np.array([[1, 2]])), bits)
        for word in range(kernel.SET_WORDS):
            self.records[f"set{word}"] = words[:, word]
        rows, keys, _ = self.items("group")
        np.bitwise_or.at(self.records["groups"], rows, np.uint64(1) << self.atlas.groups.of(keys).astype(np.uint64))

    def _bounds(self) -> None:
        for slot, criterion in enumerate(criteria.of(Test.NOT_OVER, Test.NOT_UNDER)):
            value = self.rows[self.column(criterion)].astype(np.int64)
            unknown = -NO_BOUND if self.is_worker else NO_BOUND
            sign = 1 if criterion.test is Test.NOT_OVER else -1
            self.records[f"most{slot}"] = np.where(value < 0, unknown, sign * value)

    def _measures(self) -> None:
        rows, records = self.rows, self.records
        quality = rows["qualification"]
        records["quality"] = np.where(quality < 0, UNKNOWN_QUALITY, quality)
        if self.is_worker:
            records["pay"] = np.maximum(rows["pay"], 0)
            records["manual"] = rows["any_manual"] == 1
            known = rows["stated_months"] >= 0
            owners, _, months = self.items("practised")
            known[owners[months >= 0]] = True
            records["months"] = np.where(known, 0, shares.UNKNOWN)
        else:
            records["pay"] = rows["pay_top"]
            records["months"] = np.minimum(rows["experience"], 30_000)
            records["manual"] = (rows["experience"] == 0) & (rows["qualification"] == 0)


def _own_bits(at: Array) -> Array:
    bits = np.zeros((at.size, 2), np.uint64)
    bits[np.arange(at.size), at >> 6] = np.uint64(1) << (at & 63).astype(np.uint64)
    return bits


def _intern(keys: list[Any]) -> tuple[list[Any], Array]:
    """Distinct keys in order of appearance, and the number of each."""
    numbers: dict[Any, int] = {}
    found = np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int32)
    return list(numbers), found


def _ragged(lists: list[Any]) -> tuple[Array, Array]:
    off = np.concatenate([[0], np.cumsum([len(items) for items in lists])]).astype(np.int64)
    return off, np.array([item for items in lists for item in items], np.int32)


def _slices(off: Array, *columns: Array) -> list[Any]:
    """Each row's part of the columns, as tuples."""
    lists = [column.tolist() for column in columns]
    bounds = off.tolist()
    if len(lists) == 1:
        return [tuple(lists[0][a:b]) for a, b in pairwise(bounds)]
    return [tuple(zip(*(c[a:b] for c in lists), strict=True)) for a, b in pairwise(bounds)]


def _places(workers: _Side, vacancies: _Side) -> tuple[Array, Array, Array]:
    """Table of place shares and the keys of both sides."""
    atlas = workers.atlas
    _, keys, _ = workers.items("wanted_commune")
    off, communes, radius = workers.grouped("wanted_commune", atlas.communes.of(keys))
    wanted = _slices(off, communes, radius * 1000)
    homes = atlas.communes.of(workers.rows["home"]).tolist()
    _, keys, _ = workers.items("wanted_province")
    at = atlas.provinces.of(keys)
    current = np.append(atlas.current_province, -1)[at]
    off, provinces, _ = workers.grouped("wanted_province", current)
    moves = (workers.rows["accepts_move"] == 1).tolist()
    worker_keys, worker_places = _intern(
        [
            (named + (((home, -1),) if home >= 0 else ()), tuple(sorted(set(whole))), move)
            for named, home, whole, move in zip(wanted, homes, _slices(off, provinces), moves, strict=True)
        ]
    )
    _, keys, values = vacancies.items("workplace")
    spots = list(zip(atlas.communes.of(keys).tolist(), _province(atlas, values).tolist(), strict=True))
    distinct, numbers = _intern(spots)
    off, work, _ = vacancies.grouped("workplace", numbers)
    dormitory, abroad = vacancies.rows["dormitory"].tolist(), vacancies.rows["abroad"].tolist()
    vacancy_keys, vacancy_places = _intern(list(zip(_slices(off, work), dormitory, abroad, strict=True)))
    table = np.zeros((len(worker_keys), len(vacancy_keys)), np.int16)
    named_keys, named = _intern([commune for key in worker_keys for commune, _ in key[0]])
    commune = np.array([spot[0] for spot in distinct], np.int32)
    metres = atlas.metres(np.array(named_keys, np.int64), np.maximum(commune, 0))
    named_off, _ = _ragged([key[0] for key in worker_keys])
    place_table(
        named_off,
        named,
        np.array([reach for key in worker_keys for _, reach in key[0]], np.int32),
        *_ragged([key[1] for key in worker_keys]),
        np.array([key[2] for key in worker_keys], np.bool_),
        *_ragged([key[0] for key in vacancy_keys]),
        np.array([key[1] for key in vacancy_keys], np.bool_),
        np.array([key[2] for key in vacancy_keys], np.bool_),
        commune,
        np.array([spot[1] for spot in distinct], np.int32),
        metres,
        atlas.province_of[np.array(named_keys, np.int64)] if named_keys else np.zeros(0, np.int32),
        table,
    )
    return table, worker_places, vacancy_places


def _province(atlas: Atlas, keys: Array) -> Array:
    return np.append(atlas.current_province, -1)[atlas.provinces.of(keys)]


def _wishes(workers: _Side, vacancies: _Side) -> Array:
    """Table of the conditions' shares; sets the keys of both sides' records."""
    wished, workers.records["wishes"] = np.unique(wished_masks(workers), return_inverse=True)
    offered, keys = np.unique(offered_masks(vacancies), axis=0, return_inverse=True)
    vacancies.records["wishes"] = keys.reshape(-1)
    return wish_shares(wished, offered)


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


def _rest(side: _Side, quality: Array, wishes: Array, weights: dict[str, int]) -> Array:
    """int32: most points of each row beside occupation and place, whoever is on the other side.

    ``quality`` and ``wishes``: the best entry of each key in the points tables.
    """
    off, _, _ = side.grouped("skill")
    records = side.records
    most = quality[records["quality"]].astype(np.int32) + wishes[records["wishes"]]
    most += np.where(records["pay"] > 0, weights["pay"], 0)
    most += np.where(off[1:] > off[:-1], weights["skills"], 0)
    # A worker's experience depends on the occupation: known in one, it is known in all.
    return np.asarray(most + np.where(records["months"] >= 0, weights["experience"], 0), np.int32)


def _workers(side: _Side, rest: Array, row_of: Array, snapshot: Snapshot) -> kernel.Workers:
    atlas = side.atlas
    skills = np.zeros((side.rows.size, max(1, -(-atlas.skills.size // 64))), np.uint64)
    rows, keys, _ = side.items("skill")
    at = atlas.skills.of(keys)
    np.bitwise_or.at(skills, (rows, at >> 6), np.uint64(1) << (at & 63).astype(np.uint64))
    _, keys, _ = side.items("wanted")
    wanted_off, wanted, _ = side.grouped("wanted", atlas.occupations.of(keys))
    _, keys, _ = side.items("practised")
    done_off, done, done_months = side.grouped("practised", atlas.occupations.of(keys))
    off = np.zeros(side.rows.size + 1, np.int64)
    stated = side.rows["stated_months"]
    none = np.zeros(0, np.int32), np.zeros(0, np.int16), np.zeros(0, np.int16)
    given = (atlas.relation, wanted_off, wanted, done_off, done, done_months, stated)
    related_occupations(*given, False, off, *none)
    filled = np.empty(off[-1], np.int32), np.empty(off[-1], np.int16), np.empty(off[-1], np.int16)
    related_occupations(*given, True, off, *filled)
    barred_rows = np.searchsorted(side.rows["id"], snapshot.barred["worker"])
    barred = row_of[np.searchsorted(snapshot.vacancies["id"], snapshot.barred["vacancy"])]
    barred_off = np.concatenate([[0], np.cumsum(np.bincount(barred_rows, minlength=side.rows.size))]).astype(np.int64)
    return kernel.Workers(side.records, rest, skills, off, *filled, barred_off, barred.astype(np.int32))


def _vacancies(
    side: _Side, order: Array, occ: Array, rest: Array, skill_weight: int, rarities: dict[int, int]
) -> kernel.Vacancies:
    records = side.records[order]
    skill_off, bits, worth = _asked_skills(side, order, skill_weight, rarities)
    tie = np.empty(order.size, np.int32)
    tie[np.lexsort((side.rows["id"][order], side.rows["waiting"][order]))] = np.arange(order.size)
    place = records["place"]
    starts = np.flatnonzero(np.r_[True, (occ[1:] != occ[:-1]) | (place[1:] != place[:-1])][: order.size])
    ends = np.append(starts[1:], order.size)[: starts.size]
    manual = np.concatenate([[0], np.cumsum(records["manual"])])
    return kernel.Vacancies(
        records=records,
        rest=rest,
        occ=occ.astype(np.int32),
        skill_off=skill_off,
        skill_bit=bits,
        skill_points=worth,
        tie=tie,
        off=np.searchsorted(occ[starts], np.arange(side.atlas.occupations.size + 2)).astype(np.int64),
        block_place=place[starts],
        low=starts.astype(np.int64),
        middle=(starts + manual[ends] - manual[starts]).astype(np.int64),
        high=ends.astype(np.int64),
    )


def _asked_skills(side: _Side, order: Array, weight: int, rarities: dict[int, int]) -> tuple[Array, Array, Array]:
    """Offsets by row, bits and whole points of the skills each vacancy asks for."""
    off, keys, values = side.grouped("skill")
    worth = np.zeros(keys.size, np.int32)
    known: dict[tuple[int, ...], list[int]] = {}
    for a, b in zip(off[:-1].tolist(), off[1:].tolist(), strict=True):
        if a < b:
            heavy = tuple(
                rarities.get(key, 10) * value
                for key, value in zip(keys[a:b].tolist(), values[a:b].tolist(), strict=True)
            )
            if heavy not in known:
                known[heavy] = points.apportion(weight, list(heavy))
            worth[a:b] = known[heavy]
    sizes = np.diff(off)[order]
    new = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    source = np.repeat(off[:-1][order] - new[:-1], sizes) + np.arange(new[-1])
    return new, side.atlas.skills.of(keys)[source].astype(np.int32), worth[source]


def _by_occupation(workers: kernel.Workers, occupations: int) -> kernel.ByOccupation:
    rows = np.repeat(np.arange(workers.records.size, dtype=np.int32), np.diff(workers.off))
    order = np.lexsort((rows, -workers.rest[rows], -workers.share, workers.occ))
    rows, occ, share = rows[order], workers.occ[order], workers.share[order]
    starts = np.flatnonzero(np.r_[True, (occ[1:] != occ[:-1]) | (share[1:] != share[:-1])][: order.size])
    ends = np.append(starts[1:], order.size)[: starts.size]
    manual = np.flatnonzero(workers.records["manual"])
    return kernel.ByOccupation(
        off=np.searchsorted(occ, np.arange(occupations + 1)).astype(np.int64),
        worker=rows,
        share=share,
        months=workers.months[order],
        place=workers.records["place"][rows],
        rest=workers.rest[rows],
        next_share=np.repeat(ends, ends - starts).astype(np.int64),
        manual=manual[np.argsort(-workers.rest[manual], kind="stable")].astype(np.int32),
    )


def rarities_of(snapshot: Snapshot) -> dict[int, int]:
    """How rare each skill is among the snapshot's workers, by key of the skill."""
    keys, holders = np.unique(snapshot.worker_list("skill")["item"], return_counts=True)
    asked = np.unique(snapshot.vacancy_list("skill")["item"])
    counts = dict(zip(keys.tolist(), holders.tolist(), strict=True))
    people = int(snapshot.workers.size)
    return {key: points.rarity(counts.get(key, 0), people) for key in {*counts, *asked.tolist()}}
