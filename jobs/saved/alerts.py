"""Each morning: which vacancies are new to a saved search, told once to its owner.

A search is told of vacancies published after ``told_until``; telling and moving ``told_until`` on are one transaction,
so that whoever is interrupted tells nothing by halves, and a repeated run finds nothing left to tell.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from jobs.models import Vacancy
from jobs.saved.enums import Frequency
from jobs.saved.messages import NEW_RESULTS
from jobs.saved.models import SavedSearch
from jobs.saved.reading import reading_of, understand
from jobs.search.sql import statement
from portal.notices.services import tell

LAG = timedelta(minutes=10)
"""A vacancy published by a transaction that takes so long to end is still told, the next time."""
MOST = 500
"""New vacancies looked at for one search."""
NAMED = 3
"""Vacancies named in one notice."""


class Hit(NamedTuple):
    vacancy: int
    published_at: datetime


def due(now: datetime) -> QuerySet[SavedSearch]:
    """Searches that tell and have not told today, alike ones together; for people who can still sign in."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return SavedSearch.objects.filter(
        frequency=Frequency.DAILY, told_until__lt=midnight, worker__user__is_active=True
    ).order_by("query", "id")


@transaction.atomic
def tell_new(keys: Iterable[int], now: datetime) -> int:
    """Tell the owners of the searches with these keys what is new; how many were told.

    Safe to repeat and to run twice at once: a search that is being told, or has told today, is passed over.
    """
    searches = list(due(now).filter(pk__in=list(keys)).select_for_update(of=("self",), skip_locked=True, no_key=True))
    until = now - LAG
    found: list[tuple[SavedSearch, list[Hit]]] = []
    for _query, alike in groupby(searches, key=lambda search: search.query):
        found += _found(list(alike), until)
    owners = dict(
        SavedSearch.objects.filter(pk__in=[search.pk for search in searches]).values_list("pk", "worker__user")
    )
    names = _named([hit.vacancy for _, hits in found for hit in hits[:NAMED]])
    told = 0
    for search, hits in found:
        payload = {"search": search.public_id, "name": search.name, "count": len(hits)}
        payload["named"] = [names[hit.vacancy] for hit in hits[:NAMED]]
        told += tell(
            NEW_RESULTS, f"{search.public_id}-{timezone.localdate(now):%Y%m%d}", [(owners[search.pk], payload)]
        )
    for search in searches:
        search.told_until = max(search.told_until, until)
    SavedSearch.objects.bulk_update(searches, ["told_until", "understood"], batch_size=200)
    return told


def _found(alike: list[SavedSearch], until: datetime) -> list[tuple[SavedSearch, list[Hit]]]:
    """What is new to each of several searches for the same, newest first; those without news are left out."""
    understood = understand(alike[0].criteria)
    for search in alike:
        search.understood = understood
    reading = reading_of(understood)
    if reading is None:
        return []
    asked = statement(reading, timezone.localdate(until))
    since = min(search.told_until for search in alike)
    params: dict[str, Any] = {**asked.params, "since": since, "until": until, "most": MOST}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT vacancy_id, published_at FROM jobs_vacancyindex WHERE {asked.where()}"
            " AND published_at > %(since)s AND published_at <= %(until)s"
            " ORDER BY published_at DESC, vacancy_id DESC LIMIT %(most)s",
            params,
        )
        hits = [Hit(*row) for row in cursor.fetchall()]
    own = [(search, [hit for hit in hits if hit.published_at > search.told_until]) for search in alike]
    return [(search, new) for search, new in own if new]


def _named(keys: list[int]) -> dict[int, list[str]]:
    """[public identifier, title, employer] by key."""
    rows = Vacancy.objects.filter(pk__in=keys).order_by()
    return {
        key: [public_id, title, employer]
        for key, public_id, title, employer in rows.values_list("pk", "public_id", "title", "employer__name")
    }
