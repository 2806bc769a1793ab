"""The ledger's numbers: a few statements over the turns of a period and of the one before, and over what came of them.

The statements under the grouping are the scope's own querysets, so that a figure and the rows it opens to are the
same rows.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Count, DateField, Expression, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import Cast, TruncDate, TruncMonth, TruncWeek

from portal.reports.ledger.dimensions import BY
from portal.reports.ledger.enums import TIMES, By
from portal.reports.ledger.expressions import person
from portal.reports.ledger.scope import Scope
from portal.reports.periods import Period
from workers.counselling.querysets import SessionQuerySet

_TRUNC = {By.WEEK: TruncWeek, By.MONTH: TruncMonth}


@dataclass
class Numbers:
    """What stands in one line of the ledger. Days are medians; ``None`` without rows."""

    turns: int = 0
    people: int = 0
    letters: int = 0
    own: int = 0
    hires: int = 0
    hired: int = 0
    """Different people among ``hires``."""
    stayed: int = 0
    due: int = 0
    """Hires whose call at three months was made or is due: what ``stayed`` is a part of."""
    to_sent: float | None = None
    to_start: float | None = None
    to_work: float | None = None

    @property
    def rate(self) -> float | None:
        """People hired in percent of the people counselled; ``None`` without people."""
        return 100 * self.hired / self.people if self.people else None


@dataclass
class Both:
    """A period's numbers beside those of the period before."""

    now: Numbers
    before: Numbers


@dataclass
class Counted:
    groups: dict[Any, Both]
    total: Both


_CHAIN = (
    "count(letter_id), count(*) FILTER (WHERE letter_id IS NULL), count(placement_id), "
    "count(DISTINCT person_id) FILTER (WHERE placement_id IS NOT NULL), count(*) FILTER (WHERE stayed), "
    "count(*) FILTER (WHERE is_due), percentile_cont(0.5) WITHIN GROUP (ORDER BY to_sent), "
    "percentile_cont(0.5) WITHIN GROUP (ORDER BY to_start) FILTER (WHERE placement_id IS NOT NULL), "
    "percentile_cont(0.5) WITHIN GROUP (ORDER BY to_work) FILTER (WHERE placement_id IS NOT NULL)"
)
_CHAIN_ROW = (
    "is_now", "person_id", "letter_id", "placement_id", "stayed", "is_due", "to_sent", "to_start", "to_work",
)  # fmt: skip
_OF_PEOPLE = {
    By.AUDIENCE: "(SELECT worker_id AS person, prioritygroup_id AS key FROM workers_worker_priority_groups)",
    By.COMMUNE: "(SELECT id AS person, commune_id AS key FROM workers_worker)",
}
"""What follows from the person and not from the turn: looked up once a person."""
_SPREAD = {
    By.TOPIC: "CROSS JOIN LATERAL unnest(c.topics) AS k(key)",
    **{by: f"LEFT JOIN {table} k ON k.person = c.person_id" for by, table in _OF_PEOPLE.items()},
}
"""One row of the chain for each group its turn stands in."""
_CHAIN_FIELDS = ("letters", "own", "hires", "hired", "stayed", "due", "to_sent", "to_start", "to_work")


def key_of(by: By, prefix: str = "") -> Expression | F:
    """What is grouped by, for rows that reach the turn by ``prefix``; of times the first day of each."""
    if by in BY:
        return BY[by].key(prefix)
    if by == By.DAY:
        return TruncDate(f"{prefix}at")
    return Cast(_TRUNC[by](f"{prefix}at", output_field=DateField()), DateField())


def count(scope: Scope, by: By, today: date) -> Counted:
    """Every number of the table. A turn in several groups counts in each, in the total once; people likewise.

    Of the period before, groups know their turns and what came of them; the total knows its people too.
    """
    groups: dict[Any, Both] = defaultdict(lambda: Both(Numbers(), Numbers()))
    total = Both(Numbers(), Numbers())
    for is_total, key, is_now, turns, people in _people(scope, by):
        both = total if is_total else groups[key]
        numbers = both.now if is_now else both.before
        numbers.turns, numbers.people = turns, people if is_total or is_now else 0
    for is_total, key, is_now, *found in _chain(scope, by, today):
        both = total if is_total else groups[key]
        numbers = both.now if is_now else both.before
        for name, value in zip(_CHAIN_FIELDS, found, strict=True):
            setattr(numbers, name, value)
    return Counted(dict(groups), total)


