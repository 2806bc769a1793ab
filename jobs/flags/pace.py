"""How often one session and one address may do something; counted in the cache, forgotten after the hour."""

from dataclasses import dataclass
from hashlib import blake2b

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3_600


@dataclass(frozen=True)
class Pace:
    """Times an hour. Many people share one address of a telephone company: it gets more than a session."""

    name: str
    session: int
    address: int

    def allows(self, request: HttpRequest) -> bool:
        """Count this time; whether it is still within both limits."""
        counts = [_counted(key) <= most for key, most in self._keys(request)]
        return all(counts)

    def _keys(self, request: HttpRequest) -> list[tuple[str, int]]:
        keys = [(f"pace:{self.name}:a:{_short(get_adapter().get_client_ip(request))}", self.address)]
        # Whoever throws the session away each time is a new session each time: the address still counts.
        if request.session.session_key:
            keys.append((f"pace:{self.name}:s:{_short(request.session.session_key)}", self.session))
        return keys


def _counted(key: str) -> int:
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key)
    except ValueError:  # It ran out between the two.
        cache.set(key, 1, HOUR)
        return 1


def _short(text: str) -> str:
    """Neither addresses nor session keys stand in the cache as they are."""
    return blake2b(text.encode(), digest_size=12).hexdigest()


REPORTS = Pace("flag", session=6, address=40)
CONTACTS = Pace("contact", session=20, address=120)
