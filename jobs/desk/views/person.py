"""The counselling screen: the person, and the turn recorded while talking."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jobs.desk.access import office_of, open_person, user_of
from jobs.desk.drafts import form_of, open_draft, turn_before
from jobs.desk.offers import chosen, offers
from jobs.desk.person import Event, history, may_be_referred, shown, situation
from jobs.desk.services import MOST_REFERRALS, Recorded, record_visit
from jobs.services import NotPossible
from portal.accounts.access import actor_of, allow, staff
from workers.counselling.forms import ConsentForm, TurnForm
from workers.counselling.models import CounsellingSession
from workers.counselling.services import OtherTurn
from workers.enums import ConsentChannel, ConsentPurpose
from workers.looks.asking import ask
from workers.looks.enums import Sensitive, ShowWhy, Why
from workers.looks.forms import ReasonForm, ShowForm
from workers.looks.scope import in_care
from workers.looks.services import log_sensitive, record_reason
from workers.models import Worker
from workers.services.consents import Proof, give


@allow(staff)
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """The screen; sending its form records the turn and issues the letters ticked."""
    worker = open_person(request, public_id)
    if request.method == "GET":
        return _screen(request, worker)
    form = TurnForm(request.POST)
    if form.is_valid():
        recorded = _record(request, worker, form)
        if recorded:
            _say_recorded(request, recorded)
            address = f"{reverse('desk:person', args=[public_id])}?da-ghi={recorded.session.public_id}"
            # The page that waited for a line stays until it knows that the turn is recorded.
            for_script = request.headers.get("Accept") == "application/json"
            return JsonResponse({"next": address}) if for_script else redirect(address)
    return _screen(request, worker, form, status=422)


def _record(request: HttpRequest, worker: Worker, form: TurnForm) -> Recorded | None:
    ticked = request.POST.getlist("vacancy")
    vacancies = chosen(ticked)
    if len(vacancies) < len(set(ticked)):
        form.add_error(None, _("Có tin đã đóng sau khi được chọn; đã bỏ chọn tin đó. Hãy xem lại rồi ghi."))
        return None
    if len(vacancies) > MOST_REFERRALS:
        form.add_error(None, _("Mỗi lượt giới thiệu nhiều nhất %(most)s việc.") % {"most": MOST_REFERRALS})
        return None
    office = office_of(request)
    before = turn_before(worker, office.pk, form.cleaned_data["visit"])
    try:
        return record_visit(form.turn(before.visit if before else None), worker, user_of(request), office, vacancies)
    except (NotPossible, OtherTurn) as trouble:
        form.add_error(None, str(trouble))
    return None


def _say_recorded(request: HttpRequest, recorded: Recorded) -> None:
    if not recorded.is_new:
        messages.info(request, _("Lượt này đã được ghi trước đó; không ghi thêm lần nữa."))
        return
    at = timezone.localtime(recorded.session.at)
    text = _("Đã ghi lượt tư vấn lúc %(time)s.") % {"time": f"{at:%H:%M}"}
    if recorded.referrals:
        numbers = ", ".join(letter.number for letter in recorded.referrals)
        text += " " + _("Giấy giới thiệu số %(numbers)s.") % {"numbers": numbers}
    messages.success(request, text)


def _screen(
    request: HttpRequest,
    worker: Worker,
    form: TurnForm | None = None,
    *,
    status: int = 200,
    show: ShowForm | None = None,
) -> HttpResponse:
    """The screen with ``form`` as it came back, or else with the draft or a new form."""
    draft = None if form else open_draft(user_of(request), worker)
    ticked = request.POST.getlist("vacancy") if request.method == "POST" else request.GET.getlist("vacancy")
    words = request.GET.get("tim", "").strip()[:80]
    inline = bool(ticked or words or "viec" in request.GET)
    events = history(worker)
    form = form or form_of(draft, request.GET.get("lan-den", "")[:12])
    read = [event.session for event in events if event.session]
    context = {
        "draft": draft,
        "ticked_before": draft.values.get("vacancy", []) if draft else [],
        "goes_on": turn_before(worker, actor_of(request).office_id, str(form["visit"].value() or "")[:12], read),
        "worker": worker,
        "age": worker.age_on(timezone.localdate()),
        "in_care": in_care(actor_of(request), worker),
        "situation": situation(worker),
        "history": events,
        "form": form,
        "may_refer": may_be_referred(worker),
        "consent_form": ConsentForm(),
        "offers": offers(worker, words, ticked) if inline else None,
        "words": words,
        "recorded": _recorded(events, request.GET.get("da-ghi", "")),
        **_closed(worker, show),
    }
    return render(request, "desk/person.html", context, status=status)


def _recorded(events: list[Event], public_id: str) -> CounsellingSession | None:
    """The turn recorded a moment ago, with its letters."""
    return next((event.session for event in events if event.session and event.session.public_id == public_id), None)


@allow(staff)
@require_GET
def vacancies(request: HttpRequest, public_id: str) -> HttpResponse:
    """The vacancies of the screen: matches, or what is looked for; without htmx, the whole screen with them."""
    worker = open_person(request, public_id)
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return redirect(f"{reverse('desk:person', args=[public_id])}?viec=1&{request.GET.urlencode()}#viec")
    words = request.GET.get("tim", "").strip()[:80]
    context = {
        "worker": worker,
        "offers": offers(worker, words, request.GET.getlist("vacancy")),
        "words": words,
        "may_refer": may_be_referred(worker),
    }
    return render(request, "desk/_vacancies.html", context)


def _closed(worker: Worker, form: ShowForm | None = None) -> dict[str, Any]:
    """The sensitive fields, of which at most the one just asked for says something."""
    asked = form.cleaned_data["field"] if form and form.is_valid() else ""
    lines = [(one, shown(worker, one) if one == asked else "") for one in Sensitive]
    return {"sensitive": lines, "show_form": form if form and not asked else ShowForm()}


@allow(staff)
@require_POST
@never_cache
def open_sensitive(request: HttpRequest, public_id: str) -> HttpResponse:
    """Identity number, ethnicity, religion, disability: one at a time, for what, shown once, written into the log."""
    worker, form = open_person(request, public_id), ShowForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        fields, why = [Sensitive(data["field"])], ShowWhy(data["why"])
        log_sensitive(user_of(request), worker, fields, why, data["text"], data["sent"])
    status = 422 if form.errors else 200
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return render(request, "desk/_sensitive.html", {"worker": worker, **_closed(worker, form)}, status=status)
    return _screen(request, worker, show=form, status=status)


@allow(staff)
@require_POST
def give_reason(request: HttpRequest, public_id: str) -> HttpResponse:
    """Why a person of another office is opened; then the page that was asked for."""
    worker = get_object_or_404(Worker.objects.select_related("commune", "office"), public_id=public_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return ask(request, worker, form, status=422)
    record_reason(user_of(request), worker, Why(form.cleaned_data["why"]), form.cleaned_data["text"])
    after = form.cleaned_data["next"]
    safe = url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=request.is_secure())
    return redirect(after if safe else reverse("desk:person", args=[public_id]))


@allow(staff)
@require_POST
def consent(request: HttpRequest, public_id: str) -> HttpResponse:
    """Consents the person gives at the counter or on the telephone."""
    worker = open_person(request, public_id)
    form = ConsentForm(request.POST)
    if form.is_valid():
        proof = Proof(ConsentChannel(form.cleaned_data["channel"]), user_of(request))
        for purpose in form.cleaned_data["purposes"]:
            give(worker, ConsentPurpose(purpose), proof)
        messages.success(request, _("Đã ghi nhận sự đồng ý của %(name)s.") % {"name": worker.full_name})
    else:
        messages.error(request, _("Chưa ghi: hãy đánh dấu mục người lao động đồng ý và cách họ đồng ý."))
    return redirect("desk:person", public_id)