def _wide(period: Period) -> Period:
    """The period together with the one before."""
    return Period(period.previous.first, period.last)


def _is_now(period: Period, path: str) -> "ExpressionWrapper[Any]":
    """In the period and not the one before."""
    return ExpressionWrapper(Q(**{f"{path}__gte": period.starts}), output_field=BooleanField())


def _people(scope: Scope, by: By) -> list[Any]:
    """(of all groups together, key, in the period and not the one before, turns, people).

    Days and months of the period before are other groups and not asked for; of other groups there only the turns are
    counted, which is quick.
    """
    persons, params = _persons(scope.over(_wide(scope.period)), _is_now(scope.period, "at"))
    total = "SELECT true, NULL, key, sum(n)::bigint, count(*)"
    if by in _OF_PEOPLE:
        join = f"LEFT JOIN {_OF_PEOPLE[by]} k ON k.person = g.whose"
        groups = f"SELECT false, k.key, g.key, sum(n)::bigint, count(*) FROM g {join} GROUP BY k.key, g.key"
        return _asked(f"WITH g AS MATERIALIZED {persons} {groups} UNION ALL {total} FROM g GROUP BY key", params)
    found = _asked(f"{total} FROM {persons} g GROUP BY key", params)
    sql, given = _persons(scope, key_of(by))
    found += _asked(f"SELECT false, key, true, sum(n)::bigint, count(*) FROM {sql} g GROUP BY key", given)
    if by not in TIMES:
        earlier = scope.turns(scope.period.previous).order_by().annotate(key=key_of(by))
        found += [(False, key, False, turns, 0) for key, turns in earlier.values_list("key").annotate(n=Count("*"))]
    return found


def _persons(scope: Scope, key: Any) -> tuple[str, list[Any]]:
    """A statement with (key, whose, n): the turns of each person under each key."""
    rows = scope.turns().order_by()
    # Registered people are told apart by a number that stands in the index; only others need their names read.
    known, given = _sql(_by_person(rows.filter(worker__isnull=False), key, F("worker_id")))
    others, more = _sql(_by_person(rows.filter(worker=None), key, person()))
    return f"(({known}) UNION ALL ({others}))", given + more


def _by_person(turns: SessionQuerySet, key: Any, who: Any) -> "QuerySet[Any, Any]":
    return turns.annotate(key=key, whose=who).values("key", "whose").annotate(n=Count("*"))


def _chain(scope: Scope, by: By, today: date) -> list[Any]:
    """(of all groups together, key, in the period and not the one before, then :data:`_CHAIN_FIELDS`)."""
    rows = scope.credits(_wide(scope.period)).with_stay(today).with_days().order_by()
    rows = rows.annotate(is_now=_is_now(scope.period, "turn__at"))
    if by not in _SPREAD:
        sql, params = _sql(rows.annotate(key=key_of(by, "turn__")).values("key", *_CHAIN_ROW))
        head = f"SELECT grouping(key) = 1, key, is_now, {_CHAIN} FROM ({sql}) c"
        return _asked(f"{head} GROUP BY GROUPING SETS ((key, is_now), (is_now))", params)
    sql, params = _sql(rows.annotate(topics=F("turn__topics")).values("topics", *_CHAIN_ROW))
    return _asked(
        f"WITH c AS MATERIALIZED ({sql}) "
        f"SELECT false, k.key, is_now, {_CHAIN} FROM c {_SPREAD[by]} GROUP BY k.key, is_now "
        f"UNION ALL SELECT true, NULL, is_now, {_CHAIN} FROM c GROUP BY is_now",
        params,
    )


def _sql(rows: "QuerySet[Any, Any]") -> tuple[str, list[Any]]:
    sql, params = rows.query.sql_with_params()
    return sql, list(params)


def _asked(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
