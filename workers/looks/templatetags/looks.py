"""What lists say of people whom the reader has not opened."""

from django import template

from portal.accounts.actor import Actor
from workers.models import Worker

register = template.Library()


@register.filter
def born(worker: Worker, actor: Actor) -> str:
    """Day or year of birth for the person's own office; for others the decade, as the search says it. No query."""
    if worker.office_id not in {None, actor.office_id}:
        return worker.birth_decade
    return f"{worker.birth_date:%d/%m/%Y}" if worker.birth_date else str(worker.birth_year or "")
