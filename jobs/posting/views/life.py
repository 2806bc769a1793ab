"""A published vacancy: what may change of it, its end, its history."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs.enums import VACANCY_TRANSITIONS, CloseReason, VacancyState
from jobs.hiring.candidates import UNDER_WAY
from jobs.models import Vacancy
from jobs.permissions import may_act
from jobs.posting.forms import life as forms
from jobs.posting.history import history
from jobs.posting.models import Closing, Merge
from jobs.posting.services import life
from jobs.posting.views.common import managed, user_of
from jobs.services import NotPossible
from portal.accounts.access import actor_of, allow, employer_member, staff

KINDS = {
    "gia-han": forms.ExtendForm,
    "so-luong": forms.SeatsForm,
    "lien-he": forms.ContactForm,
    "dong": forms.ClosingForm,
}
IDS = {"gia-han": "extend_%s", "so-luong": "seats_%s", "lien-he": "contact_%s", "dong": "close_%s"}


@allow(employer_member, staff)
def manage(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything that may be done with a vacancy without a new approval, and what has happened to it."""
    return _page(request, managed(request, public_id), {})


def _page(request: HttpRequest, one: Vacancy, sent: dict[str, Any]) -> HttpResponse:
    context = {
        "vacancy": one,
        "forms": {**forms.forms_of(one), **sent},
        "open": one.state in life.OPEN,
        "can_close": VacancyState.CLOSED in VACANCY_TRANSITIONS[VacancyState(one.state)],
        "may_act": may_act(actor_of(request), one),
        "events": history(one),
        "closing": Closing.objects.filter(vacancy=one).first(),
        "merge": Merge.objects.filter(duplicate=one).select_related("survivor").first(),
    }
    return render(request, "posting/manage.html", context, status=422 if sent else 200)


@allow(employer_member, staff)
@require_POST
def change(request: HttpRequest, public_id: str, what: str) -> HttpResponse:
    """One change; the same sent twice changes nothing the second time."""
    one = managed(request, public_id)
    if what not in KINDS:
        raise Http404
    form = KINDS[what](request.POST, auto_id=IDS[what])
    try:
        if not may_act(actor_of(request), one):
            raise NotPossible(_("Trung tâm chưa xác minh doanh nghiệp nên chưa đổi được tin này."))
        if not form.is_valid():
            return _page(request, one, {what: form})
        if what == "dong" and _waits(one):
            # People wait: what are they told? The numbers go along.
            data = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
            return redirect(f"{reverse('answers:closing', args=[one.public_id])}?{urlencode(data)}")
        messages.success(request, _do(request, one, what, form.cleaned_data))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("posting:manage", one.public_id)
    return redirect("hiring:vacancy" if what == "dong" else "posting:manage", one.public_id)


def _waits(one: Vacancy) -> bool:
    """Whether somebody's application is under way and the vacancy can still be closed."""
    return one.state != VacancyState.CLOSED and one.applications.filter(state__in=UNDER_WAY).exists()


def _do(request: HttpRequest, one: Vacancy, what: str, data: dict[str, Any]) -> str:
    user = user_of(request)
    if what == "gia-han":
        life.extend(one, user, data["until"])
        return _("Đã gia hạn đến %(day)s.") % {"day": f"{data['until']:%d/%m/%Y}"}
    if what == "so-luong":
        life.raise_headcount(one, user, data["headcount"])
        return _("Nay cần tuyển %(n)s người.") % {"n": data["headcount"]}
    if what == "lien-he":
        life.change_contact(one, user, life.Contact(**data))
        return _("Đã đổi người liên hệ.")
    if data["outcome"] == CloseReason.FILLED_HERE and not one.filled:
        raise NotPossible(_("Chưa ghi nhận ai tuyển qua trung tâm. Hãy trả lời “đã tuyển” ở hồ sơ của người đó trước."))
    life.close(one, user, life.Ending(data["outcome"], data["hired_elsewhere"], data["note"]))
    return _("Đã đóng tin.")
