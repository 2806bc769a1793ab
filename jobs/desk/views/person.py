"""The counselling screen: the person, and the turn recorded while talking."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jobs.desk.access import ReasonNeeded, office_of, open_person, user_of
from jobs.desk.drafts import form_of, open_draft, turn_before
from jobs.desk.offers import chosen, offers
from jobs.desk.person import Event, history, load, may_be_referred, sensitive, situation
from jobs.desk.services import MOST_REFERRALS, Recorded, record_visit
from jobs.services import NotPossible
from portal.accounts.access import actor_of, allow, staff
from workers.counselling.forms import ConsentForm, ReasonForm, TurnForm
from workers.counselling.models import CounsellingSession
from workers.counselling.permissions import in_care, may_open
from workers.counselling.services import OtherTurn, log_opening, log_sensitive, record_reason
from workers.enums import ConsentChannel, ConsentPurpose
from workers.models import Worker
from workers.services.consents import Proof, give


@allow(staff)
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """The screen; sending its form records the turn and issues the letters ticked."""
    try:
        worker = open_person(request, public_id)
    except ReasonNeeded as needed:
        return _ask_reason(request, needed.worker, ReasonForm())
    if request.method == "GET":
        log_opening(user_of(request), worker)
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
    request: HttpRequest, worker: Worker, form: TurnForm | None = None, *, status: int = 200, shown: bool = False
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
        "sensitive": sensitive(worker) if shown else None,
    }
    return render(request, "desk/person.html", context, status=status)


def _recorded(events: list[Event], public_id: str) -> CounsellingSession | None:
    """The turn recorded a moment ago, with its letters."""
    return next((event.session for event in events if event.session and event.session.public_id == public_id), None)


@allow(staff)
@require_GET
def vacancies(request: HttpRequest, public_id: str) -> HttpResponse:
    """The vacancies of the screen: matches, or what is looked for; without htmx, the whole screen with them."""
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return redirect(f"{reverse('desk:person', args=[public_id])}?viec=1&{request.GET.urlencode()}#viec")
    worker = load(public_id)
    if worker is None or not may_open(actor_of(request), worker):
        raise Http404
    words = request.GET.get("tim", "").strip()[:80]
    context = {
        "worker": worker,
        "offers": offers(worker, words, request.GET.getlist("vacancy")),
        "words": words,
        "may_refer": may_be_referred(worker),
    }
    return render(request, "desk/_vacancies.html", context)


@allow(staff)
@require_POST
def open_sensitive(request: HttpRequest, public_id: str) -> HttpResponse:
    """Identity number, ethnicity, religion, disability: shown once, written into the log."""
    try:
        worker = open_person(request, public_id)
    except ReasonNeeded as needed:
        return _ask_reason(request, needed.worker, ReasonForm())
    log_sensitive(user_of(request), worker)
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return render(request, "desk/_sensitive.html", {"worker": worker, "sensitive": sensitive(worker)})
    return _screen(request, worker, shown=True)


@allow(staff)
@require_POST
def give_reason(request: HttpRequest, public_id: str) -> HttpResponse:
    """Why a person of another office is opened."""
    worker = load(public_id)
    if worker is None:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _ask_reason(request, worker, form, status=422)
    record_reason(user_of(request), worker, form.cleaned_data["reason"])
    return redirect("desk:person", public_id)


def _ask_reason(request: HttpRequest, worker: Worker, form: ReasonForm, *, status: int = 403) -> HttpResponse:
    return render(request, "desk/reason.html", {"worker": worker, "form": form}, status=status)


@allow(staff)
@require_POST
def consent(request: HttpRequest, public_id: str) -> HttpResponse:
    """Consents the person gives at the counter or on the telephone."""
    try:
        worker = open_person(request, public_id)
    except ReasonNeeded as needed:
        return _ask_reason(request, needed.worker, ReasonForm())
    form = ConsentForm(request.POST)
    if form.is_valid():
        proof = Proof(ConsentChannel(form.cleaned_data["channel"]), user_of(request))
        for purpose in form.cleaned_data["purposes"]:
            give(worker, ConsentPurpose(purpose), proof)
        messages.success(request, _("Đã ghi nhận sự đồng ý của %(name)s.") % {"name": worker.full_name})
    else:
        messages.error(request, _("Chưa ghi: hãy đánh dấu mục người lao động đồng ý và cách họ đồng ý."))
    return redirect("desk:person", public_id)
