"""How matching works, for everyone; runs, for the centre."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from kombu.exceptions import OperationalError as BrokerError

from jobs.matching import criteria, points, runs
from jobs.matching.enums import RUN_ACTIVE, RunOrigin
from jobs.matching.models import MatchPolicy, MatchRun
from jobs.matching.points import Half
from jobs.matching.tasks import prepare
from portal.accounts.access import actor_of, administrator, allow, anyone, manager, staff

_HISTORY = 30


@allow(anyone)
@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    """The declared rules in words, with the weights in force."""
    run = MatchRun.objects.published().select_related("policy").first()
    policy = run.policy if run else MatchPolicy.current()
    weights = policy.weights()
    terms = [{"term": term, "weight": weights[term.code], "is_fit": term.half is Half.FIT} for term in points.TERMS]
    context = {"criteria": criteria.CRITERIA, "terms": terms, "policy": policy, "run": run}
    return render(request, "matching/how.html", context)


@allow(staff, administrator)
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Runs, newest first; the one under way shows its progress and asks for itself again."""
    active = MatchRun.objects.active().first()
    if request.htmx and request.headers.get("HX-Target") == "progress":  # type: ignore[attr-defined]  # django-htmx
        if active is None:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "matching/_progress.html", _progress(active))
    listed = MatchRun.objects.exclude(state__in=RUN_ACTIVE).select_related("policy", "started_by")[:_HISTORY]
    context = {"active": active, "runs": listed, "may_start": actor_of(request).is_manager}
    return render(request, "matching/runs.html", context | (_progress(active) if active else {}))


def _progress(run: MatchRun) -> dict[str, object]:
    done, of = run.progress
    return {"active": run, "done": done, "of": of, "percent": done * 100 // of if of else 0}


@allow(staff, administrator)
@require_safe
def one_run(request: HttpRequest, number: int) -> HttpResponse:
    """What a run found, how long each step took and how evenly its lists reach people."""
    run = get_object_or_404(MatchRun.objects.select_related("policy", "started_by"), pk=number)
    previous = MatchRun.objects.filter(pk__lt=run.pk, published_at__isnull=False).first()
    return render(request, "matching/run.html", {"run": run, "previous": previous})


@allow(manager)
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Start a run by hand, or join the one under way."""
    run, made = runs.start(RunOrigin.STAFF, request.user)
    try:
        prepare.delay(run.pk)
    except (BrokerError, ConnectionError):
        messages.error(request, _("Hàng đợi chưa trả lời. Đợt này sẽ tự chạy khi hàng đợi hoạt động lại."))
    else:
        text = _("Đã bắt đầu đợt ghép nối số %(run)d.") if made else _("Đợt số %(run)d đang chạy.")
        messages.success(request, text % {"run": run.pk})
    return redirect("matching:runs")
