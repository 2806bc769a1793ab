"""What is open, in columns: every count of the search is taken from here.

The shelf is read from the search table anew every three minutes and stays in the process; what the words of a search
find is asked of Postgres once for each shelf. Counting is then arithmetic on arrays, whatever the place, the filters
and the view. All processes change shelves together: the cache names the one in force.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from secrets import token_hex
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from jobs.search.bands import Mask, Numbers, Table, passing
from jobs.search.criteria import DAYS, Criteria
from jobs.search.kept import SECONDS
from jobs.search.sql import LIVE, set_alike, statement, words_sql
from jobs.search.words import Mode, Reading

WORDINGS = 256
"""Wordings whose hits a shelf remembers; 64 kB each at 66,000 vacancies."""
_NAME = "search:shelf"


class Lists:
    """For each row one of few different lists of keys."""

    def __init__(self, of_row: npt.NDArray[np.int32], lists: Sequence[Sequence[int]]) -> None:
        self._of_row = of_row
        self._size = len(lists)
        self._key = np.array([key for keys in lists for key in keys], np.int64)
        self._of_key = np.repeat(np.arange(self._size), [len(keys) for keys in lists])
        self._keys, self._place = np.unique(self._key, return_inverse=True)

    def naming(self, wanted: Iterable[int]) -> Mask:
        """The rows whose list has any of these."""
        asked = np.isin(self._key, np.fromiter(wanted, np.int64))
        mask: Mask = (np.bincount(self._of_key[asked], minlength=self._size) > 0)[self._of_row]
        return mask

    def numbers(self, rows: Mask) -> dict[int, int]:
        """How many of the rows name each key; those none does are left out."""
        of_list = np.bincount(self._of_row[rows], minlength=self._size)
        of_key = np.bincount(self._place, weights=of_list[self._of_key], minlength=len(self._keys))
        named = np.flatnonzero(of_key)
        return dict(zip(self._keys[named].tolist(), of_key[named].astype(int).tolist(), strict=True))

    def empty(self, rows: Mask) -> int:
        """How many of the rows name nothing."""
        lengths = np.bincount(self._of_key, minlength=self._size)
        return int((lengths[self._of_row[rows]] == 0).sum())


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Open vacancies, newest first."""

    name: str
    keys: npt.NDArray[np.int64]
    bands: npt.NDArray[np.int32]
    """Four filters in one number, see :mod:`jobs.search.bands`."""
    published: npt.NDArray[np.float64]
    """Unix time, seconds."""
    communes: Lists
    provinces: Lists
    by_key: npt.NDArray[np.intp]
    """Rows in order of their keys."""
    _hits: dict[tuple[object, ...], Mask] = field(default_factory=dict)

    def found(self, reading: Reading, today: date) -> Mask:
        """The rows that have the words."""
        if reading.mode in {Mode.ANY, Mode.NONE}:
            return np.full(len(self.keys), reading.mode is Mode.ANY)
        wording = reading.mode, reading.query, reading.folded, reading.codes
        hits = self._hits.get(wording)
        if hits is None:
            if len(self._hits) >= WORDINGS:
                self.forget()
            hits = self._hits[wording] = self._rows(_keys_with_words(reading, today))
        return hits

    def knows(self, reading: Reading) -> bool:
        """Whether :meth:`found` answers without Postgres."""
        wording = reading.mode, reading.query, reading.folded, reading.codes
        return reading.mode in {Mode.ANY, Mode.NONE} or wording in self._hits

    def forget(self) -> None:
        """Ask Postgres anew for all words."""
        self._hits.clear()

    def at(self, reading: Reading) -> Mask:
        """The rows at the place asked for."""
        asked = reading.criteria
        if not asked.where:
            return np.ones(len(self.keys), dtype=bool)
        place = asked.place()
        if place is None:
            return np.zeros(len(self.keys), dtype=bool)
        communes = asked.communes()
        return self.communes.naming(communes) if communes else self.provinces.naming([place.id])

    def table(self, rows: Mask) -> Table:
        """The rows grouped for :func:`jobs.search.bands.counted`."""
        width = len(DAYS) + 1
        numbers = np.bincount((self.bands * width + self._ages())[rows])
        groups = np.flatnonzero(numbers)
        return np.stack([groups // width, groups % width, numbers[groups]], axis=1).astype(np.int32)

    def passing(self, asked: Criteria) -> Mask:
        """The rows that pass all filters."""
        mask: Mask = np.logical_and.reduce(list(passing(self.bands, self._ages(), asked).values()))
        return mask

    def _ages(self) -> Numbers:
        """The days band of each row."""
        now = timezone.now()
        ends = [self.since(now - timedelta(days=days)) for days in DAYS]
        return np.repeat(np.arange(len(ends) + 1, dtype=np.int32), np.diff([0, *ends, len(self.keys)]))

    def since(self, moment: datetime) -> int:
        """How many rows, from the first, were published at that moment or later."""
        return int(np.searchsorted(-self.published, -moment.timestamp(), side="right"))

    def _rows(self, keys: npt.NDArray[np.int64]) -> Mask:
        mask = np.zeros(len(self.keys), dtype=bool)
        if len(self.keys):
            places = np.searchsorted(self.keys, keys, sorter=self.by_key)
            rows = self.by_key[np.minimum(places, len(self.keys) - 1)]
            # What was published since the shelf was read is not on it.
            mask[rows[self.keys[rows] == keys]] = True
        return mask


_lock = Lock()
_kept: dict[str, Shelf] = {}


def _keys_with_words(reading: Reading, today: date) -> npt.NDArray[np.int64]:
    found = statement(reading, today)
    with connection.cursor() as cursor:
        set_alike(cursor, reading)
        cursor.execute(words_sql(reading, found), found.params)
        return _numbers(cursor.fetchone()[0], "i8")


def shelf(today: date) -> Shelf:
    """The shelf in force; read at the first use, and again when another is in force."""
    name = str(cache.get_or_set(f"{_NAME}:{today}", lambda: token_hex(8), SECONDS))
    kept = _kept.get("shelf")
    if kept is None or kept.name != name:
        with _lock:
            kept = _kept.get("shelf")
            if kept is None or kept.name != name:
                kept = _kept["shelf"] = _read(name, today)
    return kept


def renew(today: date) -> Shelf:
    """Another shelf for everybody: somebody has seen that this one is behind."""
    cache.delete(f"{_NAME}:{today}")
    return shelf(today)


def _read(name: str, today: date) -> Shelf:
    """The columns and the lists in one statement; 0.15 s for 66,000 vacancies."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(int8send(vacancy_id), ''), string_agg(int4send(bands), ''),"
            " string_agg(float8send(at), ''), NULL::bigint[], NULL::bigint[] FROM"
            " (SELECT vacancy_id, bands, extract(epoch FROM published_at)::float8 at FROM jobs_vacancyindex"
            f" WHERE {LIVE} ORDER BY published_at DESC, vacancy_id DESC) newest"
            " UNION ALL SELECT string_agg(int8send(vacancy_id), ''), NULL, NULL, commune_ids, province_ids"
            f" FROM jobs_vacancyindex WHERE {LIVE} GROUP BY commune_ids, province_ids",
            {"today": today},
        )
        (keys, bands, published, *_none), *lists = cursor.fetchall()
    rows = _numbers(keys, "i8")
    by_key = np.argsort(rows)
    of_row = np.empty(len(rows), np.int32)
    for number, (some, *_rest) in enumerate(lists):
        of_row[by_key[np.searchsorted(rows, _numbers(some, "i8"), sorter=by_key)]] = number
    return Shelf(
        name,
        rows,
        _numbers(bands, "i4"),
        _numbers(published, "f8"),
        Lists(of_row, [communes for *_columns, communes, _provinces in lists]),
        Lists(of_row, [provinces for *_columns, _communes, provinces in lists]),
        by_key,
    )


def _numbers(sent: bytes | None, kind: str) -> npt.NDArray[Any]:
    """As Postgres sends them, one after another, most significant byte first."""
    return np.frombuffer(sent or b"", f">{kind}").astype(kind)
