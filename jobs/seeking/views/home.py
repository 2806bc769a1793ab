"""My page: the next step, the best matches, the applications under way."""

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jobs.enums import APPLICATION_LIVE, ApplicationState
from jobs.interviews.reading import coming, with_interview
from jobs.models import Application
from jobs.seeking.agenda import agenda
from jobs.seeking.lists import open_matches, suggestions
from portal.accounts.access import actor_of, allow, worker
from workers.completeness import steps_of
from workers.enums import ConsentPurpose
from workers.models import Consent, Worker

BEST = 3


def own(request: HttpRequest) -> Worker:
    """The profile of whoever asks; the rule ``worker`` has made sure there is one."""
    return Worker.objects.get(user=actor_of(request).user_or_none)


def _next_step(live: list[Application], *, unchosen: bool, agreed: bool, matched: bool, missing: bool) -> str:
    """The one thing to do now: somebody waits for an answer; the search cannot begin; it could be better; it is on."""
    states = {one.state for one in live}
    if ApplicationState.OFFERED in states:
        return "offer"
    if unchosen:
        return "interview"
    if ApplicationState.PROPOSED in states:
        return "invitation"
    if not agreed:
        return "consent"
    if matched and not live:
        return "apply"
    if missing:
        return "profile"
    return "matches" if matched else "search"


@allow(worker)
def home(request: HttpRequest) -> HttpResponse:
    """What to do next, then what there is."""
    agreed = Consent.objects.filter(worker=OuterRef("pk"), purpose=ConsentPurpose.MATCHING, withdrawn_at=None)
    me = Worker.objects.annotate(agreed=Exists(agreed)).get(user=actor_of(request).user_or_none)
    matching_agreed: bool = me.agreed  # type: ignore[attr-defined]  # annotated above
    rows = open_matches(me) if matching_agreed else []
    applications: list[Application] = list(
        Application.objects.filter(worker=me)
        .annotate(interview_now=with_interview())
        .select_related("vacancy__employer")
        .order_by("-changed_at", "-id")[:20]
    )
    live = [one for one in applications if one.state in APPLICATION_LIVE]
    unchosen = [row["application"] for row in coming(live) if row["slot"] is None]
    states = steps_of(me)
    missing = [state.step for state in states if not state.is_filled]
    return render(
        request,
        "jobs/seeking/home.html",
        {
            "worker": me,
            "matching_agreed": matching_agreed,
            "best": suggestions(me, rows[:BEST], explained=False),
            "match_count": len(rows),
            "next_step": _next_step(
                live, unchosen=bool(unchosen), agreed=matching_agreed, matched=bool(rows), missing=bool(missing)
            ),
            "unchosen": unchosen,
            "agenda": agenda(me),
            "offers": [one for one in live if one.state == ApplicationState.OFFERED],
            "invitations": [one for one in live if one.state == ApplicationState.PROPOSED],
            "applications": [one for one in live if one.state != ApplicationState.PROPOSED],
            "past_count": len(applications) - len(live),
            "missing": missing,
            "done": len(states) - len(missing),
            "total": len(states),
        },
    )
