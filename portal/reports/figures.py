"""Counting: the declared figures of a period beside those of the period before, in one query a table."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from portal.reports.indicators import BY_CODE, INDICATORS
from portal.reports.measures import Indicator
from portal.reports.periods import Period
from workers.counselling.models import CounsellingSession
from workers.outreach.enums import Audience


@dataclass(frozen=True)
class Figure:
    """An indicator counted for a period and for the one before."""

    indicator: Indicator
    value: int
    before: int
    also: int | None = None
    also_before: int | None = None

    @property
    def change(self) -> int | None:
        """In whole percent of the period before; ``None`` where there was nothing before."""
        return round(100 * (self.value - self.before) / self.before) if self.before else None


def figures(period: Period, indicators: tuple[Indicator, ...] = INDICATORS) -> dict[str, Figure]:
    """Every figure of ``period`` by the indicator's code."""
    by_table: dict[Callable[[], QuerySet[Any]], list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        by_table[indicator.source.rows].append(indicator)
    counted: dict[str, dict[str, int]] = {}
    for rows, group in by_table.items():
        counted |= _counted(rows(), group, {"value": period, "before": period.previous})
    return {code: Figure(BY_CODE[code], **numbers) for code, numbers in counted.items()}


def _counted(rows: QuerySet[Any], group: list[Indicator], periods: dict[str, Period]) -> dict[str, dict[str, int]]:
    """The numbers of all indicators of one table, by code and then by field of :class:`Figure`."""
    asked: dict[str, Any] = {}
    anywhere = Q()
    for index, indicator in enumerate(group):
        for name, period in periods.items():
            within = indicator.source.within(period)
            anywhere |= within
            condition = within & indicator.where
            asked[f"{name}_{index}"] = indicator.value.expression(condition)
            if indicator.also:
                also = "also" if name == "value" else "also_before"
                asked[f"{also}_{index}"] = indicator.also.expression(condition)
    found = rows.filter(anywhere).aggregate(**asked)
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    for key, number in found.items():
        name, _, place = key.rpartition("_")
        counted[group[int(place)].code][name] = number
    return counted


def by_audience(indicator: Indicator, period: Period) -> list[tuple[str, str, int]]:
    """The figure split by audience: (value, label, count), in the order of the audiences, none left out
    that was counted."""
    found = dict(indicator.rows(period).order_by().values_list(indicator.by).annotate(counted=Count("pk")))
    return [(audience.value, str(audience.label), found[audience.value]) for audience in Audience if audience in found]


@dataclass(frozen=True)
class Month:
    """The turns of one calendar month beside the people they were given to."""

    period: Period
    turns: int
    people: int


def turns_by_month(year: int) -> list[Month]:
    """The twelve months of ``year``; a month without turns is there with noughts."""
    whole = Period.of_year(year)
    turns = BY_CODE["tu-van"]
    assert turns.also
    grouped = (
        CounsellingSession.objects.filter(turns.source.within(whole))
        .order_by()
        .annotate(month=TruncMonth("at"))
        .values("month")
        .annotate(turns=turns.value.expression(Q()), people=turns.also.expression(Q()))
    )
    found = {row["month"].month: (row["turns"], row["people"]) for row in grouped}
    return [Month(Period.months(year, month, 1), *found.get(month, (0, 0))) for month in range(1, 13)]
