"""Who may print and read papers again; plain functions, the rule in the docstring."""

from jobs.printing.models import Paper
from portal.accounts.actor import Actor
from workers.looks.scope import may_open


def may_read_paper(actor: Actor, paper: Paper) -> bool:
    """Counsellors and managers: a paper about a person when they may open the person, a list of people when it is their
    own office's, papers about employers and vacancies always."""
    if not actor.is_counsellor:
        return False
    if paper.worker:
        return may_open(actor, paper.worker)
    return paper.office_id == actor.office_id or bool(paper.employer_id or paper.vacancy_id)
