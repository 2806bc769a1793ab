"""Whom a counsellor may open; plain functions, the rule in the docstring."""

from datetime import timedelta

from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.models import AccessLog
from workers.counselling.models import CounsellingSession
from workers.models import Worker

REASON = "reason"
"""Action of the access log under which a reason is recorded."""
REASON_HOLDS = timedelta(hours=12)


def in_care(actor: Actor, worker: Worker) -> bool:
    """Counsellors and managers, for the people of their own office and those no office has met yet."""
    return actor.is_counsellor and worker.office_id in {None, actor.office_id}


def may_open(actor: Actor, worker: Worker) -> bool:
    """Those in whose care the person is; other counsellors and managers for 12 hours after recording a reason.

    Administrators, employers and visitors: no.
    """
    return in_care(actor, worker) or (actor.is_counsellor and has_reason(actor, worker))


def has_reason(actor: Actor, worker: Worker) -> bool:
    """The actor recorded a reason to open this person lately."""
    return AccessLog.objects.filter(
        actor=actor.user.pk,
        subject_id=worker.public_id,
        action=REASON,
        at__gte=timezone.now() - REASON_HOLDS,
    ).exists()


def may_read_turn(actor: Actor, session: CounsellingSession) -> bool:
    """Its counsellor; counsellors and managers of its office; whoever may open the person."""
    if not actor.is_counsellor:
        return False
    if session.counsellor_id == actor.user.pk or session.office_id == actor.office_id:
        return True
    return session.worker is not None and may_open(actor, session.worker)
