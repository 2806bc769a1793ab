"""The chain of one turn, of one hire, of one person, of one vacancy.

It tells of one person: whoever may not open them at the desk is asked why first, managers too, and the look is logged.
"""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jobs.models import Placement, Vacancy
from portal.accounts.access import actor_of, allow, staff
from portal.reports.ledger import chain
from portal.reports.ledger.enums import Count
from portal.reports.ledger.listings import Found, address
from portal.reports.ledger.wording import detail, title, tone
from workers.counselling.models import CounsellingSession
from workers.counselling.permissions import may_read_turn
from workers.looks.asking import ReasonNeeded, opened
from workers.looks.services import log_opening
from workers.merging.services import survivor_of
from workers.models import Worker

PAGE = 50


@allow(staff)
@require_safe
def of_turn(request: HttpRequest, public_id: str) -> HttpResponse:
    """Forwards: what came of one turn."""
    turn = get_object_or_404(CounsellingSession.objects.with_people(), public_id=public_id)
    actor = actor_of(request)
    if not may_read_turn(actor, turn):
        if turn.worker:
            raise ReasonNeeded(turn.worker)
        if not actor.is_manager:
            raise Http404
    if turn.worker:
        log_opening(actor, turn.worker)
    found = chain.after_turn(turn.pk, turn.worker_id)
    return _shown(request, "turn", found, turn.worker, {"turn": turn, "name": turn.person})


@allow(staff)
@require_safe
def of_placement(request: HttpRequest, public_id: str) -> HttpResponse:
    """Backwards: the turns that one hire follows from, the credited one marked."""
    placement = get_object_or_404(
        Placement.objects.select_related(
            "application__worker", "application__vacancy__employer", "application__referral"
        ),
        public_id=public_id,
    )
    worker = opened(request, placement.application.worker)
    found = chain.to_placement(placement.pk, worker.pk, placement.started_on)
    return _shown(request, "placement", found, worker, {"placement": placement, "name": worker.full_name})


@allow(staff)
@require_safe
def of_person(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every turn of a person and all that came of them."""
    worker = Worker.objects.filter(public_id=public_id).first() or survivor_of(public_id)
    if worker is None:
        raise Http404
    opened(request, worker)
    return _shown(request, "person", chain.of_person(worker.pk), worker, {"name": worker.full_name})


def _shown(
    request: HttpRequest, kind: str, found: chain.Chain, worker: Worker | None, more: dict[str, object]
) -> HttpResponse:
    paths = [
        (path, [(event, gap, title(event), detail(event), tone(event)) for event, gap in path.steps])
        for path in found.paths
    ]
    credited = {path.turn.turn for path in found.paths if path.turn}
    turns = [(event, title(event), detail(event), event.turn in credited) for event in found.turns]
    context = {"kind": kind, "worker": worker, "paths": paths, "turns": turns, **more}
    return render(request, "reports/ledger/chain.html", context)


@allow(staff)
@require_safe
def of_vacancy(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who applied to a vacancy, each with the turn that led there: for a counsellor those of their office."""
    vacancy = get_object_or_404(Vacancy.objects.select_related("employer"), public_id=public_id)
    found = chain.of_vacancy(vacancy.pk)
    actor = actor_of(request)
    if not actor.is_manager:
        found = found.filter(Q(turn__office=actor.office_id) | Q(application__worker__office=actor.office_id))
    listed = Found(Count.HIRES, found.order_by("-sent_at", "-application_id"))
    page = Paginator(listed.keys, PAGE).get_page(request.GET.get("page"))
    lines = [(address(row), [(column, column.value(row)) for column in listed.shown]) for row in listed.full(page)]
    hires = found.hired().count()
    context = {"vacancy": vacancy, "page": page, "columns": listed.shown, "lines": lines, "hires": hires}
    return render(request, "reports/ledger/vacancy.html", context)
