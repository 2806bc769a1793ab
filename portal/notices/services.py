"""What changes notices: telling, seeing, wanting e-mails or not."""

from collections.abc import Iterable
from typing import Any

from django.core import signing
from django.utils import timezone

from portal.accounts.models import User
from portal.notices import urgent
from portal.notices.messages import kinds
from portal.notices.models import NoDigest, Notice

_SALT = "portal.notices.unsubscribe"
_BATCH = 1000


def tell(kind: str, key: str, told: Iterable[tuple[int, dict[str, Any]]]) -> int:
    """Tell each (user key, payload) once for this ``kind`` and ``key``; how many were asked for.

    Urgent kinds go out after commit (see :mod:`portal.notices.urgent`), the others with the daily e-mail.
    """
    told = list(told)
    rows = [Notice(recipient_id=user, kind=kind, key=key, payload=payload) for user, payload in told]
    Notice.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
    made = kinds().get(kind)
    if made and made.urgent and rows:
        urgent.queue(kind, key, [user for user, _payload in told])
    return len(rows)


def see(user: User, notices: Iterable[Notice]) -> None:
    """``user`` has been shown ``notices``."""
    keys = [notice.pk for notice in notices if notice.seen_at is None]
    if keys:
        Notice.objects.of(user).unseen().filter(pk__in=keys).update(seen_at=timezone.now())


def see_all(user: User) -> int:
    return Notice.objects.of(user).unseen().update(seen_at=timezone.now())


def want_digest(user: User, wanted: bool) -> None:
    """Whether ``user`` gets the daily e-mail. Safe to repeat."""
    if wanted:
        NoDigest.objects.filter(user=user).delete()
    else:
        NoDigest.objects.get_or_create(user=user)


def unsubscribe_token(user: User) -> str:
    """Lets whoever holds it end this user's daily e-mail, and nothing else; does not run out."""
    return signing.dumps(user.public_id, salt=_SALT)


def user_of_token(token: str) -> User | None:
    """``None`` for a token that is not ours, or whose user is gone."""
    try:
        public_id = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return User.objects.filter(public_id=public_id).first()
