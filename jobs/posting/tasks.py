"""Deadlines, by the clock."""

from celery import shared_task
from django.utils import timezone

from jobs.posting.services import deadlines


@shared_task
def expire() -> int:
    """Close vacancies whose deadline has passed; how many."""
    return deadlines.expire(timezone.localdate())


@shared_task
def ask() -> int:
    """Ask employers of vacancies that end soon; how many vacancies."""
    return deadlines.ask(timezone.localdate())
