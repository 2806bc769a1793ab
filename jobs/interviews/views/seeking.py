"""The person's side: choosing a time, saying that none fits, the calendar file."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs.hiring.candidates import REACHED
from jobs.interviews import calendar_file, services
from jobs.interviews.forms import NoneFitsForm
from jobs.interviews.models import Interview, Slot
from jobs.permissions import may_act
from jobs.services import NotPossible
from portal.accounts.access import actor_of, allow, employer_member, signed_in, staff, worker
from portal.accounts.models import User

_LOADED = ("application__vacancy__employer", "worker", "slot")


def _own(request: HttpRequest, public_id: str) -> Interview:
    found = Interview.objects.select_related(*_LOADED)
    return get_object_or_404(found, public_id=public_id, worker=actor_of(request).worker_id)


def _back(interview: Interview) -> HttpResponse:
    return redirect(reverse("seeking:application", args=[interview.application.public_id]) + "#phong-van")


@allow(worker)
@require_POST
def choose(request: HttpRequest, public_id: str) -> HttpResponse:
    """One of the times offered."""
    one = _own(request, public_id)
    slot = Slot.objects.filter(public_id=request.POST.get("slot", "")[:12], vacancy=one.application.vacancy_id).first()
    try:
        if slot is None:
            raise NotPossible(_("Hãy chọn một giờ."))
        booked = services.choose(one, slot, cast(User, request.user))
        messages.success(request, _("Đã hẹn phỏng vấn lúc %(time)s.") % {"time": booked.slot})
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return _back(one)


@allow(worker)
@require_POST
def none_fits(request: HttpRequest, public_id: str) -> HttpResponse:
    """No time will do, or the chosen one no longer does."""
    one = _own(request, public_id)
    form = NoneFitsForm(request.POST)
    try:
        services.none_fits(one, cast(User, request.user), form.cleaned_data["reason"] if form.is_valid() else "")
        messages.success(request, _("Đã báo doanh nghiệp. Họ hẹn giờ khác thì anh chị thấy ở đây."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return _back(one)


@allow(worker, employer_member, staff)
def calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    """The booked time for one's own calendar; the applicant's and the employer's."""
    one = get_object_or_404(Interview.objects.select_related(*_LOADED), public_id=public_id)
    actor = actor_of(request)
    application = one.application
    is_ours = application.state in REACHED and may_act(actor, application.vacancy)
    if one.slot is None or not (one.worker_id == actor.worker_id or is_ours):
        raise Http404
    return calendar_file.as_download(one)


@allow(signed_in)
def mine(request: HttpRequest) -> HttpResponse:
    """Where a reminder leads: the page on which one's own interviews stand."""
    actor = actor_of(request)
    if actor.worker_id:
        return redirect("seeking:home")
    return redirect("hiring:home" if actor.employer_ids else "landing")
