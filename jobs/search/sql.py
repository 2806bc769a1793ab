"""The SQL of a search: a condition for each filter, and the page."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from jobs.search.criteria import DAYS, EXPERIENCE, NEAREST, PAY, TIMES
from jobs.search.words import SHORT, Mode, Reading
from portal.codes.places import Kind

LIVE = "is_open AND (deadline IS NULL OR deadline >= %(today)s)"

ALIKE = 0.42
"""Trigram similarity from which titles are spelt alike."""


@dataclass(slots=True)
class Statement:
    """The conditions of a search and the parameters they use."""

    words: str
    """What the words ask; "true" without words."""
    filters: dict[str, str]
    """By the name of the field."""
    params: dict[str, Any] = field(default_factory=dict)

    def where(self, words: str | None = None) -> str:
        return " AND ".join([LIVE, words or self.words, *self.filters.values()])


def statement(reading: Reading, today: date) -> Statement:
    """All conditions of a search on a day."""
    asked = reading.criteria
    params: dict[str, Any] = {
        "today": today,
        "q": reading.query,
        "folded": reading.folded,
        "codes": list(reading.codes),
        "groups": [int(code) for code in asked.groups if code != "00"],
        "pay": bisect_left(PAY, asked.pay),
        "experience": bisect_left(list(EXPERIENCE), asked.experience or 0),
        "time": TIMES.index(asked.time),
    }
    # As values: Postgres would work "now() - interval" out anew for every row.
    now = timezone.now()
    params |= {f"since_{days}": now - timedelta(days=days) for days in DAYS}
    filters = {}
    if asked.where:
        filters["where"], more = _place_condition(reading)
        params |= more
    if asked.sort == NEAREST:
        params["near"] = asked.nearest_first()
    # By the packed number, so that the index alone answers (see jobs.search.bands).
    if asked.groups:
        filters["groups"] = "bands / 256 = ANY(%(groups)s)"
    if asked.pay:
        filters["pay"] = "bands / 32 %% 8 > %(pay)s"
    if asked.experience is not None:
        filters["experience"] = "bands / 4 %% 8 <= %(experience)s"
    if asked.time:
        filters["time"] = "bands %% 4 = %(time)s"
    if asked.days:
        filters["days"] = f"published_at >= %(since_{asked.days})s"
    return Statement(_words_condition(reading), filters, params)


def _words_condition(reading: Reading) -> str:
    match reading.mode:
        case Mode.ANY:
            return "true"
        case Mode.HEAD:
            by_words = "head_words @@ %(q)s::tsquery"
            return f"({by_words} OR occupation_code = ANY(%(codes)s))" if reading.codes else by_words
        case Mode.BODY:
            by_words = "words @@ %(q)s::tsquery"
            return f"({by_words} OR occupation_code = ANY(%(codes)s))" if reading.codes else by_words
        case Mode.NEAR:
            return "title_words @@ %(q)s::tsquery"
        case Mode.ALIKE:
            return "%(folded)s <%% folded_title" if len(reading.folded) < SHORT else "folded_title %% %(folded)s"
    return "false"


def _place_condition(reading: Reading) -> tuple[str, dict[str, Any]]:
    place = reading.criteria.place()
    if place is None:
        return "false", {}
    if place.kind == Kind.PROVINCE and place.current:
        return "province_ids @> ARRAY[%(province)s]::bigint[]", {"province": place.id}
    return "commune_ids && %(communes)s::bigint[]", {"communes": reading.criteria.communes()}


def page_sql(reading: Reading, found: Statement) -> str:
    """Keys of one page. By relevance: the very title, then titles with the words, then the rest; newest first."""
    table = "jobs_vacancyindex"
    newest = "published_at DESC, vacancy_id DESC"
    order = {
        "new": newest,
        "pay": f"pay_top DESC NULLS LAST, {newest}",
        "deadline": f"deadline ASC NULLS LAST, {newest}",
        NEAREST: f"(SELECT min(array_position(%(near)s::bigint[], c)) FROM unnest(commune_ids) c), {newest}",
    }.get(reading.criteria.sort)
    if order is None and reading.mode in {Mode.HEAD, Mode.BODY}:
        in_title = "title_words @@ %(q)s::tsquery"
        parts = [
            found.where("folded_title = %(folded)s"),
            found.where(f"{in_title} AND folded_title <> %(folded)s"),
            found.where(f"{found.words} AND NOT {in_title}"),
        ]
        # UNION ALL stops as soon as the page is full: the dear third part runs only for the last titles.
        union = " UNION ALL ".join(
            f"(SELECT vacancy_id FROM {table} WHERE {part} ORDER BY {newest} LIMIT %(upto)s)" for part in parts
        )
        return f"SELECT vacancy_id FROM ({union}) hits LIMIT %(limit)s OFFSET %(offset)s"
    if order is None and reading.mode in {Mode.NEAR, Mode.ALIKE}:
        order = f"similarity(folded_title, %(folded)s) DESC, {newest}"
    return (
        f"SELECT vacancy_id FROM {table} WHERE {found.where()} ORDER BY {order or newest}"
        " LIMIT %(limit)s OFFSET %(offset)s"
    )


def words_sql(reading: Reading, found: Statement) -> str:
    """The keys of all open vacancies that have the words, eight bytes each.

    They are found by the index of words, whatever their share: comparing the words of each row instead, as Postgres
    would where many have them, takes longer. Outside a transaction the setting holds for that one statement.
    """
    by_index = "SET LOCAL enable_seqscan = off; " if reading.words else ""
    what = "SELECT string_agg(int8send(vacancy_id), '') FROM jobs_vacancyindex"
    return f"{by_index}{what} WHERE {LIVE} AND {found.words}"


def set_alike(cursor: CursorWrapper, reading: Reading) -> None:
    """For words that are compared by how they are spelt: from which likeness on."""
    if reading.mode is Mode.ALIKE:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, false)", [str(ALIKE)])
