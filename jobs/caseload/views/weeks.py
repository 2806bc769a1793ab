"""Turns planned and given by week, and setting the plan."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jobs.caseload.forms import PlanForm
from jobs.caseload.views.common import address, colleagues, office_shown, tabs
from jobs.caseload.weekly import monday_of, quarter, set_plan, stated
from jobs.desk.access import user_of
from portal.accounts.access import actor_of, allow, manager, staff
from portal.accounts.models import Office


@allow(staff)
@require_GET
def weeks(request: HttpRequest) -> HttpResponse:
    """Thirteen weeks of the office or of one counsellor, and each counsellor's pace."""
    office, _offices = office_shown(request)
    return _page(request, office)


@allow(manager)
@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """The plan from a week on, or of that week alone."""
    office, _offices = office_shown(request)
    form = PlanForm(request.POST, staff=colleagues(office.pk), today=timezone.localdate())
    if not form.is_valid():
        return _page(request, office, form)
    changed = set_plan(
        office, form.cleaned_data["week"], form.turns(), user_of(request), only_this_week=form.cleaned_data["only"]
    )
    if changed:
        messages.success(request, _("Đã lưu kế hoạch tuần."))
    else:
        messages.info(request, _("Kế hoạch không đổi."))
    return redirect(address("weeks", vp=office.public_id))


def _page(request: HttpRequest, office: Office, form: PlanForm | None = None) -> HttpResponse:
    """The page; with ``form`` as it came back, or for managers a new one of the plan that holds this week."""
    today = timezone.localdate()
    working = colleagues(office.pk)
    _office, offices = office_shown(request)
    of = next((one.user for one in working if one.user.public_id == request.GET.get("ai", "")), None)
    status = 422 if form else 200
    if form is None and actor_of(request).is_manager:
        monday = monday_of(today)
        held = stated(office.pk, [monday])
        form = PlanForm(staff=working, today=today)
        form.initial = {name: held.get((key, monday)) for name, key in form.keys.items()}
    context = {
        "office": office,
        "offices": offices,
        "working": working,
        "of": of,
        "quarter": quarter(office.pk, today, [one.user for one in working], of),
        "form": form,
        "tabs": tabs(request, office, "weeks"),
        "today": today,
    }
    return render(request, "caseload/weeks.html", context, status=status)
