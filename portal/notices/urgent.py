"""What cannot wait for the daily e-mail: at once by e-mail and text message, but not at night, and never twice."""

from collections.abc import Collection
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from portal.accounts.models import User
from portal.notices import preferences
from portal.notices.channels import sms
from portal.notices.channels.base import Later, Refused
from portal.notices.enums import Channel
from portal.notices.messages import Message, message_of
from portal.notices.models import Delivery, Notice

TRIES = 8
STALE = timedelta(days=2)
"""Later than that it is no help any more; on the portal it still stands."""
_BATCH = 1000
_AT_A_TIME = 2_000


def queue(kind: str, key: str, users: Collection[int]) -> None:
    """Put the notices of ``kind`` and ``key`` on their way; those already on it stay as they are."""
    notices = Notice.objects.filter(kind=kind, key=key, recipient__in=users).order_by()
    rows = [
        Delivery(notice_id=pk, channel=channel) for pk in notices.values_list("pk", flat=True) for channel in Channel
    ]
    Delivery.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
    transaction.on_commit(lambda: _start(kind, key))


def _start(kind: str, key: str) -> None:
    from portal.notices.tasks import deliver

    fresh = Delivery.objects.filter(notice__kind=kind, notice__key=key, claimed_at=None, tries=0).order_by("pk")
    keys = list(fresh.values_list("pk", flat=True))
    for at in range(0, len(keys), 100):
        deliver.delay(keys[at : at + 100])


def waiting() -> list[int]:
    """Keys of the deliveries whose time has come."""
    due = Delivery.objects.filter(claimed_at=None, due_at__lte=timezone.now()).order_by("due_at", "pk")
    return list(due.values_list("pk", flat=True)[:_AT_A_TIME])


def deliver(key: int) -> bool:
    """Send one delivery, if its recipient wants it and it is day for them; whether it went out.

    Two at once: one of them claims it. A channel in trouble: it waits, a little longer each time.
    """
    row = Delivery.objects.select_related("notice__recipient").filter(pk=key, claimed_at=None).first()
    if row is None:
        return False
    message, user = message_of(row.notice), row.notice.recipient
    if message is None or not _is_wanted(row, message, user):
        Delivery.objects.filter(pk=key, claimed_at=None).delete()
        return False
    if until := preferences.quiet_until(preferences.quiet_hours_of(user), timezone.now()):
        Delivery.objects.filter(pk=key, claimed_at=None).update(due_at=until)
        return False
    if not Delivery.objects.filter(pk=key, claimed_at=None).update(claimed_at=timezone.now()):
        return False
    try:
        refusal = _hand_over(row, message, user)
    except Later as trouble:
        _wait(row, str(trouble))
        return False
    Delivery.objects.filter(pk=key).update(sent_at=None if refusal else timezone.now(), error=refusal[:200])
    return not refusal


def _is_wanted(row: Delivery, message: Message, user: User) -> bool:
    """It is still news, they want this category through this channel, and the channel reaches them."""
    from portal.notices import digests

    if row.notice.seen_at or row.notice.at < timezone.now() - STALE or not user.is_active:
        return False
    if not preferences.choices_of(user)[(message.category, Channel(row.channel))]:
        return False
    if user.pk not in message.mailable([user.pk]):
        return False
    if row.channel == Channel.SMS:
        return bool(user.phone and user.phone_verified)
    return bool(user.email) and digests.proven(user)


def _hand_over(row: Delivery, message: Message, user: User) -> str:
    """Why the recipient is refused for good, or nothing. Raises :class:`Later`."""
    from portal.notices import digests

    if row.channel == Channel.EMAIL:
        return digests.hand_over(digests.compose(user, f"notice-{row.notice.public_id}", [row.notice]))
    with translation.override(user.language):
        text = sms.fit(message.text, short_address())
    try:
        sms.send(user.phone or "", text, f"{row.notice.public_id}-sms")
    except Refused as refusal:
        return str(refusal) or "refused"
    return ""


def short_address() -> str:
    """Where notices stand, short enough for a text message."""
    parts = urlsplit(settings.PUBLIC_ADDRESS)
    return f"{parts.netloc}{parts.path}/tb"


def _wait(row: Delivery, why: str) -> None:
    """Surely not gone out: another try later, longer apart each time; given up after :data:`TRIES`."""
    tries = row.tries + 1
    given_up = tries >= TRIES
    Delivery.objects.filter(pk=row.pk).update(
        tries=tries,
        claimed_at=timezone.now() if given_up else None,
        due_at=timezone.now() + timedelta(seconds=30 * 2**tries),
        error=why[:200] if given_up else "",
    )
