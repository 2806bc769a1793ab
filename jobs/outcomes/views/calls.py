"""Asking after people at work: who is due, the call with its script, what differs from the advert."""

from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jobs.desk.access import user_of
from jobs.models import Placement
from jobs.outcomes.enums import Difference
from jobs.outcomes.forms.call import CallForm
from jobs.outcomes.reading import DIFFERS, due, due_on, month_due, newest_call, of_office
from jobs.outcomes.services import note_call
from jobs.outcomes.views.tabs import tabs
from jobs.services import NotPossible
from portal.accounts.access import actor_of, allow, staff
from workers.looks.asking import opened

PAGE = 25


@allow(staff)
@require_GET
def due_list(request: HttpRequest) -> HttpResponse:
    """Placements of the office to ask after today, the longest due first."""
    today = timezone.localdate()
    page = Paginator(due(today).filter(of_office(actor_of(request).office_id)), PAGE).get_page(request.GET.get("page"))
    rows = [(one, due_on(one, one.due_month)) for one in page.object_list]  # type: ignore[attr-defined]  # annotated
    context = {"page": page, "rows": rows, "today": today, "tabs": tabs(request, "due")}
    return render(request, "outcomes/due.html", context)


def _placement(request: HttpRequest, public_id: str) -> Placement:
    found = Placement.objects.select_related("application__worker", "application__vacancy__employer").filter(
        of_office(actor_of(request).office_id), public_id=public_id
    )
    placement = found.order_by("id").first()
    if placement is None:
        raise Http404
    opened(request, placement.application.worker)
    return placement


@allow(staff)
@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, public_id: str) -> HttpResponse:
    """The script beside the advert, and what the person says."""
    placement = _placement(request, public_id)
    worker = placement.application.worker
    month = month_due(placement)
    form = CallForm(request.POST or None, initial={"submission": uuid4()})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _call, is_new = note_call(placement, month, form.heard(), user_of(request))
        except NotPossible as trouble:
            form.add_error(None, str(trouble))
        else:
            said = _("Đã ghi cuộc gọi cho %(name)s.") if is_new else _("Cuộc gọi này đã được ghi trước đó.")
            messages.success(request, said % {"name": worker.full_name} if is_new else said)
            return redirect("outcomes:due")
    if request.method == "POST":
        status = 422
    context = {
        "placement": placement,
        "worker": worker,
        "vacancy": placement.application.vacancy,
        "month": month,
        "form": form,
        "calls": placement.calls.select_related("called_by").order_by("-at", "-id"),
    }
    return render(request, "outcomes/call.html", context, status=status)


@allow(staff)
@require_GET
def differences(request: HttpRequest) -> HttpResponse:
    """What people found otherwise than advertised, counted by kind and opening to the people."""
    mine = newest_call().filter(of_office(actor_of(request).office_id, "placement__application"))
    counted = mine.aggregate(
        all=Count("pk", distinct=True),
        **{kind.name: Count("pk", filter=Q(rule), distinct=True) for kind, rule in DIFFERS.items()},
    )
    kind = request.GET.get("khac", "")
    rows = mine.filter(DIFFERS[Difference(kind)]) if kind in Difference.values else mine
    rows = rows.select_related("placement__application__worker", "placement__application__vacancy__employer")
    page = Paginator(rows.order_by("-at", "-id"), PAGE).get_page(request.GET.get("page"))
    kinds = [(one, counted[one.name]) for one in Difference]
    context = {"page": page, "kinds": kinds, "kind": kind, "total": counted["all"]}
    return render(request, "outcomes/differences.html", context | {"tabs": tabs(request, "differences")})
