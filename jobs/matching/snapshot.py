"""Workers and vacancies of one moment as columns of whole numbers, read by binary COPY.

A snapshot is a few arrays: it is kept in the database for a run (:func:`dumps`), so that all shards see the same,
and small ones are taken for a single changed item or for one pair to explain.
"""

import io
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from jobs.enums import APPLICATION_LIVE
from jobs.matching import columns
from jobs.matching.groups import sensitive_groups
from jobs.models import Vacancy
from workers.models import Worker

Array = np.ndarray[Any, np.dtype[Any]]

BARRED_DAYS = 90
LIST_ROW = np.dtype([("kind", "i4"), ("owner", "i8"), ("item", "i4"), ("value", "i4")])
WORKER_ROW = np.dtype([("id", "i8"), *((name, "i4") for name in columns.WORKER_COLUMNS)])
VACANCY_ROW = np.dtype([("id", "i8"), ("waiting", "i8"), *((name, "i4") for name in columns.VACANCY_COLUMNS)])
PAIR = np.dtype([("worker", "i8"), ("vacancy", "i8")])
WORKER_KINDS = {name: kind for kind, name in enumerate(columns.WORKER_LISTS)}
VACANCY_KINDS = {name: kind for kind, name in enumerate(columns.VACANCY_LISTS)}


@dataclass(frozen=True)
class Snapshot:
    """``workers`` and ``vacancies``: one row each by rising id; ``*_lists``: their items, by kind and owner."""

    day: date
    workers: Array
    worker_lists: Array
    vacancies: Array
    vacancy_lists: Array
    barred: Array

    def worker_list(self, kind: str) -> Array:
        found: Array = self.worker_lists[self.worker_lists["kind"] == WORKER_KINDS[kind]]
        return found

    def vacancy_list(self, kind: str) -> Array:
        found: Array = self.vacancy_lists[self.vacancy_lists["kind"] == VACANCY_KINDS[kind]]
        return found


def everyone(day: date) -> Snapshot:
    """All matchable workers and vacancies on ``day``, of one moment."""
    with one_moment():
        return take(day, Worker.objects.matchable(), Vacancy.objects.matchable(day))


def take(day: date, workers: "QuerySet[Worker]", vacancies: "QuerySet[Vacancy]") -> Snapshot:
    """The given workers and vacancies as they are now: five statements."""
    chosen_workers, chosen_vacancies = _ids(workers), _ids(vacancies)
    rows = ", ".join(f"({sql})::int4" for sql in columns.WORKER_COLUMNS.values())
    worker_rows = _copy(
        f"SELECT w.id, {rows} FROM {columns.WORKER_FROM} WHERE w.id IN ({chosen_workers}) ORDER BY w.id",
        {"day": day},
        WORKER_ROW,
    )
    rows = ", ".join(f"({sql})::int4" for sql in columns.VACANCY_COLUMNS.values())
    vacancy_rows = _copy(
        f"SELECT v.id, {columns.WAITING}, {rows} FROM {columns.VACANCY_FROM} "
        f"WHERE v.id IN ({chosen_vacancies}) ORDER BY v.id",
        {"day": day},
        VACANCY_ROW,
    )
    worker_lists = _copy(_union(columns.WORKER_LISTS, chosen_workers), {"day": day}, LIST_ROW)
    vacancy_lists = _copy(_union(columns.VACANCY_LISTS, chosen_vacancies), {"day": day}, LIST_ROW)
    barred = _copy(
        f"SELECT b.* FROM ({columns.BARRED}) b WHERE b.worker_id IN ({chosen_workers}) "
        f"AND b.vacancy_id IN ({chosen_vacancies}) ORDER BY 1, 2",
        _barring(day),
        PAIR,
    )
    extra = sensitive_groups(worker_rows["id"], vacancy_lists, VACANCY_KINDS["group"], WORKER_KINDS["group"])
    if extra:
        worker_lists = np.sort(
            np.concatenate([worker_lists, np.array(extra, LIST_ROW)]), order=["kind", "owner", "item", "value"]
        )
    return Snapshot(day, worker_rows, worker_lists, vacancy_rows, vacancy_lists, barred)


def barred_of(day: date, workers: Sequence[int], vacancies: Sequence[int]) -> Array:
    """Pairs not to be proposed that have one of ``workers`` or one of ``vacancies``."""
    return _copy(
        f"SELECT b.* FROM ({columns.BARRED}) b WHERE b.worker_id = ANY(%(workers)s::bigint[]) "
        "OR b.vacancy_id = ANY(%(vacancies)s::bigint[]) ORDER BY 1, 2",
        {**_barring(day), "workers": list(workers), "vacancies": list(vacancies)},
        PAIR,
    )


def _barring(day: date) -> dict[str, Any]:
    since = timezone.make_aware(datetime.combine(day - timedelta(days=BARRED_DAYS), time.min))
    return {"live": sorted(APPLICATION_LIVE), "since": since}


