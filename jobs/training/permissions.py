"""Who sees whom on a cohort list; plain functions, the rule in the docstring."""

from jobs.training.models import Cohort
from portal.accounts.actor import Actor


def may_change(actor: Actor, cohort: Cohort) -> bool:
    """Counsellors and managers of the office that drafted it, and every manager. Others of the staff read it."""
    return actor.is_manager or (actor.is_counsellor and cohort.office_id == actor.office_id)
