"""What searches found out, kept for a few minutes: readers turn pages, change the order and go back."""

from datetime import date
from hashlib import blake2b

from jobs.search.criteria import Criteria
from portal.codes import places

SECONDS = 180


def key_of(what: str, criteria: Criteria, today: date) -> str:
    """The same for every order and view of the same search."""
    asked = criteria.without("sort", "view").address()
    digest = blake2b(f"{today} {places.gazetteer().version} {asked}".encode(), digest_size=12).hexdigest()
    return f"search:{what}:{digest}"
