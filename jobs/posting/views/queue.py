"""The centre's queue: the list, one vacancy at a time, the decision."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from employers.enums import Verification
from jobs.enums import VacancyState
from jobs.models import Vacancy, VacancyPlace
from jobs.posting import queue as waiting_room
from jobs.posting.enums import ReturnReason
from jobs.posting.review import findings_of, problems, unknown
from jobs.posting.services import approving, merging
from jobs.posting.services.twins import twins
from jobs.posting.views.common import user_of
from jobs.services import NotPossible
from jobs.views.vacancy import conditions, listed, requirements
from portal.accounts.access import allow, staff
from portal.codes.form_fields import TidyField

PAGE = 20
FULL = Prefetch("places", VacancyPlace.objects.select_related("commune", "province", "park").order_by("id"))


class DecisionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reasons = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Cần sửa"),
        choices=ReturnReason.choices,
        coerce=ReturnReason,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = TidyField(label=gettext_lazy("Nói rõ thêm"), max_length=255, required=False)
    accepted = TidyField(
        label=gettext_lazy("Vì sao giữ câu chữ này"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("Chỉ khi yêu cầu đặc thù của công việc đòi hỏi; được ghi vào lịch sử tin."),
    )


@allow(staff)
def queue(request: HttpRequest) -> HttpResponse:
    """Vacancies handed in, longest waiting first, with what speaks against each."""
    query, standing = request.GET.get("q", "")[:80], request.GET.get("dn", "")
    rows = waiting_room.waiting(query, standing).select_related("employer", "occupation").prefetch_related(FULL)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": waiting_room.described(list(page.object_list)),
        "query": query,
        "standing": standing,
        "standings": [one for one in Verification if one != Verification.SUSPENDED],
    }
    return render(request, "posting/queue.html", context)


@allow(staff)
def look(request: HttpRequest, public_id: str) -> HttpResponse:
    """One of them in full, with the check's findings beside the text, its twins and its employer's standing."""
    one = _handed_in(public_id)
    if one.state != VacancyState.SUBMITTED:
        return redirect("hiring:vacancy", one.public_id)
    return _look(request, one, DecisionForm(initial={"version": one.version}))


def _handed_in(public_id: str) -> Vacancy:
    rows = Vacancy.objects.select_related("employer", "occupation", "training_field").prefetch_related(FULL)
    return get_object_or_404(rows, public_id=public_id)


def _look(request: HttpRequest, one: Vacancy, form: DecisionForm) -> HttpResponse:
    findings = findings_of(one)
    before, after = waiting_room.neighbours(one)
    context: dict[str, Any] = {
        "vacancy": one,
        "form": form,
        "findings": findings,
        "blocked": any(row.finding.blocks for row in findings),
        "problems": [words for step, words in problems(one) if step != "lien-he"],
        "unknown": [words for _step, words in unknown(one)],
        "twins": twins(one),
        "standing": waiting_room.standing_of(one.employer_id),
        "asked": requirements(one, listed(one)),
        "conditions": conditions(one),
        "before": before,
        "after": after,
    }
    return render(request, "posting/look.html", context, status=422 if form.errors else 200)


@allow(staff)
@require_POST
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Publish, return or merge; then the next one of the queue."""
    one = _handed_in(public_id)
    _before, after = waiting_room.neighbours(one)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _look(request, one, form)
    data = form.cleaned_data
    decision = approving.Decision(data["version"], data["accepted"], tuple(data["reasons"]), data["words"])
    try:
        messages.success(request, _decided(request, one, decision))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("posting:look", one.public_id)
    if after is not None:
        return redirect("posting:look", after.public_id)
    return redirect("hiring:approvals")


def _decided(request: HttpRequest, one: Vacancy, decision: approving.Decision) -> str:
    user = user_of(request)
    if "publish" in request.POST:
        approving.publish(one, user, decision)
        return _("Đã đăng “%(title)s”.") % {"title": one.title}
    if "merge" in request.POST:
        survivor = get_object_or_404(Vacancy, public_id=request.POST["merge"][:12], employer=one.employer)
        merging.merge(one, survivor, user)
        return _("Đã gộp “%(title)s” vào tin đang có.") % {"title": one.title}
    approving.send_back(one, user, decision)
    return _("Đã trả lại “%(title)s” để sửa.") % {"title": one.title}


@allow(staff)
@require_POST
def publish_several(request: HttpRequest) -> HttpResponse:
    """Publish those ticked; what is no longer clean is left for a look."""
    asked = dict(mark.split(":", 1) for mark in request.POST.getlist("tin")[:PAGE] if ":" in mark)
    rows = waiting_room.waiting().select_related("employer").filter(public_id__in=asked)
    clean = [row.vacancy for row in waiting_room.described(list(rows[:PAGE])) if row.is_clean]
    chosen = [(one, int(asked[one.public_id])) for one in clean if asked[one.public_id].isdecimal()]
    done, refused = approving.publish_clean(chosen, user_of(request))
    if done:
        messages.success(request, _("Đã đăng %(n)s tin.") % {"n": done})
    left = len(asked) - done
    if left:
        said = _("%(n)s tin chưa đăng được, hãy mở từng tin.") % {"n": left}
        messages.warning(request, " ".join([said, *refused[:3]]))
    return redirect("hiring:approvals")
