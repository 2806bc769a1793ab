"""My page: the next step, the best matches, the applications under way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jobs.enums import APPLICATION_LIVE, ApplicationState
from jobs.models import Application
from jobs.seeking.lists import open_matches, suggestions
from portal.accounts.access import actor_of, allow, worker
from workers.completeness import steps_of
from workers.enums import ConsentPurpose
from workers.models import Worker

BEST = 3


def own(request: HttpRequest) -> Worker:
    """The profile of whoever asks; the rule ``worker`` has made sure there is one."""
    return Worker.objects.get(user=actor_of(request).user_or_none)


@allow(worker)
def home(request: HttpRequest) -> HttpResponse:
    """What to do next, then what there is."""
    me = own(request)
    matching_agreed = me.consents.filter(purpose=ConsentPurpose.MATCHING, withdrawn_at=None).exists()
    rows = open_matches(me) if matching_agreed else []
    applications = list(
        Application.objects.filter(worker=me).select_related("vacancy__employer").order_by("-changed_at", "-id")[:20]
    )
    live = [one for one in applications if one.state in APPLICATION_LIVE]
    states = steps_of(me)
    return render(
        request,
        "jobs/seeking/home.html",
        {
            "worker": me,
            "matching_agreed": matching_agreed,
            "best": suggestions(me, rows[:BEST], explained=False),
            "match_count": len(rows),
            "invitations": [one for one in live if one.state == ApplicationState.PROPOSED],
            "applications": [one for one in live if one.state != ApplicationState.PROPOSED],
            "past_count": len(applications) - len(live),
            "missing": [state.step for state in states if not state.is_filled],
            "done": sum(state.is_filled for state in states),
            "total": len(states),
        },
    )
