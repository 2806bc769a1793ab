"""What every page of the ledger reads from its address."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.access import actor_of
from portal.accounts.models import Office
from portal.reports.ledger.enums import By
from portal.reports.ledger.scope import Foreign, Scope, asked
from portal.reports.ledger.table import DAYS_SHOWN
from portal.reports.periods import Period
from portal.reports.views import period_choice

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def scope_of(request: HttpRequest, query: Mapping[str, str] | None = None) -> tuple[Scope, str]:
    """The scope of the address (without a period: this quarter) and what was wrong with it. Another office's: 404."""
    try:
        return asked(query if query is not None else request.GET, actor_of(request), timezone.localdate())
    except Foreign as foreign:
        raise Http404 from foreign


def by_of(request: HttpRequest) -> By:
    value = request.GET.get("theo", "")
    if value in By.values:
        return By(value)
    return By.OFFICE if actor_of(request).is_manager else By.COUNSELLOR


def choice(request: HttpRequest, scope: Scope) -> dict[str, Any]:
    """For the form that chooses period, office and grouping."""
    kept = {name: value for name, value in scope.parameters.items() if name != "vp"}
    is_manager = actor_of(request).is_manager
    return {
        **period_choice(scope.period),
        "shortcuts": shortcuts(timezone.localdate(), scope.period),
        "scope": scope,
        "kept": kept,
        "office": scope.chosen.get(By.OFFICE),
        "offices": list(Office.objects.all()) if is_manager else [],
        "filters": [
            (dimension, member, without(scope, dimension.by))
            for dimension, member in scope.filters
            if is_manager or dimension.by != By.OFFICE
        ],
        "groupings": [by for by in By if by != By.DAY or scope.period.days <= DAYS_SHOWN],
    }


def without(scope: Scope, by: By) -> str:
    """The address's query with one filter taken away."""
    return Scope(scope.period, {one: member for one, member in scope.chosen.items() if one != by}).query


def shortcuts(today: date, period: Period) -> list[tuple[str, Period, bool]]:
    """(words, period, whether it is the one shown) of the periods around today."""
    made = [
        (_("Tuần này"), Period.of_week(today)),
        (_("Tháng này"), Period.months(today.year, today.month, 1)),
        (_("Quý này"), Period.of_quarter(today.year, (today.month + 2) // 3)),
        (_("Nửa năm này"), Period.of_half(today.year, 1 if today.month <= 6 else 2)),
        (_("Năm nay"), Period.of_year(today.year)),
    ]
    return [(words, one, one == period) for words, one in made]
