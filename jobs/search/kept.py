"""What searches found out, kept for a few minutes: readers turn pages, change the order and go back."""

from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from typing import TypeVar

from django.core.cache import cache

from jobs.search.criteria import Criteria
from portal.codes import places

SECONDS = 180
T = TypeVar("T")


def key_of(what: str, criteria: Criteria, today: date) -> str:
    """The same for every order and view of the same search."""
    asked = criteria.without("sort", "view").address()
    digest = blake2b(f"{today} {places.gazetteer().version} {asked}".encode(), digest_size=12).hexdigest()
    return f"search:{what}:{digest}"


def kept(what: str, criteria: Criteria, today: date, make: Callable[[], T]) -> T:
    """What ``make`` gave at most three minutes ago for this search."""
    key = key_of(what, criteria, today)
    found: T | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, SECONDS)
    return found
