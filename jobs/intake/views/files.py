"""Files: hand in, look at, start, follow, get the bad rows back."""

import tempfile
from pathlib import Path
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jobs.intake import services
from jobs.intake.badrows import write_bad_rows
from jobs.intake.enums import BatchState, Kind, Reason
from jobs.intake.forms import MappingForm, StartForm, UploadForm
from jobs.intake.models import IntakeBatch, IntakeRow
from jobs.intake.permissions import may_see
from jobs.intake.preview import preview, sheet_widths, width_of
from jobs.intake.readers import FileError
from jobs.intake.tally import FIELDS
from portal.accounts.access import actor_of, allow, staff
from portal.accounts.models import User


def _batch(request: HttpRequest, public_id: str) -> IntakeBatch:
    """The file, for those who may see it; for others it does not exist."""
    batch = get_object_or_404(IntakeBatch.objects.select_related("created_by", "office"), public_id=public_id)
    if not may_see(actor_of(request), batch):
        raise Http404
    return batch


@allow(staff)
@require_http_methods(["GET", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Hand a file in, and the history of those handed in."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        actor = actor_of(request)
        handing = services.Handing(Kind(form.cleaned_data["kind"]), cast(User, request.user), actor.office_id)
        try:
            batch = services.receive(form.cleaned_data["file"], form.cleaned_data["file"].name, handing)
        except FileError as error:
            form.add_error("file", str(error.trouble.label))
        else:
            return redirect("intake:batch", batch.public_id)
    batches = IntakeBatch.objects.visible_to(actor_of(request)).exclude(state=BatchState.DISCARDED)
    context = {
        "form": form,
        "page": Paginator(batches.select_related("created_by"), 20).get_page(request.GET.get("page")),
        "awaiting": _queue_length(request),
    }
    return render(request, "intake/home.html", context, status=422 if form.errors else 200)


def _queue_length(request: HttpRequest) -> int:
    return IntakeRow.objects.awaiting_occupation().confirmable_by(actor_of(request)).count()


@allow(staff)
@require_GET
def batch(request: HttpRequest, public_id: str) -> HttpResponse:
    """One file at the stage it is at; asked by htmx, only the part that moves."""
    found = _batch(request, public_id)
    if found.state == BatchState.UPLOADED:
        return _look(request, found)
    context = {"batch": found, "figures": figures(found)}
    moving = found.state in {BatchState.QUEUED, BatchState.RUNNING}
    if request.htmx:  # type: ignore[attr-defined]  # HtmxMiddleware
        return render(request, "intake/_progress.html" if moving else "intake/_result.html", context)
    context["moving"] = moving
    context["rejects"] = found.rows.not_imported().order_by("ordinal")[:20]
    return render(request, "intake/batch.html", context)


def _look(request: HttpRequest, found: IntakeBatch, mapping: MappingForm | None = None) -> HttpResponse:
    """Mapping and preview before the import."""
    sheets = []
    for index, (entry, samples) in enumerate(sheet_widths(found)):
        width = width_of(entry, samples)
        form = MappingForm(Kind(found.kind), entry, width)
        if mapping is not None and request.POST.get("sheet") == str(index):
            form = mapping
        columns = [
            (form[f"column_{at}"], [sample[at] if at < len(sample) else "" for sample in samples])
            for at in range(width)
        ]
        sheets.append({"index": index, "name": entry["sheet"], "form": form, "columns": columns})
    context = {
        "batch": found,
        "sheets": sheets,
        "rows": preview(found),
        "start": StartForm(Kind(found.kind)),
    }
    return render(request, "intake/look.html", context, status=422 if mapping is not None else 200)


@allow(staff)
@require_POST
def remap(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what the columns of a sheet are."""
    found = _batch(request, public_id)
    entries = found.mapping
    index = request.POST.get("sheet", "")
    if not index.isdecimal() or int(index) >= len(entries):
        raise Http404
    if found.state != BatchState.UPLOADED:
        return redirect("intake:batch", found.public_id)
    entry, samples = sheet_widths(found)[int(index)]
    form = MappingForm(Kind(found.kind), entry, width_of(entry, samples), request.POST)
    if not form.is_valid():
        return _look(request, found, form)
    services.remap(found, entry["sheet"], form.columns())
    return redirect("intake:batch", found.public_id)


@allow(staff)
@require_POST
def start(request: HttpRequest, public_id: str) -> HttpResponse:
    """Start the import; pressed twice, it starts once."""
    found = _batch(request, public_id)
    form = StartForm(Kind(found.kind), request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            for error in errors:
                messages.error(request, str(error))
        return redirect("intake:batch", found.public_id)
    services.start(
        found, consented=form.cleaned_data.get("consented", False), collected_on=form.cleaned_data["collected_on"]
    )
    return redirect("intake:batch", found.public_id)


@allow(staff)
@require_POST
def discard(request: HttpRequest, public_id: str) -> HttpResponse:
    """Drop a file that was not started."""
    found = _batch(request, public_id)
    if services.discard(found):
        messages.success(request, _("Đã bỏ tệp %(name)s.") % {"name": found.file_name})
    return redirect("intake:home")


@allow(staff)
@require_POST
def retry(request: HttpRequest, public_id: str) -> HttpResponse:
    """Go on with an import that stopped."""
    found = _batch(request, public_id)
    services.retry(found)
    return redirect("intake:batch", found.public_id)


@allow(staff)
@require_GET
def bad_rows(request: HttpRequest, public_id: str, ending: str) -> FileResponse:
    """The rows not imported, with reasons, as a file to mend and hand in again."""
    found = _batch(request, public_id)
    # Unlinked at once: the bytes live as long as the answer.
    with tempfile.NamedTemporaryFile(suffix=f".{ending}") as target:
        write_bad_rows(found, Path(target.name))
        file = Path(target.name).open("rb")  # noqa: SIM115 — closed by the response
    name = f"{Path(found.file_name).stem}-{_('dong-chua-nhap')}.{ending}"
    return FileResponse(file, as_attachment=True, filename=name)


def figures(found: IntakeBatch) -> dict[str, Any]:
    """The counts as the page shows them."""
    counts = found.counts or {}
    rejected = counts.get("rejected", {})
    labels = {
        "pay": _("Mức lương"),
        "places": _("Nơi làm việc"),
        "experience": _("Kinh nghiệm"),
        "education": _("Trình độ"),
        "deadline": _("Hạn tuyển dụng"),
        "occupation_4": _("Nghề (4 chữ số)"),
        "occupation_2": _("Nghề (2 chữ số)"),
    }
    fields = [(labels[name], counts["fields"][name]) for name in FIELDS if counts and counts["fields"][name]["present"]]
    reasons = {**rejected, **counts.get("duplicate_by_reason", {})}
    return {
        "read": counts.get("read", 0),
        "imported": counts.get("imported", 0),
        "duplicate": counts.get("duplicate", 0),
        "rejected": sum(rejected.values()),
        "employers": counts.get("employers_added", 0),
        "awaiting": counts.get("awaiting_occupation", 0),
        "reasons": [(str(Reason(reason).label), count) for reason, count in reasons.items()],
        "fields": fields,
    }
