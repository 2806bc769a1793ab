"""The centre's decisions on what is published."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs.enums import VacancyState
from jobs.hiring.forms.actions import ReturnForm
from jobs.models import Vacancy
from jobs.services import NotPossible, vacancies
from portal.accounts.access import actor_of, allow, staff

SHOWN = 50


@allow(staff)
def approvals(request: HttpRequest) -> HttpResponse:
    """Vacancies handed in, longest waiting first."""
    submitted = (
        Vacancy.objects.filter(state=VacancyState.SUBMITTED)
        .select_related("employer", "occupation")
        .prefetch_related("places__commune", "places__province", "places__park")
        .order_by("updated_at", "id")[:SHOWN]
    )
    return render(
        request,
        "jobs/hiring/approvals.html",
        {"vacancies": submitted, "returning": ReturnForm(auto_id=False)},
    )


@allow(staff)
@require_POST
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Publish a vacancy handed in, or send it back saying what to mend."""
    vacancy = get_object_or_404(Vacancy.objects.select_related("employer"), public_id=public_id)
    user = actor_of(request).user_or_none
    assert user, "the rule lets in staff only"
    try:
        if "publish" in request.POST:
            vacancies.publish(vacancy, user)
            messages.success(request, _("Đã đăng “%(title)s”.") % {"title": vacancy.title})
        else:
            vacancies.send_back(vacancy, user, request.POST.get("reason", "")[:255])
            messages.success(request, _("Đã trả lại “%(title)s” để sửa.") % {"title": vacancy.title})
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("hiring:approvals")
