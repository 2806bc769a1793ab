"""One side of a snapshot as the kernel's records: where the declared criteria become bits and bounds."""

from functools import lru_cache
from typing import Any

import numpy as np

from jobs.matching import criteria, layout, shares
from jobs.matching.atlas import Atlas, Index
from jobs.matching.criteria import Criterion, Test
from jobs.matching.snapshot import Snapshot

Array = np.ndarray[Any, np.dtype[Any]]

NO_BOUND = np.iinfo(np.int32).max
UNKNOWN_LEVEL = 7
UNKNOWN_QUALITY = 8
_LEVEL_BITS, _SET_BITS = 4, 4
_LEVELS_A_WORD = 16


class Encoded:
    """Records as far as the side's own columns and lists determine them; keys into tables are set by the packer.

    Raises ``ValueError`` when a code list outgrows the record.
    """

    def __init__(self, snapshot: Snapshot, atlas: Atlas, countries: Index, *, people: bool) -> None:
        self.people = people
        self.atlas = atlas
        self.countries = countries
        self.rows = snapshot.workers if people else snapshot.vacancies
        self._list = snapshot.worker_list if people else snapshot.vacancy_list
        self.records = np.zeros(self.rows.size, layout.RECORD)
        self._levels()
        self._sets()
        self._bounds()
        self._measures()

    def column(self, criterion: Criterion) -> str:
        return criterion.worker if self.people else criterion.vacancy

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
        words = np.zeros((self.rows.size, layout.LEVEL_WORDS), np.uint64)
        slot = 0
        for criterion in criteria.of(Test.AT_LEAST):
            level = self.rows[self.column(criterion)]
            unknown = UNKNOWN_LEVEL if self.people else 0
            words[:, slot >> 4] |= np.where(level < 0, unknown, level).astype(np.uint64) << np.uint64(4 * (slot & 15))
            slot += 1
        for criterion, index in _listed_levels(self.atlas):
            rows, keys, values = self.items(self.column(criterion))
            at = slot + index.of(keys)
            np.bitwise_or.at(words, (rows, at >> 4), values.astype(np.uint64) << (4 * (at & 15)).astype(np.uint64))
            slot += index.size
        if slot > _LEVELS_A_WORD * layout.LEVEL_WORDS:
            raise ValueError("more levels, languages and computing skills than a record holds")
        for word in range(layout.LEVEL_WORDS):
            self.records[f"level{word}"] = words[:, word]

    def _sets(self) -> None:
        words = np.zeros((self.rows.size, layout.SET_WORDS), np.uint64)
        shift = 0
        for criterion in criteria.of(Test.AMONG):
            mask = self.rows[self.column(criterion)].astype(np.uint64)
            if self.people:
                mask[mask == 0] = 0xF
            words[:, 0] |= mask << np.uint64(shift)
            shift += _SET_BITS
        if self.atlas.licences.size > 128 or self.atlas.groups.size > 64 or self.countries.size > 64 - shift:
            raise ValueError("more licences, priority groups or countries than a record holds")
        rows, keys, _ = self.items("country")
        at = self.countries.of(keys)
        np.bitwise_or.at(words[:, 0], rows[at >= 0], np.uint64(1) << (shift + at[at >= 0]).astype(np.uint64))
        rows, keys, _ = self.items("licence")
        at = self.atlas.licences.of(keys)
        bits = self.atlas.licence_bits[at] if self.people else _own_bits(at)
        np.bitwise_or.at(words, (rows[:, None], np.array([[1, 2]])), bits)
        for word in range(layout.SET_WORDS):
            self.records[f"set{word}"] = words[:, word]
        rows, keys, _ = self.items("group")
        np.bitwise_or.at(self.records["groups"], rows, np.uint64(1) << self.atlas.groups.of(keys).astype(np.uint64))

    def _bounds(self) -> None:
        for slot, criterion in enumerate(criteria.of(Test.NOT_OVER, Test.NOT_UNDER)):
            value = self.rows[self.column(criterion)].astype(np.int64)
            unknown = -NO_BOUND if self.people else NO_BOUND
            sign = 1 if criterion.test is Test.NOT_OVER else -1
            self.records[f"most{slot}"] = np.where(value < 0, unknown, sign * value)

    def _measures(self) -> None:
        rows, records = self.rows, self.records
        quality = rows["qualification"]
        records["quality"] = np.where(quality < 0, UNKNOWN_QUALITY, quality)
        if self.people:
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


def _listed_levels(atlas: Atlas) -> list[tuple[Criterion, Index]]:
    return list(zip(criteria.of(Test.EACH_AT_LEAST), (atlas.languages, atlas.computing), strict=True))


def _own_bits(at: Array) -> Array:
    bits = np.zeros((at.size, 2), np.uint64)
    bits[np.arange(at.size), at >> 6] = np.uint64(1) << (at & 63).astype(np.uint64)
    return bits


def criterion_bits(atlas: Atlas) -> dict[str, Array]:
    """Which bits of the words (levels, then sets) belong to which criterion: uint64 [words] by its code."""
    return _criterion_bits(*((criterion.code, index.size) for criterion, index in _listed_levels(atlas)))


@lru_cache(maxsize=4)
def _criterion_bits(*listed: tuple[str, int]) -> dict[str, Array]:
    """``listed``: criteria of listed levels and how many values each list has."""
    made: dict[str, Array] = {}

    def mark(code: str, word: int, mask: int) -> None:
        row = made.setdefault(code, np.zeros(layout.LEVEL_WORDS + layout.SET_WORDS, np.uint64))
        row[word] |= np.uint64(mask)

    slot = 0
    sizes = [(criterion.code, 1) for criterion in criteria.of(Test.AT_LEAST)]
    for code, size in [*sizes, *listed]:
        for at in range(slot, slot + size):
            mark(code, at >> 4, 0xF << (_LEVEL_BITS * (at & 15)))
        slot += size
    shift = 0
    first_set = layout.LEVEL_WORDS
    for criterion in criteria.of(Test.AMONG):
        mark(criterion.code, first_set, 0xF << shift)
        shift += _SET_BITS
    mark("overseas", first_set, (1 << 64) - (1 << shift))
    mark("licence", first_set + 1, (1 << 64) - 1)
    mark("licence", first_set + 2, (1 << 64) - 1)
    return made
