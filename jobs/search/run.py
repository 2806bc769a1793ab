"""One search: how it is understood, its page, its counts."""

from dataclasses import dataclass, replace
from datetime import date
from time import time
from typing import Any, NamedTuple

import numpy as np
from django.core.cache import cache
from django.db import connection

from jobs.search.bands import Counts, Table, counted
from jobs.search.criteria import Criteria
from jobs.search.kept import SECONDS, key_of
from jobs.search.sql import ALIKE, LIVE, by_words, counts_sql, page_sql, statement
from jobs.search.words import Mode, Reading, read

PAGE = 20
LAST_PAGE = 50
"""Nobody reads further; deep pages cost the server most."""
EMPTY_SECONDS = 20
"""A search that found nothing is asked anew sooner: a first vacancy may have come."""


@dataclass(frozen=True, slots=True)
class Found:
    reading: Reading
    counts: Counts
    keys: list[int]
    """Keys of the vacancies on this page, in order."""
    page: int
    pages: int


def search(criteria: Criteria, page: int, today: date, *, counts_only: bool = False) -> Found:
    """Find one page (from 1) of the vacancies that are open on ``today``.

    The understanding and the counts are kept for three minutes; the page itself is always fresh. With
    ``counts_only`` no page is looked up.
    """
    reading, counts = _understood(criteria, today)
    if counts_only:
        return Found(reading, counts, [], 1, 1)
    found = statement(reading, today)
    pages = max(1, min(LAST_PAGE, -(-counts.total // PAGE)))
    page = min(max(page, 1), pages)
    offset = (page - 1) * PAGE
    params = {**found.params, "limit": PAGE, "offset": offset, "upto": offset + PAGE}
    keys = [row[0] for row in _rows(reading, page_sql(reading, found), params)] if counts.total else []
    return Found(reading, counts, keys, page, pages)


def _understood(criteria: Criteria, today: date) -> tuple[Reading, Counts]:
    """What the words and the place mean, and the counts; both kept for all filters, orders and views alike."""
    asked = Criteria(text=criteria.text, where=criteria.where, radius=criteria.radius)
    key = key_of("counts", asked, today)
    kept: _Grouped | None = cache.get(key)
    if kept:
        reading, counts = _narrowed(kept, criteria)
        if counts.total or time() - kept.at < EMPTY_SECONDS:
            return reading, counts
    fresh = _grouped(asked, today)
    cache.set(key, fresh, SECONDS)
    return _narrowed(fresh, criteria)


class _Grouped(NamedTuple):
    reading: Reading
    table: Table
    at: float
    """Unix time, seconds."""


def _grouped(asked: Criteria, today: date) -> _Grouped:
    """The reading of words and place, and the rows its counts are made of."""
    reading = read(asked)
    found = statement(reading, today)
    rows = [] if reading.mode is Mode.NONE else _rows(reading, by_words(reading) + counts_sql(found), found.params)
    return _Grouped(reading, np.array(rows, np.int32).reshape(-1, 3), time())


def _narrowed(grouped: _Grouped, criteria: Criteria) -> tuple[Reading, Counts]:
    """With the filters, order and view of this reader."""
    meant = grouped.reading.criteria
    asked = criteria.having(text=meant.text, where=meant.where, radius=meant.radius)
    return replace(grouped.reading, criteria=asked), counted(grouped.table, asked)


def _rows(reading: Reading, sql: str, params: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        if reading.mode is Mode.ALIKE:
            cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, false)", [str(ALIKE)])
        cursor.execute(sql, params)
        rows: list[Any] = cursor.fetchall()
    return rows


def newest(count: int, today: date) -> list[int]:
    """Keys of the newest open vacancies."""
    reading = Reading(Mode.ANY, Criteria())
    found = statement(reading, today)
    return [row[0] for row in _rows(reading, page_sql(reading, found), {**found.params, "limit": count, "offset": 0})]


def similar(vacancy: int, occupation: str, communes: list[int], count: int, today: date) -> list[int]:
    """Keys of open vacancies like one: of its occupation in its communes, of its occupation, of its group.

    One statement; the wider parts run only when the narrower ones did not fill ``count``.
    """
    same, here = "occupation_code = %(code)s", "commune_ids && %(communes)s::bigint[]"
    parts = [
        f"{same} AND {here}",
        f"{same} AND NOT {here}",
        "occupation_code LIKE %(group)s AND occupation_code <> %(code)s",
    ]
    union = " UNION ALL ".join(
        f"(SELECT vacancy_id FROM jobs_vacancyindex WHERE {LIVE} AND vacancy_id <> %(vacancy)s AND {part}"
        " ORDER BY published_at DESC, vacancy_id DESC LIMIT %(limit)s)"
        for part in parts
    )
    params: dict[str, Any] = {
        "today": today,
        "vacancy": vacancy,
        "code": occupation,
        "group": f"{occupation[:2]}%",
        "limit": count,
    }
    params["communes"] = communes
    sql = f"SELECT vacancy_id FROM ({union}) hits LIMIT %(limit)s"
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [row[0] for row in cursor.fetchall()]
