"""What the reader of a page keeps, asked by one statement a request."""

from dataclasses import dataclass

from django.db import connection
from django.http import HttpRequest

from portal.accounts.access import actor_of

_KEPT = """
SELECT vacancy_id, NULL FROM saved_favourite WHERE worker_id = %(worker)s
UNION ALL SELECT NULL, query FROM saved_savedsearch WHERE worker_id = %(worker)s
"""


@dataclass(frozen=True, slots=True)
class Own:
    vacancies: frozenset[int]
    """Keys."""
    queries: frozenset[str]
    """Of searches."""


def kept_by(request: HttpRequest) -> Own:
    """Nothing, and no statement, for whoever is no job seeker."""
    own: Own | None = getattr(request, "own_kept", None)
    if own is None:
        worker = actor_of(request).worker_id
        rows: list[tuple[int | None, str | None]] = []
        if worker:
            with connection.cursor() as cursor:
                cursor.execute(_KEPT, {"worker": worker})
                rows = cursor.fetchall()
        own = Own(frozenset(key for key, _ in rows if key), frozenset(query for _, query in rows if query is not None))
        request.own_kept = own  # type: ignore[attr-defined]  # read back above
    return own
