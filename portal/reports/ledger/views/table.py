"""The ledger itself, as a page and as a spreadsheet."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.accounts.access import allow, staff
from portal.reports.charts import bars
from portal.reports.export import workbook
from portal.reports.ledger.counting import count
from portal.reports.ledger.enums import SEVERAL, TIMES, By
from portal.reports.ledger.table import LABELS, Line, columns, fitting, lines, short_name
from portal.reports.ledger.views.common import XLSX, by_of, choice, scope_of

CHART_TIMES, CHART_GROUPS = 31, 12
"""How many bars can be told apart: upright ones over time, lying ones otherwise."""


@allow(staff)
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Turns, people and what came of them, by one thing at a time, each figure open to its rows."""
    scope, trouble = scope_of(request)
    by = fitting(by_of(request), scope.period)
    counted = count(scope, by, timezone.localdate())
    made = lines(scope, by, counted)
    apart = scope.apart().count() if set(scope.chosen) <= {By.OFFICE} else None
    context = {
        **choice(request, scope),
        "trouble": trouble,
        "by": by,
        "is_time": by in TIMES,
        "adds_up": by not in SEVERAL,
        "lines": made,
        "total": Line(_("Cả kỳ"), counted.total, scope),
        "most": max((line.both.now.turns for line in made), default=0),
        "top": [] if by in TIMES else made[:CHART_GROUPS],
        "chart": _chart(by, made) if by in TIMES and 1 < len(made) <= CHART_TIMES else "",
        "apart": apart,
        "now_at": timezone.now(),
        "labels": LABELS,
        "base": reverse("ledger:table"),
    }
    return render(request, "reports/ledger/table.html", context)


def _chart(by: By, made: list[Line]) -> SafeString:
    return bars(
        _("Lượt tư vấn và số người theo thời gian"),
        [short_name(by, line.scope.period) for line in made],
        [
            (_("Lượt"), [line.both.now.turns for line in made]),
            (_("Người"), [line.both.now.people for line in made]),
        ],
    )


@allow(staff)
@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same lines as a spreadsheet, with the total. No person stands in it."""
    scope, _trouble = scope_of(request)
    by = fitting(by_of(request), scope.period)
    counted = count(scope, by, timezone.localdate())
    rows = [*lines(scope, by, counted), Line(_("Cả kỳ"), counted.total, scope)]
    stamp = _("Kỳ: %(period)s · xuất lúc %(time)s · %(who)s") % {
        "period": scope.period.label,
        "time": f"{timezone.localtime():%H:%M %d/%m/%Y}",
        "who": request.user,
    }
    notes = [stamp, *(f"{dimension.label}: {member.name}" for dimension, member in scope.filters)]
    if by in SEVERAL:
        notes.append(_("Một lượt có thể thuộc nhiều dòng; dòng cuối tính mỗi lượt, mỗi người một lần."))
    file = workbook(_("Sổ tư vấn"), notes, columns(by), iter(rows), stamp)
    name = f"so-tu-van-{by}-{scope.period.first}-{scope.period.last}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(file, content_type=XLSX, headers=headers)
