"""What the pages of posting share."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from employers.models import Employer
from jobs.models import Vacancy
from jobs.permissions import may_manage
from portal.accounts.access import actor_of
from portal.accounts.models import User


def managed(request: HttpRequest, public_id: str) -> Vacancy:
    """The vacancy, if the actor may manage it; others do not learn that it exists."""
    found = Vacancy.objects.select_related(
        "employer__commune__province", "employer__park", "occupation", "training_field"
    )
    vacancy = get_object_or_404(found, public_id=public_id)
    if not may_manage(actor_of(request), vacancy):
        raise Http404
    return vacancy


def user_of(request: HttpRequest) -> User:
    """The account; the rules of these pages let in signed-in people only."""
    user = actor_of(request).user_or_none
    assert user, "the rule lets in signed-in people only"
    return user


def employers_of(request: HttpRequest) -> list[Employer]:
    """For whom the actor may post: own employers; for staff the one named in the address."""
    actor = actor_of(request)
    rows = Employer.objects.select_related("commune__province", "park")
    own = list(rows.of(actor))
    if own or not actor.is_counsellor:
        return own
    named = request.GET.get("dn") or request.POST.get("dn") or ""
    return list(rows.filter(public_id=named[:12]))


def chosen_employer(request: HttpRequest) -> tuple[Employer, list[Employer]]:
    """(the one named in the address or the first, all of them)."""
    employers = employers_of(request)
    if not employers:
        raise Http404
    wanted = request.GET.get("dn") or request.POST.get("dn")
    return next((one for one in employers if one.public_id == wanted), employers[0]), employers
