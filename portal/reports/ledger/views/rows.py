"""The rows a figure counts, and taking them away."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jobs.desk.access import user_of
from portal.accounts.access import allow, staff
from portal.reports.ledger import services
from portal.reports.ledger.enums import Count, ExportState
from portal.reports.ledger.forms import ExportForm
from portal.reports.ledger.listings import address, find
from portal.reports.ledger.models import Export
from portal.reports.ledger.views.common import XLSX, by_of, choice, scope_of

PAGE = 50


def _count_of(what: str) -> Count:
    if what not in Count.values:
        raise Http404
    return Count(what)


@allow(staff)
@require_safe
def rows(request: HttpRequest, what: str) -> HttpResponse:
    """Exactly the rows one figure counts, with names."""
    scope, trouble = scope_of(request)
    found = find(scope, _count_of(what), timezone.localdate())
    page = Paginator(found.keys, PAGE).get_page(request.GET.get("page"))
    lines = [(address(row), [(column, column.value(row)) for column in found.shown]) for row in found.full(page)]
    context = {
        **choice(request, scope),
        "trouble": trouble,
        "what": found.what,
        "by": by_of(request),
        "columns": found.shown,
        "page": page,
        "people": found.people() if page.paginator.count else 0,
        "lines": lines,
    }
    return render(request, "reports/ledger/rows.html", context)


@allow(staff)
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, what: str) -> HttpResponse:
    """Ask for the rows as a spreadsheet: with a reason, since it holds names."""
    scope, _trouble = scope_of(request)
    count = _count_of(what)
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        export = services.start(user_of(request), scope, count, given["reason"], given["submission"])
        return redirect("ledger:file", export.public_id)
    found = find(scope, count, timezone.localdate())
    context = {"scope": scope, "what": count, "form": form, "rows": found.rows.order_by().count()}
    return render(request, "reports/ledger/take.html", context)


def _own(request: HttpRequest, public_id: str) -> Export:
    """The file of whoever asked for it; nobody else's is there."""
    return get_object_or_404(Export, public_id=public_id, asked_by=user_of(request))


@allow(staff)
@require_safe
def file(request: HttpRequest, public_id: str) -> HttpResponse:
    """How far the file is; then the file."""
    export = _own(request, public_id)
    is_usable = (
        export.state == ExportState.READY
        and bool(export.file)
        and (export.expires_at or timezone.now()) > (timezone.now())
    )
    back = f"{reverse('ledger:rows', args=[export.what])}?{export.query}"
    context = {"export": export, "what": Count(export.what), "is_usable": is_usable, "back": back}
    template = "reports/ledger/_making.html" if getattr(request, "htmx", False) else "reports/ledger/file.html"
    return render(request, template, context)


@allow(staff)
@require_safe
def download(request: HttpRequest, public_id: str) -> FileResponse:
    """The file itself, for a day."""
    export = _own(request, public_id)
    if export.state != ExportState.READY or not export.file or (export.expires_at or timezone.now()) <= timezone.now():
        raise Http404
    name = f"so-tu-van-{export.what}-{export.public_id}.xlsx"
    response = FileResponse(export.file.open("rb"), as_attachment=True, filename=name, content_type=XLSX)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
