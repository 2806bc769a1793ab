"""Who may see and change vacancies and applications; plain functions, the rule in the docstring."""

from employers.enums import Verification
from jobs.enums import ApplicationState, VacancyState
from jobs.models import Application, Vacancy
from portal.accounts.actor import Actor


def may_manage(actor: Actor, vacancy: Vacancy) -> bool:
    """Active members of the vacancy's employer; counsellors and managers on the employer's behalf."""
    return vacancy.employer_id in actor.employer_ids or actor.is_counsellor


def may_edit(actor: Actor, vacancy: Vacancy) -> bool:
    """Those who manage it, until it is published: what people applied to does not change under them."""
    return may_manage(actor, vacancy) and vacancy.state in {VacancyState.DRAFT, VacancyState.RETURNED}


def may_act(actor: Actor, vacancy: Vacancy) -> bool:
    """Those who manage it, employers once the centre has verified them: whoever signs up with a tax code reaches
    neither job seekers nor the adverts collected of that employer before the centre knows who they are."""
    verified = vacancy.employer.verification == Verification.VERIFIED
    return may_manage(actor, vacancy) and (verified or actor.is_counsellor)


def may_approve(actor: Actor) -> bool:
    """Counsellors and managers of the centre decide what is published."""
    return actor.is_counsellor


def may_answer(actor: Actor, application: Application) -> bool:
    """Whether the actor acts for the employer in an application that has reached it."""
    return application.state != ApplicationState.PROPOSED and may_manage(actor, application.vacancy)


def may_withdraw(actor: Actor, application: Application) -> bool:
    """The applicant; counsellors on the applicant's behalf."""
    return application.worker_id == actor.worker_id or actor.is_counsellor
