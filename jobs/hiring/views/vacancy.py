"""One vacancy of one's own: its people, its life, its text."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs.enums import ApplicationState, VacancyState
from jobs.hiring import candidates
from jobs.models import Vacancy, VacancyPlace, VacancyTransition
from jobs.permissions import may_act, may_edit, may_manage
from jobs.posting.services import starting
from jobs.posting.views import life
from jobs.services import NotPossible, vacancies
from portal.accounts.access import actor_of, allow, employer_member, staff

PAGE = 10
LISTS = ("applied", "matched", "invited")


def managed(request: HttpRequest, public_id: str) -> Vacancy:
    """The vacancy, if the actor may manage it; others do not learn that it exists."""
    vacancy = get_object_or_404(Vacancy.objects.select_related("employer", "occupation"), public_id=public_id)
    if not may_manage(actor_of(request), vacancy):
        raise Http404
    return vacancy


@allow(employer_member, staff)
def vacancy(request: HttpRequest, public_id: str) -> HttpResponse:
    """People first: who applied, who suits, who was invited; what can be done with the vacancy beside."""
    one = managed(request, public_id)
    places = VacancyPlace.objects.select_related("commune", "province", "park")
    prefetch_related_objects([one], Prefetch("places", places))
    acts = may_act(actor_of(request), one)
    applied, invited = candidates.in_contact(one) if acts else ([], [])
    matched = candidates.matched(one) if acts and one.state == VacancyState.PUBLISHED else []
    order, only = request.GET.get("xep", ""), request.GET.get("loc", "")
    counts = {"applied": len(applied), "matched": len(matched), "invited": len(invited)}
    shown = request.GET.get("ai", "")
    if shown not in LISTS:
        shown = "applied" if applied else "matched"
    if shown == "applied":
        applied = candidates.arranged(one, applied, order, only)
    lists: dict[str, list[Any]] = {"applied": applied, "matched": matched, "invited": invited}
    page = Paginator(lists[shown], PAGE).get_page(request.GET.get("page"))
    describe = candidates.described if shown == "matched" else candidates.of_applications
    people = describe(one, list(page.object_list))
    state = VacancyState(one.state)
    return render(
        request,
        "jobs/hiring/vacancy.html",
        {
            "vacancy": one,
            "people": people,
            "page": page,
            "tabs": _tabs(counts, shown),
            "shown": shown,
            "applied_count": counts["applied"],
            "order": order,
            "only": only,
            "orders": candidates.orders(),
            "states": [state for state in ApplicationState if state in candidates.REACHED],
            "may_edit": may_edit(actor_of(request), one),
            "may_act": acts,
            "returned": _last_line(one) if state == VacancyState.RETURNED else None,
        },
    )


def _last_line(one: Vacancy) -> VacancyTransition | None:
    return one.transitions.select_related("returned").order_by("-at", "-id").first()


def _tabs(counts: dict[str, int], shown: str) -> list[dict[str, object]]:
    labels = {"applied": _("Đã nộp hồ sơ"), "matched": _("Phù hợp"), "invited": _("Đã mời")}
    return [{"label": labels[key], "url": f"?ai={key}", "count": counts[key], "current": key == shown} for key in LISTS]


@allow(employer_member)
def create(request: HttpRequest) -> HttpResponse:
    """Posting begins with the choice of where from."""
    employer = request.GET.get("dn", "")
    return redirect(f"{reverse('posting:start')}?{urlencode({'dn': employer})}" if employer else "posting:start")


@allow(employer_member, staff)
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """The text of a draft or of a vacancy the centre returned is changed step by step."""
    one = managed(request, public_id)
    if not may_edit(actor_of(request), one):
        raise PermissionDenied
    return redirect("posting:review", one.public_id)


def _submit(request: HttpRequest, one: Vacancy) -> HttpResponse:
    user = actor_of(request).user_or_none
    assert user, "the rules let in signed-in people only"
    try:
        vacancies.submit(one, user)
        messages.success(request, _("Đã gửi trung tâm duyệt. Thường trong một ngày làm việc là tin được đăng."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("hiring:vacancy", one.public_id)


@allow(employer_member, staff)
@require_POST
def duplicate(request: HttpRequest, public_id: str) -> HttpResponse:
    """Post again: a draft with the same text, to be looked over and dated."""
    one = managed(request, public_id)
    user = actor_of(request).user_or_none
    assert user, "the rules let in signed-in people only"
    copy = starting.duplicate(one, user)
    messages.success(request, _("Đã nhân bản. Chỉ cần xem lại số lượng và hạn nhận hồ sơ."))
    return redirect("posting:step", copy.public_id, "viec")


@allow(employer_member, staff)
@require_POST
def change(request: HttpRequest, public_id: str, action: str) -> HttpResponse:
    """Hand in, pause, resume or close."""
    one = managed(request, public_id)
    user = actor_of(request).user_or_none
    assert user, "the rules let in signed-in people only"
    try:
        if action == "gui":
            return _submit(request, one)
        if not may_act(actor_of(request), one):
            raise NotPossible(_("Trung tâm chưa xác minh doanh nghiệp nên chưa đổi được tin này."))
        if action == "tam-dung":
            vacancies.pause(one, user)
            messages.success(request, _("Đã tạm dừng: tin không hiện với người tìm việc nữa."))
        elif action == "dang-lai" and one.state == VacancyState.PAUSED:
            vacancies.publish(one, user)
            messages.success(request, _("Tin đang hiện trở lại."))
        elif action == "dong":
            return life.change(request, one.public_id, action)
        else:
            raise Http404
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("hiring:vacancy", one.public_id)
