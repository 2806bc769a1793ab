"""What a figure is made of: a source of rows, a condition on them, a way to count them.

The figure and the list behind it come from the same declaration, so they cannot disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Aggregate, Count, F, Model, Q, QuerySet, Sum, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce, Concat
from django.utils.functional import Promise

from portal.codes.functions import ViFold
from portal.reports.periods import Period

Text = str | Promise
Expression = Aggregate | CombinedExpression | Coalesce


@dataclass(frozen=True)
class Source:
    """Rows with the moment or day that places them in a period."""

    rows: Callable[[], QuerySet[Any]]
    when: str
    """Lookup path of that field."""
    is_day: bool = False
    """``when`` is a day, not a moment."""

    def within(self, period: Period) -> Q:
        """Rows that fall in ``period``."""
        if self.is_day:
            return Q(**{f"{self.when}__gte": period.first, f"{self.when}__lte": period.last})
        return Q(**{f"{self.when}__gte": period.starts, f"{self.when}__lt": period.ends})


@dataclass(frozen=True)
class Measure:
    """How rows become a number; ``expression`` takes the condition on the rows."""

    unit: Text
    expression: Callable[[Q], Expression]


def rows(unit: Text) -> Measure:
    """Each row counts one."""
    return Measure(unit, lambda condition: Count("pk", filter=condition))


def total(unit: Text, path: str) -> Measure:
    """The sum of a whole number over the rows; 0 for none."""
    return Measure(unit, lambda condition: Coalesce(Sum(path, filter=condition), 0))


def distinct(unit: Text, path: str) -> Measure:
    """How many different values ``path`` has."""
    return Measure(unit, lambda condition: Count(path, distinct=True, filter=condition))


def people(unit: Text, worker: str, name: str, phone: str) -> Measure:
    """How many different people.

    Registered people are told apart by their record; people who only gave a name, by name (without
    diacritics) and telephone together.
    """

    def expression(condition: Q) -> CombinedExpression:
        named = Concat(ViFold(F(name)), Value("/"), F(phone))
        nobody = Q(**{f"{worker}__isnull": True})
        return Count(worker, distinct=True, filter=condition) + Count(named, distinct=True, filter=condition & nobody)

    return Measure(unit, expression)


@dataclass(frozen=True)
class Indicator:
    """One figure, declared once."""

    code: str
    """In addresses: Vietnamese without diacritics."""
    label: Text
    how: Text
    """What exactly is counted, for the reader."""
    source: Source
    value: Measure
    also: Measure | None = None
    """A second count of the same rows, shown beside: unique people beside turns."""
    where: Q = field(default_factory=Q)
    of: str = ""
    """Code of the indicator whose rows these are a part of."""
    by: str = ""
    """Field whose values split the figure (audience groups)."""
    listing: str = ""
    """Which columns its list shows; see :mod:`portal.reports.listings`."""

    def rows(self, period: Period) -> QuerySet[Model]:
        """Exactly the rows the figure of ``period`` counts."""
        return self.source.rows().filter(self.source.within(period) & self.where)
