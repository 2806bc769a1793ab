"""Opening a person at the desk: who may, and what is written into the log."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from jobs.desk import person
from portal.accounts.access import actor_of
from portal.accounts.models import Office, User
from workers.counselling.permissions import may_open
from workers.merging.services import survivor_of
from workers.models import Worker


class ReasonNeeded(Exception):
    """The person is in another office's care; a reason opens them."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker.public_id)
        self.worker = worker


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
    """The person, loaded for the screen. Raises ``Http404`` or :class:`ReasonNeeded`."""
    worker = person.load(public_id)
    if worker is None:
        # Merged into another record: the old address goes on to it.
        survivor = survivor_of(public_id)
        worker = person.load(survivor.public_id) if survivor else None
    if worker is None:
        raise Http404
    if not may_open(actor_of(request), worker):
        raise ReasonNeeded(worker)
    return worker
