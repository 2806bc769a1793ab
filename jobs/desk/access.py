"""Opening a person at the desk."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from jobs.desk import person
from portal.accounts.access import actor_of
from portal.accounts.models import Office, User
from workers.looks.asking import opened
from workers.merging.services import survivor_of
from workers.models import Worker


def user_of(request: HttpRequest) -> User:
    """Who acts; only behind a rule that lets nobody else in."""
    return cast(User, request.user)


def office_of(request: HttpRequest) -> Office:
    """The office the acting staff member works in."""
    office_id = actor_of(request).office_id
    if office_id is None:
        raise PermissionDenied
    return Office.objects.get(pk=office_id)


def open_person(request: HttpRequest, public_id: str) -> Worker:
    """The person, loaded for the screen; who opened them is logged. Raises ``Http404``, or ``ReasonNeeded``, which the
    middleware answers."""
    actor = actor_of(request)
    worker = person.load(public_id, actor)
    if worker is None:
        # Merged into another record: the old address goes on to it.
        survivor = survivor_of(public_id)
        worker = person.load(survivor.public_id, actor) if survivor else None
    if worker is None:
        raise Http404
    return opened(request, worker)
