"""The counsellor's morning: who waits, who is expected, who is due, what was done, and the box that finds people."""

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jobs.desk.access import user_of
from jobs.desk.drafts import drafts
from jobs.desk.morning import expected, hall, overdue, tallies
from portal.accounts.access import actor_of, allow, staff
from workers.counselling.models import CounsellingSession
from workers.counselling.permissions import may_read_turn
from workers.counselling.querysets import SessionQuerySet
from workers.looks.asking import ReasonNeeded
from workers.looks.services import log_opening

DUE_AHEAD = timedelta(days=1)
MOST_DUE, MOST_TURNS = 30, 12
PAGE = 50


@allow(staff)
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """The queue and the search box first; then appointments, follow-ups, overdue answers, drafts, and what was done."""
    day = timezone.localdate()
    monday = day - timedelta(days=day.weekday())
    office_id, user = actor_of(request).office_id, user_of(request)
    office = CounsellingSession.objects.filter(office=office_id)
    my_week, office_today = tallies(office_id, user, monday, day)
    context = {
        "day": day,
        "monday": monday,
        "now": timezone.now(),
        "hall": hall(office_id, user),
        "expected": expected(office_id, day),
        "due": office.due(day + DUE_AHEAD).with_people()[:MOST_DUE],
        "overdue": overdue(office_id, day),
        "drafts": drafts(user),
        "turns": office.on(day).with_people()[:MOST_TURNS],
        "office_today": office_today,
        "my_week": my_week,
        "query": "",
        "asking": None,
    }
    return render(request, "desk/today.html", context)


@allow(staff)
@require_GET
def turns(request: HttpRequest) -> HttpResponse:
    """The turns behind the figures: mine or the office's, of some days."""
    day = timezone.localdate()
    first, last = sorted((_day(request, "tu", day - timedelta(days=day.weekday())), _day(request, "den", day)))
    whose = "phong" if request.GET.get("ai") == "phong" else "toi"
    found: SessionQuerySet = CounsellingSession.objects.on(first, last)
    found = (
        found.filter(office=actor_of(request).office_id)
        if whose == "phong"
        else found.filter(counsellor=user_of(request))
    )
    page = Paginator(found.with_people(), PAGE).get_page(request.GET.get("page"))
    context = {
        "first": min(first, last),
        "last": max(first, last),
        "whose": whose,
        "page": page,
        "tally": found.tally(),
    }
    return render(request, "desk/turns.html", context)


@allow(staff)
@require_GET
def turn(request: HttpRequest, public_id: str) -> HttpResponse:
    """One turn with what was issued in it."""
    session = get_object_or_404(
        CounsellingSession.objects.with_people().prefetch_related("referrals__application__vacancy__employer"),
        public_id=public_id,
    )
    if not may_read_turn(actor_of(request), session):
        if session.worker is None:
            raise Http404
        raise ReasonNeeded(session.worker)
    if session.worker:
        log_opening(actor_of(request), session.worker)
    return render(request, "desk/turn.html", {"session": session})


def _day(request: HttpRequest, name: str, otherwise: date) -> date:
    try:
        found = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return otherwise
    return found if 2000 <= found.year <= 2100 else otherwise
