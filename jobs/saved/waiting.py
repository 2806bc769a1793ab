"""What a visitor wanted to keep waits in their session until they have an account."""

from typing import Any

from django.http import HttpRequest

from jobs.models import Vacancy
from jobs.saved import searches, services
from jobs.services.errors import NotPossible
from portal.accounts.models import User
from workers.models import Worker

_KEY = "to_keep"
_MOST = 20


def put(request: HttpRequest, *, vacancy: str = "", query: str = "") -> None:
    """Let a vacancy (public identifier) or a search (query of its address) wait."""
    waiting: dict[str, Any] = request.session.get(_KEY) or {"vacancies": [], "searches": []}
    for name, value in (("vacancies", vacancy), ("searches", query)):
        if value and value not in waiting[name]:
            waiting[name] = [*waiting[name], value][-_MOST:]
    request.session[_KEY] = waiting


def claim(request: HttpRequest, user: User | None) -> int:
    """Keep what waits for the person who has signed in; how much that was. It goes on waiting for a profile."""
    waiting = request.session.get(_KEY)
    if not waiting or user is None:
        return 0
    worker = Worker.objects.filter(user=user).first()
    if worker is None:
        return 0
    kept = 0
    try:
        for vacancy in Vacancy.objects.published().filter(public_id__in=waiting["vacancies"]).order_by("id"):
            services.keep(worker, vacancy)
            kept += 1
        for query in waiting["searches"]:
            searches.save(worker, query)
            kept += 1
    except NotPossible:
        # A full list: what fits is kept.
        pass
    del request.session[_KEY]
    return kept
