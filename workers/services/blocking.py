"""Keeping an employer from seeing somebody, and being matched with them."""

from django.db import transaction

from workers.models import BlockedEmployer, Worker
from workers.services.profile import announce


@transaction.atomic
def block(worker: Worker, employer_id: int) -> None:
    """Safe to repeat. What the person sent to this employer themselves stays sent."""
    _row, is_new = BlockedEmployer.objects.get_or_create(worker=worker, employer_id=employer_id)
    if is_new:
        announce(worker.pk)


@transaction.atomic
def unblock(worker: Worker, employer_id: int) -> None:
    if BlockedEmployer.objects.filter(worker=worker, employer=employer_id).delete()[0]:
        announce(worker.pk)
