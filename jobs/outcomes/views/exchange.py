"""Mẫu 04: results to enter on the national exchange within 20 working days."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jobs.desk.access import user_of
from jobs.models import Placement
from jobs.outcomes import services
from jobs.outcomes.forms.call import ExchangeForm
from jobs.outcomes.reading import exchange_due, of_office, to_update
from jobs.outcomes.sheet import workbook
from jobs.outcomes.views.tabs import tabs
from jobs.services import NotPossible
from portal.accounts.access import actor_of, allow, staff
from portal.accounts.models import AccessLog
from workers.insurance.dates import months_after
from workers.looks.enums import Sensitive, ShowWhy

PAGE = 50
MOST_EXPORTED = 2000
EXPORTED = "mau-04"
"""Action of the access log: the person's line, with the identity number, was taken away."""


@allow(staff)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Results not yet entered, the most urgent first, each with its last day."""
    today = timezone.localdate()
    found = to_update(today).filter(of_office(actor_of(request).office_id))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [(one, exchange_due(one)) for one in page.object_list]
    context = {
        "page": page,
        "rows": rows,
        "today": today,
        "form": ExchangeForm(),
        "tabs": tabs(request, "exchange"),
        # None of these was asked after a month of work before that month was over: the first day of the printed list.
        "since": months_after(rows[0][0].started_on, 1) if rows else today,
    }
    return render(request, "outcomes/exchange.html", context)


@allow(staff)
@require_POST
def mark(request: HttpRequest) -> HttpResponse:
    """The ticked results were entered."""
    form = ExchangeForm(request.POST)
    ticked = Placement.objects.filter(
        of_office(actor_of(request).office_id), public_id__in=request.POST.getlist("viec")[:PAGE]
    )
    if not form.is_valid() or not ticked:
        messages.error(request, _("Chưa ghi: hãy chọn ít nhất một dòng và ngày đã cập nhật."))
        return redirect("outcomes:exchange")
    try:
        done = services.mark_updated(ticked, form.cleaned_data["updated_on"], user_of(request))
        messages.success(request, _("Đã ghi %(n)d kết quả là đã cập nhật lên sàn.") % {"n": done})
    except NotPossible as trouble:
        messages.error(request, str(trouble))
    return redirect("outcomes:exchange")


@allow(staff)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The same list as a spreadsheet; each person on it is logged, since it holds identity numbers."""
    found = to_update(timezone.localdate()).filter(of_office(actor_of(request).office_id)).defer(None)
    people = list(
        found.select_related("application__worker", "application__vacancy__employer__industry")[:MOST_EXPORTED]
    )
    AccessLog.objects.bulk_create(
        AccessLog(
            actor=user_of(request),
            subject_id=one.application.worker.public_id,
            action=EXPORTED,
            kind=ShowWhy.FORM,
            fields=Sensitive.IDENTITY,
        )
        for one in people
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(workbook(people), content_type=kind)
    response["Content-Disposition"] = 'attachment; filename="mau-04.xlsx"'
    return response
