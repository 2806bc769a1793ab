"""Whose turns a counsellor may read; plain functions, the rule in the docstring."""

from portal.accounts.actor import Actor
from workers.counselling.models import CounsellingSession
from workers.looks.scope import may_open


def may_read_turn(actor: Actor, session: CounsellingSession) -> bool:
    """Its counsellor; counsellors and managers of its office; whoever may open the person."""
    if not actor.is_counsellor:
        return False
    if session.counsellor_id == actor.user.pk or session.office_id == actor.office_id:
        return True
    return session.worker is not None and may_open(actor, session.worker)
