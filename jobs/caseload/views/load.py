"""What each counsellor carries, for whoever leads the centre."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jobs.caseload.balance import loads
from jobs.caseload.reading import QUIET_DAYS, nobodys, totals
from jobs.caseload.views.common import colleagues, days_shown, office_shown, tabs
from jobs.caseload.weekly import monday_of
from jobs.desk.access import user_of
from portal.accounts.access import actor_of, allow, manager


@allow(manager)
@require_GET
def load(request: HttpRequest) -> HttpResponse:
    """Of one office: who carries how many, what waits with whom; every figure of cases opens to its rows."""
    office, offices = office_shown(request)
    today, days = timezone.localdate(), days_shown(request)
    rows, average = loads(office.pk, colleagues(office.pk), days, today)
    nobody = nobodys(office.pk).order_by().count()
    counted = totals(office.pk, user_of(request).pk)
    context = {
        "office": office,
        "offices": offices,
        "is_own": office.pk == actor_of(request).office_id,
        "days": days,
        "all_days": QUIET_DAYS,
        "rows": rows,
        "average": average,
        "nobody": nobody,
        "monday": monday_of(today),
        "today": today,
        "tabs": tabs(request, office, "load", counted, nobody),
        "most": max([1, *(row.open for row in rows)]),
    }
    return render(request, "caseload/load.html", context)
