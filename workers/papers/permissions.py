"""Who may open a person's papers; plain functions, the rule in the docstring.

Employers see a paper only where the person attached it to an application: the room of applications says so.
"""

from portal.accounts.actor import Actor
from workers.looks.scope import may_open
from workers.papers.models import Paper


def is_own(actor: Actor, paper: Paper) -> bool:
    """The person themselves: they alone add, rename and delete."""
    return actor.worker_id is not None and actor.worker_id == paper.worker_id


def may_read(actor: Actor, paper: Paper) -> bool:
    """The person themselves; counsellors and managers who may open the person."""
    return is_own(actor, paper) or may_open(actor, paper.worker)
