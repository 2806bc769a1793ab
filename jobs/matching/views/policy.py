"""The weights: looking, trying others on the last run, saving them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from kombu.exceptions import OperationalError as BrokerError

from jobs.matching import policy, trials
from jobs.matching.enums import TrialState
from jobs.matching.models import FULL_POINTS, MatchPolicy, MatchRun, PolicyTrial
from jobs.matching.tasks import try_policy
from jobs.models import Vacancy
from jobs.services import NotPossible
from portal.accounts.access import actor_of, administrator, allow, manager
from portal.accounts.models import AccessLog
from portal.accounts.services import log_access
from workers.models import Worker

_WAITING = (TrialState.QUEUED, TrialState.RUNNING)
_SEEN = "policy_trial"


@allow(manager, administrator)
@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: HttpRequest) -> HttpResponse:
    """The weights in force and their history; posting other weights tries them on the last run, and saves nothing."""
    current = MatchPolicy.current()
    run = MatchRun.objects.published().first()
    form = policy.PolicyForm(request.POST or None, current=current)
    if request.method == "POST" and form.is_valid():
        if run is None:
            form.add_error(None, _("Chưa có đợt ghép nối nào để thử. Hãy chạy một đợt trước."))
        elif not policy.changes(current.weights(), form.weights()):
            form.add_error(None, _("Những trọng số này đang được dùng rồi."))
        else:
            return _try(request, run, form.weights())
    total = sum(value for value in _typed(form).values())
    context = {"form": form, "current": current, "run": run, "total": total, "full": FULL_POINTS}
    return render(request, "matching/policy.html", context | {"history": policy.history()})


def _typed(form: policy.PolicyForm) -> dict[str, int]:
    """The numbers the form shows."""
    shown = {name: str(form[name].value() or "") for name in form.fields}
    return {name: int(value) if value.isdecimal() else 0 for name, value in shown.items()}


def _try(request: HttpRequest, run: MatchRun, tried: dict[str, int]) -> HttpResponse:
    trial = trials.start(run, tried, actor_of(request).user_or_none)
    _queue(request, trial)
    return redirect("matching:trial", trial.public_id)


def _queue(request: HttpRequest, trial: PolicyTrial) -> None:
    try:
        try_policy.delay(trial.pk)
    except (BrokerError, ConnectionError):
        messages.error(request, _("Hàng đợi chưa trả lời. Hãy bấm thử lại sau ít phút."))


@allow(manager, administrator)
@require_safe
def trial(request: HttpRequest, public_id: str) -> HttpResponse:
    """How far a trial is, or what it found."""
    one = get_object_or_404(PolicyTrial.objects.select_related("run__policy"), public_id=public_id)
    waiting = one.state in _WAITING
    if request.htmx and request.headers.get("HX-Target") == "progress":  # type: ignore[attr-defined]  # django-htmx
        if not waiting:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "matching/_trial_progress.html", {"trial": one})
    current = MatchPolicy.current()
    form = policy.SaveForm(initial={"based_on": current.version})
    return render(request, "matching/trial.html", _found(request, one, current, form))


def _found(request: HttpRequest, one: PolicyTrial, current: MatchPolicy, form: policy.SaveForm) -> dict[str, Any]:
    waiting = one.state in _WAITING
    changed = policy.changes(current.weights(), one.weights)
    return {
        "trial": one,
        "waiting": waiting,
        "changes": changed,
        "from_run": policy.changes(one.run.policy.weights(), one.weights),
        "current": current,
        "form": form,
        "may_save": actor_of(request).is_administrator and one.state == TrialState.DONE and bool(changed),
        "examples": {} if waiting or not one.result else _examples(request, one),
    }


def _examples(request: HttpRequest, one: PolicyTrial) -> dict[str, Any]:
    """The vacancies and people named; people by name only for the centre's managers, and noted as seen."""
    result = one.result
    keys = {row[0] for row in [*result["up"], *result["down"]]}
    keys |= {key for row in result["persons"] for key in row[2:] if key}
    vacancies = Vacancy.objects.select_related("employer").only("public_id", "title", "employer__name").in_bulk(keys)
    named = actor_of(request).is_manager
    people = Worker.objects.only("public_id", "full_name").in_bulk([row[0] for row in result["persons"]])
    if named:
        _note(request, one, list(people.values()))
    return {
        "named": named,
        **{
            way: [(vacancies[key], before, after) for key, before, after in result[way] if key in vacancies]
            for way in ("up", "down")
        },
        "persons": [
            (people[key], replaced, vacancies.get(before), vacancies.get(after))
            for key, replaced, before, after in result["persons"]
            if key in people
        ],
    }


def _note(request: HttpRequest, one: PolicyTrial, people: list[Worker]) -> None:
    """Whose name a manager saw in a trial, once for each trial."""
    me = actor_of(request).user_or_none
    reason = _("Ví dụ khi thử chính sách ghép nối %(trial)s") % {"trial": one.public_id}
    seen = set(
        AccessLog.objects.filter(actor=me, action=_SEEN, reason=reason).order_by().values_list("subject_id", flat=True)
    )
    for person in people:
        if me and person.public_id not in seen:
            log_access(me, person.public_id, _SEEN, reason)


@allow(manager, administrator)
@require_POST
def again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Try the same weights once more, on the run published now."""
    one = get_object_or_404(PolicyTrial, public_id=public_id)
    run = MatchRun.objects.published().first()
    if run is None:
        messages.error(request, _("Chưa có đợt ghép nối nào để thử. Hãy chạy một đợt trước."))
        return redirect("matching:policy")
    return _try(request, run, one.weights)


@allow(administrator)
@require_POST
def save(request: HttpRequest, public_id: str) -> HttpResponse:
    """Use the weights of a finished trial from the next run on."""
    one = get_object_or_404(PolicyTrial.objects.select_related("run__policy"), public_id=public_id)
    form = policy.SaveForm(request.POST)
    if one.state != TrialState.DONE:
        messages.error(request, _("Hãy đợi tính xong rồi mới lưu."))
        return redirect("matching:trial", public_id)
    if form.is_valid():
        try:
            made = policy.save(
                one, form.cleaned_data["based_on"], actor_of(request).user_or_none, form.cleaned_data["reason"]
            )
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect("matching:trial", public_id)
        messages.success(request, _("Đã lưu phiên bản %(n)d. Đợt ghép nối sau sẽ dùng.") % {"n": made.version})
        return redirect("matching:policy")
    return render(request, "matching/trial.html", _found(request, one, MatchPolicy.current(), form), status=422)
