"""Who may keep things."""

from django.http import HttpRequest

from portal.accounts.access import actor_of


def job_seeker(request: HttpRequest) -> bool:
    """Job seekers, and whoever may become one: visitors, and accounts that nothing is attached to yet."""
    actor = actor_of(request)
    return actor.worker_id is not None or (actor.staff_role is None and not actor.employer_ids)
