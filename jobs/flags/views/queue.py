"""The centre looks at reported adverts and decides."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jobs.flags import reading, services
from jobs.flags.enums import Outcome
from jobs.flags.forms import DecisionForm
from jobs.flags.models import Flag
from jobs.models import Vacancy
from jobs.services import NotPossible
from portal.accounts.access import actor_of, allow, staff


@allow(staff)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Adverts with open reports, and what was decided lately."""
    context = {"reported": reading.reported(), "decided": reading.decided(), "form": DecisionForm(auto_id=False)}
    return render(request, "jobs/flags/queue.html", context)


@allow(staff)
@require_POST
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """One decision for all open reports of an advert; suspending the employer is the managers'."""
    vacancy = get_object_or_404(Vacancy, public_id=public_id)
    actor = actor_of(request)
    user = actor.user_or_none
    assert user, "the rule lets in staff only"
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn quyết định và ghi vì sao."))
        return redirect("flags:queue")
    outcome: Outcome = form.cleaned_data["outcome"]
    if outcome == Outcome.SUSPEND and not actor.is_manager:
        raise PermissionDenied
    upto = get_object_or_404(Flag, public_id=form.cleaned_data["upto"], vacancy=vacancy)
    try:
        services.decide(vacancy, outcome, user, form.cleaned_data["note"], upto)
        messages.success(request, _("Đã quyết định: %(outcome)s.") % {"outcome": str(outcome.label).lower()})
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("flags:queue")
