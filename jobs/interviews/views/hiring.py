"""The employer's side: offering times, the list of a vacancy's interviews, moving, cancelling, who came."""

from collections.abc import Iterable
from typing import cast

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from jobs.hiring.views.candidate import answering
from jobs.interviews import services
from jobs.interviews.enums import InterviewState
from jobs.interviews.forms import MoveForm, OfferForm, WordForm
from jobs.interviews.models import Interview, Slot
from jobs.models import Application
from jobs.permissions import may_act
from jobs.services import NotPossible
from portal.accounts.access import actor_of, allow, employer_member, staff
from portal.accounts.models import User

SHOWN = 100


@allow(employer_member, staff)
def offer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Times for those ticked (``?nguoi=``); each of them chooses one."""
    vacancy = answering(request, public_id)
    people = list(
        Application.objects.filter(vacancy=vacancy, state__in=services.INTERVIEWING)
        .select_related("worker")
        .order_by("created_at", "id")
    )
    last = Slot.objects.filter(vacancy__employer=vacancy.employer_id).order_by("-created_at", "-id").first()
    usual = {"way": last.way, "place": last.place, "note": last.note, "minutes": last.minutes} if last else {}
    named = request.GET.getlist("nguoi") or [one.worker.public_id for one in people[:1] if len(people) == 1]
    form = OfferForm(request.POST or None, applicants=people, initial=usual | {"people": named})
    if request.method == "POST" and form.is_valid():
        picked = set(form.cleaned_data["people"])
        chosen = [one for one in people if one.worker.public_id in picked]
        try:
            made = services.offer(vacancy, chosen, form.times(), cast(User, request.user))
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext("Đã mời %(n)d người chọn giờ.", "Đã mời %(n)d người chọn giờ.", len(made))
            messages.success(request, said % {"n": len(made)})
            return redirect("interviews:slots", vacancy.public_id)
    return render(request, "jobs/interviews/offer.html", {"vacancy": vacancy, "form": form, "people": people})


@allow(employer_member, staff)
def slots(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every time of the vacancy with who comes, those ahead first; then whom no time fits."""
    vacancy = answering(request, public_id)
    coming = Interview.objects.filter(state__in=["booked", "held", "no_show"]).select_related("worker").order_by("id")
    found = Slot.objects.filter(vacancy=vacancy).prefetch_related(Prefetch("interviews", coming, to_attr="coming"))
    rows = list(found.order_by("-starts_at", "-id")[:SHOWN])
    now = timezone.now()
    open_ones = list(
        Interview.objects.filter(
            application__vacancy=vacancy, state__in=[InterviewState.OFFERED, InterviewState.NONE_FITS],
            application__state__in=services.INTERVIEWING,
        )
        .select_related("worker", "application")
        .order_by("-changed_at", "-id")[:SHOWN]
    )  # fmt: skip
    context = {
        "vacancy": vacancy,
        "ahead": [one for one in reversed(rows) if one.starts_at > now],
        "past": [one for one in rows if one.starts_at <= now and one.coming],
        "open": [one for one in open_ones if one.state == InterviewState.OFFERED],
        "none_fits": _latest(open_ones),
        "move": MoveForm(auto_id=False),
        "word": WordForm(auto_id=False),
    }
    return render(request, "jobs/interviews/slots.html", context)


def _latest(rows: Iterable[Interview]) -> list[Interview]:
    """Of those whom no time fitted, the ones with nothing newer."""
    found: list[Interview] = []
    known: set[int] = set()
    for one in rows:
        if one.application_id not in known and one.state == InterviewState.NONE_FITS:
            found.append(one)
        known.add(one.application_id)
    return found


def _own_slot(request: HttpRequest, public_id: str) -> Slot:
    slot = get_object_or_404(Slot.objects.select_related("vacancy__employer"), public_id=public_id)
    if not may_act(actor_of(request), slot.vacancy):
        raise Http404
    return slot


def _own_interview(request: HttpRequest, public_id: str) -> Interview:
    found = Interview.objects.select_related("application__vacancy__employer", "worker")
    one = get_object_or_404(found, public_id=public_id)
    if not may_act(actor_of(request), one.application.vacancy):
        raise Http404
    return one


@allow(employer_member, staff)
@require_POST
def move(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another time; whoever had chosen this one chooses anew."""
    slot = _own_slot(request, public_id)
    form = MoveForm(request.POST)
    try:
        if not form.is_valid():
            raise NotPossible(_("Hãy ghi giờ mới và lý do."))
        data = form.cleaned_data
        services.move_slot(slot, data["starts_at"], cast(User, request.user), data["reason"], data["version"])
        messages.success(request, _("Đã đổi giờ. Người đã chọn được báo và chọn lại."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("interviews:slots", slot.vacancy.public_id)


@allow(employer_member, staff)
@require_POST
def cancel_slot(request: HttpRequest, public_id: str) -> HttpResponse:
    slot = _own_slot(request, public_id)
    form = WordForm(request.POST)
    try:
        services.cancel_slot(slot, cast(User, request.user), form.cleaned_data["reason"] if form.is_valid() else "")
        messages.success(request, _("Đã hủy giờ này và báo những người liên quan."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("interviews:slots", slot.vacancy.public_id)


@allow(employer_member, staff)
@require_POST
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """One person's appointment or offer."""
    one = _own_interview(request, public_id)
    form = WordForm(request.POST)
    try:
        services.cancel(one, cast(User, request.user), form.cleaned_data["reason"] if form.is_valid() else "")
        messages.success(request, _("Đã hủy và báo người lao động."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("hiring:candidate", one.application.vacancy.public_id, one.worker.public_id)


@allow(employer_member, staff)
@require_POST
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    """Came, or did not."""
    one = _own_interview(request, public_id)
    try:
        services.record(one, request.POST.get("came") == "yes", cast(User, request.user))
        messages.success(request, _("Đã ghi."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("interviews:slots", one.application.vacancy.public_id)