def replaced(
    base: Snapshot, fresh: Snapshot, barred: Array, workers: Sequence[int], vacancies: Sequence[int]
) -> Snapshot:
    """``base`` with the changed ``workers`` and ``vacancies`` as ``fresh`` has them (absent there: gone), and with
    ``barred`` as their barred pairs."""

    def merged(old: Array, new: Array, changed: Sequence[int], key: str, order: list[str]) -> Array:
        kept = old[~np.isin(old[key], np.asarray(changed, np.int64))]
        return np.sort(np.concatenate([kept, new[np.isin(new[key], np.asarray(changed, np.int64))]]), order=order)

    pairs = base.barred
    stale = np.isin(pairs["worker"], np.asarray(workers, np.int64))
    stale |= np.isin(pairs["vacancy"], np.asarray(vacancies, np.int64))
    pairs = np.unique(np.concatenate([pairs[~stale], barred]))
    lists = ["kind", "owner", "item", "value"]
    now_workers = merged(base.workers, fresh.workers, workers, "id", ["id"])
    now_vacancies = merged(base.vacancies, fresh.vacancies, vacancies, "id", ["id"])
    present = np.isin(pairs["worker"], now_workers["id"]) & np.isin(pairs["vacancy"], now_vacancies["id"])
    return Snapshot(
        base.day,
        now_workers,
        merged(base.worker_lists, fresh.worker_lists, workers, "owner", lists),
        now_vacancies,
        merged(base.vacancy_lists, fresh.vacancy_lists, vacancies, "owner", lists),
        pairs[present],
    )


@contextmanager
def one_moment() -> Iterator[None]:
    """All statements inside see the database as it was at the first; inside a transaction, as that one does."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        yield


def dumps(snapshot: Snapshot) -> bytes:
    out = io.BytesIO()
    np.savez(
        out,
        day=np.array(snapshot.day.toordinal()),
        workers=snapshot.workers,
        worker_lists=snapshot.worker_lists,
        vacancies=snapshot.vacancies,
        vacancy_lists=snapshot.vacancy_lists,
        barred=snapshot.barred,
    )
    return out.getvalue()


def loads(data: bytes) -> Snapshot:
    """What :func:`dumps` kept; raises ``ValueError`` on anything else."""
    with np.load(io.BytesIO(data), allow_pickle=False) as kept:
        return Snapshot(
            date.fromordinal(int(kept["day"])),
            kept["workers"],
            kept["worker_lists"],
            kept["vacancies"],
            kept["vacancy_lists"],
            kept["barred"],
        )


def _ids(chosen: "QuerySet[Any]") -> str:
    """The queryset's ids as the text of a sub-select."""
    try:
        sql, params = chosen.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "SELECT 0::bigint WHERE false"
    with connection.cursor() as cursor:
        return _text(cursor, sql, params).replace("%", "%%")


def _text(cursor: Any, sql: str, params: Any) -> str:
    made: str | bytes = cursor.cursor.mogrify(sql, params)
    return made.decode() if isinstance(made, bytes) else made


def _union(lists: dict[str, str], chosen: str) -> str:
    parts = (
        f"SELECT {kind}::int4 AS kind, o::int8 AS owner, i::int4 AS item, n::int4 AS value FROM ({sql}) AS l (o, i, n) "
        f"WHERE o IN (SELECT pk FROM chosen)"
        for kind, sql in enumerate(lists.values())
    )
    return f"WITH chosen (pk) AS MATERIALIZED ({chosen}) " + " UNION ALL ".join(parts) + " ORDER BY 1, 2, 3, 4"


def _copy(sql: str, params: dict[str, Any], row: np.dtype[Any]) -> Array:
    """The rows of ``sql``, whose columns are never null and have the widths of ``row``."""
    sink = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY ({_text(cursor, sql, params)}) TO STDOUT (FORMAT binary)", sink)
    return _from_binary(sink.getbuffer(), row)


def _from_binary(data: memoryview, row: np.dtype[Any]) -> Array:
    """Rows of PostgreSQL's binary COPY: 19 bytes of header, a count and (length, value) pairs, 2 bytes of end."""
    names = row.names or ()
    wire = [("count", ">i2")]
    for name in names:
        wire += [(f"{name}_length", ">i4"), (name, row[name].newbyteorder(">").str)]
    shape = np.dtype(wire)
    (extension,) = struct.unpack_from(">i", data, 15)
    body = data[19 + extension : -2]
    if len(body) % shape.itemsize:
        raise ValueError("a column of the snapshot is null or of another width")
    rows = np.frombuffer(body, shape)
    if rows.size and any((rows[f"{name}_length"] != row[name].itemsize).any() for name in names):
        raise ValueError("a column of the snapshot is null or of another width")
    native = np.empty(rows.size, row)
    for name in names:
        native[name] = rows[name]
    return native
