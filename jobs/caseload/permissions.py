"""Whose cases somebody may see, move and close; plain functions, the rule in the docstring."""

from portal.accounts.actor import Actor


def may_list(actor: Actor, office_id: int) -> bool:
    """Counsellors their own office's cases; managers every office's, as names without telephone numbers."""
    return actor.is_counsellor and (office_id == actor.office_id or actor.is_manager)


def may_give(actor: Actor, office_id: int, counsellor_id: int | None) -> bool:
    """A counsellor their own cases, and people of their office whom nobody carries; a manager everybody's."""
    if actor.is_manager:
        return True
    return actor.is_counsellor and office_id == actor.office_id and counsellor_id in {None, actor.user.pk}


def may_receive(actor: Actor, office_id: int) -> bool:
    """Counsellors give to colleagues of their office; managers to anybody, who then also takes the person into care."""
    return actor.is_manager or (actor.is_counsellor and office_id == actor.office_id)
