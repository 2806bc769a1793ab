"""A thread, for both sides and the counsellor who referred; the centre's list of reports."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs.messages import services
from jobs.messages.forms import HandleForm, LetterForm, ReportForm
from jobs.messages.models import Letter, Reading, Report, Side
from jobs.messages.permissions import is_open, is_stopped, may_look_into, side_of
from jobs.models import Application
from jobs.services import NotPossible
from portal.accounts.access import actor_of, allow, employer_member, staff, worker
from portal.accounts.models import User
from portal.accounts.services import log_access

SHOWN = 200


def _taking_part(request: HttpRequest, public_id: str) -> tuple[Application, Side | None]:
    """The application and as whom the reader takes part; ``None`` for the centre looking into a report."""
    found = Application.objects.select_related("vacancy__employer", "worker", "referral")
    application = get_object_or_404(found, public_id=public_id)
    side = side_of(actor_of(request), application)
    if side is None and not may_look_into(actor_of(request), application):
        raise Http404
    return application, side


@allow(worker, employer_member, staff)
def thread(request: HttpRequest, public_id: str) -> HttpResponse:
    """All letters, the newest last, and the place to write the next."""
    application, side = _taking_part(request, public_id)
    user = cast(User, request.user)
    form = LetterForm(request.POST or None)
    if request.method == "POST" and side and form.is_valid():
        try:
            services.write(application, user, side, form.cleaned_data["text"], form.cleaned_data["nonce"])
        except NotPossible as refusal:
            form.add_error("text", str(refusal))
        else:
            return redirect("letters:thread", application.public_id)
    if side:
        services.read(application, user, side)
    if side in {None, Side.CENTRE}:
        log_access(user, application.worker.public_id, "messages", application.vacancy.title[:255])
    newest = Letter.objects.filter(application=application).select_related("author").order_by("-at", "-id")[:SHOWN]
    read_by = Reading.objects.filter(application=application).exclude(side=side or "").order_by("-at", "id").first()
    context = {
        "application": application,
        "side": side,
        "letters": list(newest)[::-1],
        "read_until": read_by.at if read_by else None,
        "form": form,
        "report": ReportForm(auto_id="report_%s"),
        "open": is_open(application),
        "stopped": is_stopped(application),
    }
    return render(request, "jobs/messages/thread.html", context)


@allow(worker, employer_member, staff)
@require_POST
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask the centre to look; nobody writes until it has."""
    application, side = _taking_part(request, public_id)
    if side is None:
        raise Http404
    form = ReportForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        services.report(application, cast(User, request.user), side, reason)
        messages.success(request, _("Đã báo trung tâm. Bên kia không nhắn cho anh chị được nữa đến khi trung tâm xem."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("letters:thread", application.public_id)


@allow(staff)
def reports(request: HttpRequest) -> HttpResponse:
    """Reports nobody has dealt with, the oldest first."""
    rows = Report.objects.filter(handled_at=None).select_related(
        "application__vacancy__employer", "application__worker"
    )
    page = Paginator(rows.order_by("at", "id"), 20).get_page(request.GET.get("page"))
    return render(request, "jobs/messages/reports.html", {"page": page, "form": HandleForm(auto_id=False)})


@allow(staff)
@require_POST
def handle(request: HttpRequest, public_id: str) -> HttpResponse:
    one = get_object_or_404(Report, public_id=public_id)
    form = HandleForm(request.POST)
    try:
        outcome = form.cleaned_data["outcome"] if form.is_valid() else ""
        services.handle(one, cast(User, request.user), outcome, "reopen" in request.POST)
        messages.success(request, _("Đã ghi cách xử lý."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("letters:reports")
