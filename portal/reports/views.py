"""The centre's figures for everybody; the rows behind them for staff."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.accounts.access import actor_of, allow, anyone, staff
from portal.reports.charts import bars
from portal.reports.export import workbook
from portal.reports.figures import Figure, by_audience, figures, turns_by_month
from portal.reports.indicators import BY_CODE
from portal.reports.listings import LISTINGS, Listing
from portal.reports.measures import Indicator
from portal.reports.periods import Period, from_query

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHAIN = ("gioi-thieu", "duoc-tuyen", "dang-lam")
FIRST_SHOWN_YEAR = 2024
"""The oldest year offered to choose from; older ones can be asked for in the address."""


@allow(anyone)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The figures of a year, quarter, month or any days, beside those of the period before."""
    period, trouble = from_query(request.GET, timezone.localdate())
    counted = figures(period)
    months = turns_by_month(period.first.year)
    audiences = by_audience(BY_CODE["du-hoi-nghi"], period) if counted["du-hoi-nghi"].value else []
    context = {
        **period_choice(period),
        "trouble": trouble,
        "now": timezone.now(),
        "figures": {code.replace("-", "_"): figure for code, figure in counted.items()},
        "all": counted.values(),
        "chain": _chain(counted),
        "months": months,
        "months_chart": bars(
            _("Lượt tư vấn và số người theo tháng, năm %(year)s") % {"year": period.first.year},
            [_("T%(month)s") % {"month": month.period.first.month} for month in months],
            [(_("Lượt"), [m.turns for m in months]), (_("Người"), [m.people for m in months])],
        )
        if any(month.turns for month in months)
        else "",
        "audiences": audiences,
        "opens": actor_of(request).is_counsellor,
    }
    return render(request, "reports/figures.html", context)


def _chain(counted: dict[str, Figure]) -> list[tuple[Figure, int]]:
    """Each step with its share of the first, in percent."""
    whole = counted[CHAIN[0]].value
    return [(counted[code], round(100 * counted[code].value / whole) if whole else 0) for code in CHAIN]


def period_choice(period: Period) -> dict[str, Any]:
    """For the form that chooses a period (reports/_period.html)."""
    this_year = timezone.localdate().year
    years = sorted({*range(FIRST_SHOWN_YEAR, this_year + 1), period.first.year}, reverse=True)
    year = period.first.year
    parts = [Period.of_half(year, half) for half in (1, 2)]
    parts += [Period.of_quarter(year, quarter) for quarter in range(1, 5)]
    parts += [Period.months(year, month, 1) for month in range(1, 13)]
    return {
        "period": period,
        "previous": period.previous,
        "next": period.moved(1),
        "years": years,
        "parts": [(part.part, part.short_label) for part in parts],
    }


@allow(staff)
@require_safe
def rows(request: HttpRequest, code: str) -> HttpResponse:
    """Exactly the rows one figure counts."""
    indicator, listing, period, trouble = _asked(request, code)
    found = listing.rows(indicator, period)
    paginator = Paginator(found, PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        **period_choice(period),
        "trouble": trouble,
        "figure": figures(period, (indicator,))[code],
        "columns": listing.columns,
        "page": page,
        "lines": [(listing.address(row), [(column, column.value(row)) for column in listing.columns]) for row in page],
    }
    return render(request, "reports/rows.html", context)


@allow(staff)
@require_safe
def export(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """The same rows as a spreadsheet."""
    indicator, listing, period, _trouble = _asked(request, code)
    stamp = _("Kỳ: %(period)s · xuất lúc %(time)s · %(who)s") % {
        "period": period.label,
        "time": f"{timezone.localtime():%H:%M %d/%m/%Y}",
        "who": request.user,
    }
    file = workbook(str(indicator.label), [stamp], listing.columns, listing.rows(indicator, period).iterator(2000))
    name = f"{code}-{period.first}-{period.last}.xlsx"
    return StreamingHttpResponse(
        file, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _asked(request: HttpRequest, code: str) -> tuple[Indicator, Listing, Period, str]:
    indicator = BY_CODE.get(code)
    if indicator is None:
        raise Http404
    period, trouble = from_query(request.GET, timezone.localdate())
    return indicator, LISTINGS[indicator.listing], period, trouble
