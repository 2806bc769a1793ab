"""My papers: handing in, naming, deleting, taking back; staff open one with a line in the log."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts.access import actor_of, allow, staff, worker
from portal.documents.uploads import attachment
from workers.looks.asking import opened
from workers.models import Worker
from workers.papers import services
from workers.papers.enums import PaperKind
from workers.papers.forms import PaperForm, PapersForm
from workers.papers.models import Paper
from workers.papers.permissions import is_own
from workers.views.profile import own


@allow(worker)
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The list, and the form that adds to it. Good files are kept even when others of the same go are refused."""
    me = own(request)
    form = PapersForm(request.POST, request.FILES) if request.method == "POST" else PapersForm()
    if form.is_bound and form.is_valid() and _keep(request, me, form):
        return redirect("papers:mine")
    context = {
        "form": form,
        "papers": list(services.papers_of(me)),
        "room": services.room_of(me),
        "most": services.MOST_PAPERS,
        "most_bytes": services.MOST_BYTES,
    }
    return render(request, "workers/papers/mine.html", context)


def _keep(request: HttpRequest, me: Worker, form: PapersForm) -> bool:
    """Keep what can be kept; ``False`` (with the reasons on the form) when something was refused."""
    kept = 0
    for file in form.cleaned_data["papers"]:
        try:
            services.add(me, file, PaperKind(form.cleaned_data["kind"]), actor_of(request).user_or_none)
            kept += 1
        except ValidationError as refusal:
            form.add_error("papers", f"“{(file.name or '')[:80]}”: {' '.join(refusal.messages)}")
    if kept:
        said = ngettext("Đã lưu %(n)s giấy tờ.", "Đã lưu %(n)s giấy tờ.", kept) % {"n": kept}
        messages.success(request, said)
    return not form.errors


@allow(worker, staff)
@require_GET
def download(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The file itself, to be saved."""
    paper = get_object_or_404(Paper.objects.select_related("upload", "worker"), public_id=public_id)
    actor = actor_of(request)
    user = actor.user_or_none
    if user and not is_own(actor, paper):
        if not actor.is_counsellor:
            raise Http404
        opened(request, paper.worker)
        services.log_opened(user, paper)
    return attachment(paper.upload)


@allow(worker)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    paper = get_object_or_404(services.papers_of(own(request)), public_id=public_id)
    form = PaperForm(request.POST or None, initial={"title": paper.title, "kind": paper.kind})
    if request.method == "POST" and form.is_valid():
        services.rename(paper, form.cleaned_data["title"], PaperKind(form.cleaned_data["kind"]))
        messages.success(request, _("Đã lưu tên giấy tờ."))
        return redirect("papers:mine")
    return render(request, "workers/papers/edit.html", {"paper": paper, "form": form})


@allow(worker)
@require_POST
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    paper = get_object_or_404(services.papers_of(own(request)), public_id=public_id)
    services.delete(paper)
    messages.success(request, _("Đã xóa “%(title)s”.") % {"title": paper.title})
    return redirect("papers:mine")
