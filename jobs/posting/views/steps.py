"""Mẫu 03a in short steps, each saved by itself; the review before handing in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs.checking import Finding, mended
from jobs.models import Vacancy
from jobs.permissions import may_edit
from jobs.posting import review as reviewing
from jobs.posting.forms.all import BY_KEY, STEPS, following
from jobs.posting.forms.base import VacancyStep, check_field, digest
from jobs.posting.forms.terms import ContactStep
from jobs.posting.forms.work import WorkStep
from jobs.posting.services import starting
from jobs.posting.services.suited import suited
from jobs.posting.services.twins import twins
from jobs.posting.views.common import chosen_employer, managed, user_of
from jobs.posting.views.start import origin_of
from jobs.services import NotPossible, editing, vacancies
from jobs.views.vacancy import conditions, listed, requirements
from portal.accounts.access import actor_of, allow, employer_member, staff
from portal.codes.fields import new_public_id


@allow(employer_member, staff)
def new(request: HttpRequest) -> HttpResponse:
    """The first step of a vacancy that is not stored yet; sent twice, it makes one."""
    employer, employers = chosen_employer(request)
    draft = Vacancy(employer=employer, public_id=request.POST.get("draft") or new_public_id())
    data, finding = _with_suggestion(request, WorkStep)
    form = WorkStep(data, vacancy=draft)
    if request.method == "POST" and form.is_valid():
        try:
            made = starting.create_once(draft.public_id, employer, user_of(request), form.apply_to, origin_of(request))
        except ValueError:
            raise Http404 from None
        return _onward(request, WorkStep(vacancy=made), made, finding)
    return _page(request, form, draft, {"employers": employers})


@allow(employer_member, staff)
def step(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """One step. Saving leads to the next, or stays while the wording has something to look at."""
    one = managed(request, public_id)
    if key not in BY_KEY:
        raise Http404
    if not may_edit(actor_of(request), one):
        messages.info(request, _("Tin đã gửi đi nên không sửa được nữa."))
        return redirect("hiring:vacancy", one.public_id)
    data, finding = _with_suggestion(request, BY_KEY[key])
    form = BY_KEY[key](data, vacancy=one)
    if request.method == "POST" and form.is_valid():
        try:
            saved = editing.edit(one, form.cleaned_data["version"] or 0, form.apply_to)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
            typed: Any = data.copy()
            typed["version"] = str(Vacancy.objects.get(pk=one.pk).version)
            form.data = typed
        else:
            if isinstance(form, ContactStep):
                form.commit(saved, user_of(request))
            return _onward(request, BY_KEY[key](vacancy=saved), saved, finding)
    return _page(request, form, one, {})


def _with_suggestion(request: HttpRequest, kind: type[VacancyStep]) -> tuple[Any, Finding | None]:
    """What was sent, with the suggestion accepted by the button put in its place."""
    if request.method != "POST":
        return None, None
    field, _colon, mark = request.POST.get("fix", "").partition("|")
    if field not in kind.texts:
        return request.POST, None
    data: Any = request.POST.copy()
    # The browser sends line ends its own way; the page counted the stored ones.
    text = data.get(field, "").replace("\r\n", "\n")
    for one in check_field(text, field):
        if one.mark == mark:
            data[field] = mended(text, one)
            return data, one
    return data, None


def _onward(request: HttpRequest, form: VacancyStep, one: Vacancy, fixed: Finding | None) -> HttpResponse:
    """Where saving leads: on, to the review, out, or back to what the wording check has not shown yet."""
    shown = digest(form.findings())
    fresh = shown and shown != request.POST.get("seen")
    if fixed or "fix" in request.POST:
        messages.success(request, _("Đã dùng câu gợi ý."))
        return redirect("posting:step", one.public_id, form.key)
    if "leave" in request.POST:
        messages.success(request, _("Đã lưu. Bản nháp ở mục Tuyển dụng, lúc nào viết tiếp cũng được."))
        return redirect("hiring:home") if actor_of(request).employer_ids else redirect("hiring:vacancy", one.public_id)
    if fresh:
        messages.warning(request, _("Đã lưu. Có câu chữ cần xem lại ở dưới."))
        return redirect("posting:step", one.public_id, form.key)
    after = following(type(form))
    if after is None or "review" in request.POST:
        return redirect("posting:review", one.public_id)
    return redirect("posting:step", one.public_id, after.key)


def _page(request: HttpRequest, form: VacancyStep, one: Vacancy, more: dict[str, Any]) -> HttpResponse:
    findings = form.findings()
    keys = [kind.key for kind in STEPS]
    context = {
        "form": form,
        "vacancy": one,
        "employer": one.employer,
        "employers": [],
        "findings": findings,
        "seen": digest(findings),
        "steps": reviewing.steps_of(one, form.key),
        "number": keys.index(form.key) + 1,
        "total": len(keys),
        "after": following(type(form)),
        **more,
    }
    return render(request, "posting/step.html", context)


@allow(employer_member, staff)
def review(request: HttpRequest, public_id: str) -> HttpResponse:
    """What readers will see, what they will miss, whom it suits, and the button that hands it in."""
    one = managed(request, public_id)
    if not may_edit(actor_of(request), one):
        return redirect("hiring:vacancy", one.public_id)
    said = reviewing.findings_of(one)
    wanting = reviewing.problems(one)
    log = one.transitions.select_related("returned").order_by("-at", "-id")
    context = {
        "vacancy": one,
        "employer": one.employer,
        "steps": reviewing.steps_of(one),
        "problems": wanting,
        "findings": said,
        "blocked": bool(wanting) or any(row.finding.blocks for row in said),
        "unknown": reviewing.unknown(one),
        "twins": twins(one) if one.title else [],
        "suited": suited(one),
        "asked": requirements(one, listed(one)),
        "conditions": conditions(one),
        "returned": log.first() if one.state == "returned" else None,
    }
    return render(request, "posting/review.html", context)


@allow(employer_member, staff)
@require_POST
def hand_in(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send it to the centre; pressed twice, it is sent once."""
    one = managed(request, public_id)
    wanting = reviewing.problems(one) if may_edit(actor_of(request), one) else []
    try:
        if wanting:
            raise NotPossible(" ".join(words for _step, words in wanting))
        vacancies.submit(one, user_of(request))
        messages.success(request, _("Đã gửi trung tâm duyệt. Thường trong một ngày làm việc là tin được đăng."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("posting:review", one.public_id)
    return redirect("hiring:vacancy", one.public_id)
