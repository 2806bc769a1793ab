"""Runs of the matching: the one under way, those before, one of them, two beside each other."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from kombu.exceptions import OperationalError as BrokerError

from jobs.matching import fairness, reading, runs
from jobs.matching.enums import RUN_ACTIVE, RunOrigin, RunState
from jobs.matching.models import MatchRun
from jobs.matching.tasks import prepare
from portal.accounts.access import actor_of, administrator, allow, manager, staff

_HISTORY = 30


@allow(staff, administrator)
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Runs, newest first; the one under way shows its progress and asks for itself again."""
    active = MatchRun.objects.active().first()
    if request.htmx and request.headers.get("HX-Target") == "progress":  # type: ignore[attr-defined]  # django-htmx
        if active is None:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "matching/_progress.html", _progress(active))
    listed = list(MatchRun.objects.exclude(state__in=RUN_ACTIVE).select_related("policy", "started_by")[:_HISTORY])
    context = {
        "active": active,
        "runs": listed,
        "last": listed[0] if listed else None,
        "comparable": sum(run.published_at is not None for run in listed) > 1,
        "may_start": actor_of(request).is_manager,
    }
    return render(request, "matching/runs.html", context | (_progress(active) if active else {}))


def _progress(run: MatchRun) -> dict[str, Any]:
    """The phases of a run under way, and how far the present one is."""
    done, of = run.progress
    now = RUN_ACTIVE.index(RunState(run.state))
    steps = [
        {
            "title": RunState(phase).label,
            "state": "done" if at < now else "current" if at == now else "todo",
            "url": "",
            "body": "",
        }
        for at, phase in enumerate(RUN_ACTIVE)
    ]
    return {"active": run, "steps": steps, "done": done, "of": of, "percent": done * 100 // of if of else 0}


@allow(staff, administrator)
@require_safe
def one_run(request: HttpRequest, number: int) -> HttpResponse:
    """What a run found, how long each step took and how evenly its lists reach people."""
    run = get_object_or_404(MatchRun.objects.select_related("policy", "started_by"), pk=number)
    previous = MatchRun.objects.filter(pk__lt=run.pk, published_at__isnull=False).first()
    newest = MatchRun.objects.order_by("-pk").values_list("pk", flat=True).first()
    context = {
        "run": run,
        "previous": previous,
        "rows": reading.rows(run, previous) if run.published_at else [],
        "kinds": fairness.impact(run),
        "small": fairness.SMALL,
        "is_active": run.state in RUN_ACTIVE,
        "may_retry": actor_of(request).is_manager and run.state == RunState.FAILED and newest == run.pk,
    }
    return render(request, "matching/run.html", context)


@allow(staff, administrator)
@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """Two chosen runs side by side; without a choice, the last two."""
    choices = list(MatchRun.objects.exclude(published_at=None).select_related("policy")[:_HISTORY])
    by_key = {str(run.pk): run for run in choices}
    one = by_key.get(request.GET.get("mot", ""), choices[0] if choices else None)
    other = by_key.get(request.GET.get("hai", ""), choices[1] if len(choices) > 1 else None)
    context = {
        "choices": choices,
        "one": one,
        "other": other,
        "rows": reading.rows(one, other) if one and other else [],
    }
    return render(request, "matching/comparison.html", context)


@allow(manager)
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Start a run by hand (also anew after one that failed), or join the one under way."""
    run, made = runs.start(RunOrigin.STAFF, request.user)
    try:
        prepare.delay(run.pk)
    except (BrokerError, ConnectionError):
        messages.error(request, _("Hàng đợi chưa trả lời. Đợt này sẽ tự chạy khi hàng đợi hoạt động lại."))
    else:
        text = _("Đã bắt đầu đợt ghép nối số %(run)d.") if made else _("Đợt số %(run)d đang chạy.")
        messages.success(request, text % {"run": run.pk})
    return redirect("matching:runs")
