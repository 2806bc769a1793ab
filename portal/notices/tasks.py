"""Sending the daily e-mails, in the background, in batches."""

from datetime import date

from celery import shared_task
from django.core.mail import get_connection
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from portal.notices import digests

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
    autoretry_for=(digests.Later, OperationalError, InterfaceError),
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
