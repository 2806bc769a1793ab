"""Occupations coded without certainty: a counsellor confirms or changes the code."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobs.intake import services
from jobs.intake.models import IntakeRow
from jobs.intake.permissions import may_confirm
from portal.accounts.access import actor_of, allow, staff
from portal.accounts.models import User
from portal.codes.models import Occupation
from portal.codes.occupations import suggest

PER_PAGE = 10


@allow(staff)
@require_http_methods(["GET", "POST"])
def occupations(request: HttpRequest) -> HttpResponse:
    """The queue; a post confirms one code."""
    if request.method == "POST":
        return _confirm(request)
    rows = IntakeRow.objects.awaiting_occupation().confirmable_by(actor_of(request))
    rows = rows.select_related("vacancy__employer", "vacancy__occupation", "worker", "batch")
    page = Paginator(rows.prefetch_related("worker__wanted_occupations__occupation"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    offers = _offers(list(page.object_list))
    query = request.GET.get("q", "").strip()[:100]
    asked = request.GET.get("of", ""), request.GET.get("title", "")
    context = {
        "page": page,
        "items": [
            {
                "row": row,
                "of": _subject_id(row),
                "title": row.title,
                "choices": [offers[code] for code in row.alternatives if code in offers],
                "found": [offer.occupation for offer in suggest(query)] if query and _asks(row, *asked) else [],
                "query": query if _asks(row, *asked) else "",
            }
            for row in page.object_list
        ],
    }
    return render(request, "intake/occupations.html", context)


def _confirm(request: HttpRequest) -> HttpResponse:
    row = _find(request.POST.get("of", ""), request.POST.get("title"))
    if row is None or not may_confirm(actor_of(request), row):
        raise Http404
    code = None if "none" in request.POST else request.POST.get("code", "")[:24]
    try:
        done = services.confirm_occupation(row, code, cast(User, request.user))
    except Occupation.DoesNotExist:
        messages.error(request, _("Hãy chọn một nghề trong danh mục."))
        return redirect("intake:occupations")
    if done:
        messages.success(request, _("Đã ghi nghề cho “%(title)s”.") % {"title": row.title})
    else:
        messages.info(request, _("Việc này đã có người xem trước."))
    return redirect("intake:occupations")


def _find(public_id: str, title: str | None) -> IntakeRow | None:
    """The row about this vacancy or person that waits (a person may have several: by ``title``), or did."""
    rows = IntakeRow.objects.select_related("batch", "vacancy", "worker").order_by("-awaits_occupation", "id")
    found = list(rows.filter(Q(vacancy__public_id=public_id) | Q(worker__public_id=public_id)))
    return next((row for row in found if title in (None, "", row.title)), None)


def _asks(row: IntakeRow, public_id: str, title: str) -> bool:
    return public_id == _subject_id(row) and title in ("", row.title)


def _subject_id(row: IntakeRow) -> str:
    subject = row.vacancy or row.worker
    return subject.public_id if subject is not None else ""


def _offers(rows: list[IntakeRow]) -> dict[str, Occupation]:
    codes = {code for row in rows for code in row.alternatives}
    return {found.code: found for found in Occupation.objects.filter(code__in=codes, level=4).order_by("code")}
