"""Sending messages in the background: codes at once, daily e-mails in batches."""

import logging
from datetime import date

from celery import shared_task
from django.core.mail import get_connection
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from portal.notices import digests, urgent
from portal.notices.channels import sms
from portal.notices.channels.base import Later, Refused

log = logging.getLogger("portal.sms")

BATCH = 100
"""E-mails over one connection to the mail server."""


@shared_task(ignore_result=True)
def send_due() -> int:
    """Put everybody's e-mail of today into the queue; those who have theirs are left out. How many people."""
    day = timezone.localdate()
    waiting = digests.due(day)
    for at in range(0, len(waiting), BATCH):
        send_batch.delay(waiting[at : at + BATCH], day.isoformat())
    return len(waiting)


@shared_task(
    ignore_result=True,
    autoretry_for=(Later, OperationalError, InterfaceError),
    retry_backoff=30,
    retry_backoff_max=600,
    max_retries=5,
)
def send_batch(users: list[int], day: str) -> int:
    """E-mails of ``day`` (ISO) to ``users`` (keys); a repeated task finds those that went out and sends no second."""
    connection = get_connection()
    try:
        return digests.send(users, date.fromisoformat(day), connection)
    finally:
        connection.close()


@shared_task(
    ignore_result=True,
    autoretry_for=(Later,),
    retry_backoff=3,
    retry_backoff_max=60,
    retry_jitter=False,
    max_retries=6,
)
def send_text(phone: str, text: str, key: str) -> None:
    """One text message that belongs to no notice: a code. ``key`` stays the same over retries."""
    try:
        sms.send(phone, text, key)
    except Refused as refusal:
        log.error("SMS %s to %s refused: %s", key, sms.masked(phone), refusal)


@shared_task(ignore_result=True)
def deliver(keys: list[int]) -> int:
    """Urgent notices on their way (keys of deliveries): how many went out; the others wait for the next look."""
    return sum(urgent.deliver(key) for key in keys)


@shared_task(ignore_result=True)
def deliver_waiting() -> int:
    """Every minute: whatever waited for the morning, for a server in trouble, or for a worker that was killed."""
    waiting = urgent.waiting()
    for at in range(0, len(waiting), BATCH):
        deliver.delay(waiting[at : at + BATCH])
    return len(waiting)
