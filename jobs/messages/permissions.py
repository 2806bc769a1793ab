"""Who may read and write in a thread; plain functions, the rule in the docstring."""

from datetime import timedelta

from django.utils import timezone

from jobs.enums import APPLICATION_LIVE, ApplicationState
from jobs.hiring.candidates import REACHED
from jobs.messages.models import Report, Side
from jobs.models import Application
from jobs.permissions import may_act
from portal.accounts.actor import Actor

AFTER_END = timedelta(days=30)
"""How long the two may still write after an answer or a withdrawal."""


def side_of(actor: Actor, application: Application) -> Side | None:
    """As whom the actor takes part: the applicant; members of the verified employer; the counsellor who referred.

    Nobody before the person has turned to the employer: an invitation opens no thread. Staff see others' threads only
    while one of the sides asks the centre to look, and then only read.
    """
    if application.state not in REACHED:
        return None
    if application.worker_id == actor.worker_id:
        return Side.WORKER
    if application.vacancy.employer_id in actor.employer_ids and may_act(actor, application.vacancy):
        return Side.EMPLOYER
    user = actor.user_or_none
    referral = getattr(application, "referral", None)
    if actor.is_counsellor and user and referral is not None and referral.issued_by_id == user.pk:
        return Side.CENTRE
    return None


def may_look_into(actor: Actor, application: Application) -> bool:
    """Counsellors and managers, while a report is open."""
    return actor.is_counsellor and Report.objects.filter(application=application, handled_at=None).exists()


def is_open(application: Application) -> bool:
    """The application is live, or ended less than thirty days ago."""
    if application.state in APPLICATION_LIVE:
        return application.state != ApplicationState.PROPOSED
    return application.state in REACHED and timezone.now() - application.changed_at < AFTER_END


def is_stopped(application: Application) -> bool:
    """A side has asked the centre to look, and the centre has not opened the thread again."""
    return Report.objects.filter(application=application, reopened=False).exists()
