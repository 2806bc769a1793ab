"""Telling what is new to saved searches, in the background, in batches."""

from celery import shared_task
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from jobs.saved import alerts

BATCH = 200
"""Searches one task takes: a few seconds of work."""


@shared_task(ignore_result=True)
def tell_all() -> int:
    """Put every search that has not told today into the queue; how many. Later ticks take up what was left lying."""
    keys = list(alerts.due(timezone.now()).values_list("pk", flat=True))
    for at in range(0, len(keys), BATCH):
        tell_batch.delay(keys[at : at + BATCH])
    return len(keys)


@shared_task(
    ignore_result=True,
    autoretry_for=(OperationalError, InterfaceError),
    retry_backoff=10,
    retry_backoff_max=300,
    max_retries=10,
)
def tell_batch(keys: list[int]) -> int:
    """Searches by key; a repeated task finds those that have told and tells nobody twice."""
    return alerts.tell_new(keys, timezone.now())
