"""Who may see and change a person's data; plain functions, the rule in the docstring."""

from enum import Enum

from portal.accounts.actor import Actor
from workers.enums import ConsentPurpose, Visibility
from workers.models import Worker


class Sight(Enum):
    """How much of a person an employer sees."""

    NOTHING = "nothing"
    ANONYMOUS = "anonymous"
    """What the person can do, not who they are."""
    OPEN = "open"
    """Name and ways to reach the person as well."""


def may_edit(actor: Actor, worker: Worker) -> bool:
    """The person themselves; counsellors and managers on the person's behalf. Administrators: no."""
    return actor.worker_id == worker.pk or actor.is_counsellor


def may_read(actor: Actor, worker: Worker) -> bool:
    """As :func:`may_edit`. Employers have :func:`employer_sight` instead."""
    return may_edit(actor, worker)


def employer_sight(worker: Worker, *, has_applied: bool, shares: bool, blocked: bool) -> Sight:
    """What an employer sees of a person.

    ``has_applied``: the person themselves applied to one of its vacancies, or was referred with their knowledge.
    Applying tells this employer who one is. Otherwise the person's own choice holds: hidden shows nothing,
    anonymous no name; open shows who one is only with the consent to share (``shares``). Blocking an employer
    hides everything that was not sent to it.
    """
    if has_applied:
        return Sight.OPEN
    if blocked or worker.visibility == Visibility.HIDDEN:
        return Sight.NOTHING
    if worker.visibility == Visibility.OPEN and shares:
        return Sight.OPEN
    return Sight.ANONYMOUS


SHARING = ConsentPurpose.SHARE
"""The consent that ``shares`` above asks for."""
