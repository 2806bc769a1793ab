"""An employer's own spreadsheet: hand in, look, import as drafts, get the bad rows back."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs.intake import services
from jobs.intake.badrows import write_bad_rows
from jobs.intake.enums import BatchState, Kind
from jobs.intake.forms import MappingForm, UploadForm
from jobs.intake.models import IntakeBatch
from jobs.intake.preview import preview, sheet_widths, width_of
from jobs.intake.readers import FileError
from jobs.intake.views.files import figures
from jobs.models import Vacancy
from jobs.posting.views.common import chosen_employer, user_of
from portal.accounts.access import actor_of, allow, employer_member, staff

MOVING = {BatchState.QUEUED, BatchState.RUNNING}


class OwnFileForm(UploadForm):
    """Vacancies only: people's files are the centre's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]


def own_batch(request: HttpRequest, public_id: str) -> IntakeBatch:
    """The employer's own file; for everybody else it does not exist. Staff see those they handed in themselves."""
    actor = actor_of(request)
    batch = get_object_or_404(
        IntakeBatch.objects.select_related("employer"), public_id=public_id, employer__isnull=False
    )
    mine = batch.employer_id in actor.employer_ids or (actor.is_counsellor and batch.created_by == actor.user_or_none)
    if not mine:
        raise Http404
    return batch


@allow(employer_member, staff)
def files(request: HttpRequest) -> HttpResponse:
    """Hand a file in, and those handed in before."""
    employer, employers = chosen_employer(request)
    form = OwnFileForm(request.POST, request.FILES) if request.method == "POST" else OwnFileForm()
    if request.method == "POST" and form.is_valid():
        handing = services.Handing(Kind.VACANCIES, user_of(request), employer_id=employer.pk)
        try:
            batch = services.receive(form.cleaned_data["file"], form.cleaned_data["file"].name, handing)
        except FileError as error:
            form.add_error("file", str(error.trouble.label))
        else:
            return redirect("posting:file", batch.public_id)
    batches = IntakeBatch.objects.filter(employer=employer).exclude(state=BatchState.DISCARDED)
    context = {
        "form": form,
        "employer": employer,
        "employers": employers,
        "page": Paginator(batches.order_by("-created_at", "-id"), 20).get_page(request.GET.get("page")),
    }
    return render(request, "posting/files.html", context, status=422 if form.errors else 200)


@allow(employer_member, staff)
def file(request: HttpRequest, public_id: str) -> HttpResponse:
    """One file at the stage it is at."""
    batch = own_batch(request, public_id)
    if batch.state == BatchState.UPLOADED:
        return _look(request, batch)
    made = Vacancy.objects.filter(intake_rows__batch=batch).defer("description", "requirements", "benefits_text")
    context = {
        "batch": batch,
        "figures": figures(batch),
        "moving": batch.state in MOVING,
        "rejects": list(batch.rows.not_imported().order_by("ordinal")[:20]),
        "made": list(made.prefetch_related("places").order_by("intake_rows__ordinal")[:100]),
    }
    partial = request.htmx and context["moving"]  # type: ignore[attr-defined]  # HtmxMiddleware
    return render(request, "posting/_file_progress.html" if partial else "posting/file.html", context)


def _look(request: HttpRequest, batch: IntakeBatch, sent: MappingForm | None = None) -> HttpResponse:
    sheets = []
    for index, (entry, samples) in enumerate(sheet_widths(batch)):
        width = width_of(entry, samples)
        form = MappingForm(Kind.VACANCIES, entry, width, is_own=True)
        if sent is not None and request.POST.get("sheet") == str(index):
            form = sent
        columns = [
            (form[f"column_{at}"], [sample[at] if at < len(sample) else "" for sample in samples])
            for at in range(width)
        ]
        sheets.append({"index": index, "name": entry["sheet"], "form": form, "columns": columns})
    context = {"batch": batch, "sheets": sheets, "rows": preview(batch)}
    return render(request, "posting/file_look.html", context, status=422 if sent is not None else 200)


@allow(employer_member, staff)
@require_POST
def remap(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what the columns of a sheet are."""
    batch = own_batch(request, public_id)
    index = request.POST.get("sheet", "")
    if not index.isdecimal() or int(index) >= len(batch.mapping):
        raise Http404
    if batch.state == BatchState.UPLOADED:
        entry, samples = sheet_widths(batch)[int(index)]
        form = MappingForm(Kind.VACANCIES, entry, width_of(entry, samples), request.POST, is_own=True)
        if not form.is_valid():
            return _look(request, batch, form)
        services.remap(batch, entry["sheet"], form.columns())
    return redirect("posting:file", batch.public_id)


@allow(employer_member, staff)
@require_POST
def begin(request: HttpRequest, public_id: str) -> HttpResponse:
    """Start the import, go on with one that stopped, or drop the file; pressed twice, once."""
    batch = own_batch(request, public_id)
    if "discard" in request.POST:
        services.discard(batch)
        return redirect("posting:files")
    if batch.state == BatchState.FAILED:
        services.retry(batch)
    else:
        services.start(batch, consented=False, collected_on=None)
    return redirect("posting:file", batch.public_id)


@allow(employer_member, staff)
def bad_rows(request: HttpRequest, public_id: str, ending: str) -> FileResponse:
    """The rows not imported, with reasons, as a file to mend and hand in again."""
    batch = own_batch(request, public_id)
    # Unlinked at once: the bytes live as long as the answer.
    with tempfile.NamedTemporaryFile(suffix=f".{ending}") as target:
        write_bad_rows(batch, Path(target.name))
        content = Path(target.name).open("rb")  # noqa: SIM115 — closed by the response
    name = f"{Path(batch.file_name).stem}-{_('dong-chua-nhap')}.{ending}"
    return FileResponse(content, as_attachment=True, filename=name)
