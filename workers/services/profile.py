"""Saving a profile: whole steps, one after the other, never over somebody else's newer one."""

from collections.abc import Callable

from django.db import transaction

from workers.enums import Visibility
from workers.models import Worker, WorkWish
from workers.signals import profile_saved


class Outdated(Exception):
    """The profile was changed since the form was opened; nothing was saved."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker.pk)
        self.worker = worker
        """As it is now."""


@transaction.atomic
def save_step(worker: Worker, version: int, change: Callable[[Worker], None]) -> Worker:
    """Apply ``change`` to the locked profile (it sets fields and related rows, not the worker's own save).

    Raises :class:`Outdated` unless ``version`` is that of the stored profile.
    """
    locked = Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    if locked.version != version:
        raise Outdated(locked)
    change(locked)
    locked.version += 1
    locked.save()
    announce(locked.pk)
    return locked


def wish_of(worker: Worker) -> WorkWish:
    """The stored wishes, or fresh ones in which nothing is said yet (not stored)."""
    return WorkWish.objects.filter(worker=worker).first() or WorkWish(worker=worker)


@transaction.atomic
def set_visibility(worker: Worker, visibility: Visibility) -> None:
    """How employers see the person from now on."""
    locked = Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    if locked.visibility != visibility:
        locked.visibility = visibility
        locked.save(update_fields=["visibility", "updated_at"])
        announce(worker.pk)


def clear_sensitive(worker: Worker) -> None:
    """Delete what only the consent to sensitive data allowed to keep."""
    worker.ethnicity = worker.religion = worker.sensitive_groups = ""
    worker.save(update_fields=["ethnicity", "religion", "sensitive_groups", "updated_at"])


def announce(worker_id: int) -> None:
    """Tell higher floors after commit that the profile changed."""
    transaction.on_commit(lambda: profile_saved.send(sender=Worker, worker_id=worker_id))
