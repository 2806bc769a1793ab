"""One search: how it is understood, its page, its counts."""

from dataclasses import dataclass, replace
from datetime import date
from time import time
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import connection

from jobs.search.bands import Counts, counted
from jobs.search.criteria import Criteria
from jobs.search.kept import SECONDS, key_of
from jobs.search.shelf import Shelf, renew, shelf
from jobs.search.sql import LIVE, page_sql, set_alike, statement
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

    The understanding is kept for three minutes, and what is counted is that old at most; the page itself is always
    fresh. With ``counts_only`` no page is looked up.
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
    """What the words and the place mean, and the counts. Where none are counted, the search table has the last word."""
    reading = _meaning(criteria, today)
    counts = _counts(shelf(today), reading, today)
    if not counts.total:
        reading = _meaning(criteria, today, at_most=EMPTY_SECONDS)
        counts = _counts(renew(today) if _any(reading, today) else shelf(today), reading, today)
    return reading, counts


def _meaning(criteria: Criteria, today: date, *, at_most: int = SECONDS) -> Reading:
    """How the words are understood, kept ``at_most`` so many seconds, whatever the place, filters, order and view."""
    asked = Criteria(text=criteria.text, where=criteria.where)
    key = key_of("reading-at" if asked.where else "reading", asked.without("where"), today)
    kept: _Kept | None = cache.get(key)
    if kept is None or time() - kept.at >= at_most:
        kept = _Kept(read(asked), time())
        cache.set(key, kept, SECONDS)
    # A place among the words is the place meant, unless the reader named one.
    meant = kept.reading.criteria
    asked = criteria.having(text=meant.text, where=criteria.where or meant.where)
    return replace(kept.reading, criteria=asked)


class _Kept(NamedTuple):
    reading: Reading
    at: float
    """Unix time, seconds."""


def _counts(on: Shelf, reading: Reading, today: date) -> Counts:
    return counted(on.table(on.found(reading, today) & on.at(reading)), reading.criteria)


def _any(reading: Reading, today: date) -> bool:
    found = statement(reading, today)
    sql = f"SELECT EXISTS (SELECT FROM jobs_vacancyindex WHERE {found.where()})"
    return bool(_rows(reading, sql, found.params)[0][0])


def _rows(reading: Reading, sql: str, params: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        set_alike(cursor, reading)
        cursor.execute(sql, params)
        rows: list[Any] = cursor.fetchall()
    return rows


def newest(count: int, today: date, asked: Criteria | None = None) -> list[int]:
    """Keys of the newest open vacancies, of a search if one is given; nothing is counted."""
    reading = _meaning((asked or Criteria()).having(sort="new"), today)
    if reading.mode is Mode.NONE:
        return []
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
