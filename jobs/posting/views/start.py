"""How to begin: from the last vacancy, an opening of the centre's, a spreadsheet, or nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from jobs.enums import VacancyOrigin
from jobs.models import Vacancy
from jobs.posting.openings import grouped, openings
from jobs.posting.services import starting
from jobs.posting.views.common import chosen_employer, user_of
from portal.accounts.access import actor_of, allow, employer_member, staff
from portal.codes.fields import new_public_id

OWN = 6


@allow(employer_member, staff)
def start(request: HttpRequest) -> HttpResponse:
    """The ways to begin, the shortest first."""
    employer, employers = chosen_employer(request)
    own = (
        Vacancy.objects.filter(employer=employer)
        .exclude(title="")
        .defer("description", "requirements", "benefits_text")
        .order_by("-created_at", "-id")[:OWN]
    )
    context = {
        "employer": employer,
        "employers": employers,
        "own": list(own),
        "groups": grouped(),
        "count": len(openings()),
        "draft": new_public_id(),
    }
    return render(request, "posting/start.html", context)


def origin_of(request: HttpRequest) -> VacancyOrigin:
    """Staff post at the counter, employers themselves."""
    return VacancyOrigin.EMPLOYER if actor_of(request).employer_ids else VacancyOrigin.COUNTER


@allow(employer_member, staff)
@require_POST
def opening(request: HttpRequest) -> HttpResponse:
    """A draft from an opening; pressed twice, it is the same draft."""
    employer, _employers = chosen_employer(request)
    key, draft = request.POST.get("mau", ""), request.POST.get("draft", "")
    try:
        made = starting.from_opening(draft, employer, user_of(request), key, origin_of(request))
    except (KeyError, ValueError):
        raise Http404 from None
    return redirect("posting:step", made.public_id, "viec")
