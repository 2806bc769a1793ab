"""What the pages of papers share: opening whom they are about, who acts, in which office."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from employers.models import Employer
from jobs.models import Vacancy
from jobs.permissions import may_manage
from portal.accounts.access import actor_of
from portal.accounts.models import Office, User
from workers.looks.asking import opened
from workers.models import Worker


def user_of(request: HttpRequest) -> User:
    """Who acts; only behind a rule that lets nobody else in."""
    return cast(User, request.user)


def office_of(request: HttpRequest) -> Office:
    """The office the acting staff member works in; papers are numbered there."""
    office_id = actor_of(request).office_id
    if office_id is None:
        raise PermissionDenied
    return Office.objects.get(pk=office_id)


def person_of(request: HttpRequest, public_id: str) -> Worker:
    """Raises ``Http404``, or ``ReasonNeeded``, which the middleware answers."""
    rows = Worker.objects.select_related("commune__province", "permanent_commune__province", "training_field")
    return opened(request, get_object_or_404(rows, public_id=public_id))


def employer_of(public_id: str) -> Employer:
    rows = Employer.objects.select_related("commune__province", "park", "industry__group", "registration")
    return get_object_or_404(rows, public_id=public_id)


def vacancy_of(request: HttpRequest, public_id: str) -> Vacancy:
    rows = Vacancy.objects.select_related("employer", "occupation", "training_field").prefetch_related(
        "places__commune", "places__province", "places__park"
    )
    vacancy = get_object_or_404(rows, public_id=public_id)
    if not may_manage(actor_of(request), vacancy):
        raise Http404
    return vacancy
