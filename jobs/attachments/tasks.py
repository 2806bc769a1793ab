"""Removing what has outstayed its time; can be repeated, begun twice and killed at any moment."""

from celery import shared_task

from jobs.attachments import services

BATCH = 500


@shared_task(ignore_result=True)
def remove_old() -> int:
    """Each application in a transaction of its own; how many."""
    due = list(services.due_for_removal().values_list("pk", flat=True)[:BATCH])
    return sum(services.remove(key) for key in due)
