"""Who is told what about an application; the words are in :mod:`jobs.answers.messages`."""

from typing import Any

from employers.enums import Verification
from employers.models import EmployerMember
from jobs.answers.models import Decision, HelpRequest
from jobs.enums import ApplicationState
from jobs.models import Application, Vacancy
from portal.accounts.models import User
from portal.notices.services import tell

APPLIED, INVITED, WITHDRAWN = "application-new", "application-invited", "application-withdrawn"
DECIDED, HELPED, CLOSED = "application-answer", "application-help", "application-closed"
UNDER_WAY = (ApplicationState.SUBMITTED, ApplicationState.VIEWED, ApplicationState.INTERVIEW, ApplicationState.OFFERED)
REPLY_SOON, REPLY_TODAY, REPLY_LATE, NO_REPLY = "reply-soon", "reply-today", "reply-late", "reply-lapsed"


def members_of(vacancy: Vacancy) -> list[int]:
    """Keys of the users who act for the vacancy's employer, once the centre has verified it."""
    members = EmployerMember.objects.filter(
        employer=vacancy.employer_id, is_active=True, employer__verification=Verification.VERIFIED
    )
    return list(members.order_by("user").values_list("user", flat=True))


def about(application: Application) -> dict[str, Any]:
    """What a notice to the candidate keeps."""
    vacancy = application.vacancy
    return {"application": application.public_id, "title": vacancy.title, "employer": vacancy.employer.name}


def tell_worker(kind: str, key: str, application: Application, **more: Any) -> None:
    """Tell the candidate, where they have an account."""
    user = application.worker.user_id
    if user:
        tell(kind, key, [(user, about(application) | more)])


def tell_members(kind: str, key: str, application: Application, **more: Any) -> None:
    """Tell everybody who acts for the employer; the person is named only where they turned to it themselves."""
    vacancy = application.vacancy
    payload = {
        "vacancy": vacancy.public_id,
        "person": application.worker.public_id,
        "name": application.worker.full_name,
        "title": vacancy.title,
        "application": application.public_id,
    }
    tell(kind, key, [(user, payload | more) for user in members_of(vacancy)])


def application_moved(application: Application, before: str, actor: User | None, **_: Any) -> None:
    """New applications and withdrawals to the employer, invitations to the person. Answers are told when final."""
    key = f"{application.public_id}"
    if application.state == ApplicationState.SUBMITTED and before in {"", ApplicationState.PROPOSED}:
        tell_members(APPLIED, key, application)
    elif application.state == ApplicationState.PROPOSED and not before:
        tell_worker(INVITED, key, application)
    elif application.state == ApplicationState.WITHDRAWN:
        tell_members(WITHDRAWN, key, application)


def tell_decision(decision: Decision) -> None:
    tell_worker(DECIDED, decision.public_id, decision.application, state=decision.transition.after)


def tell_help(request: HelpRequest) -> None:
    tell_worker(HELPED, request.public_id, request.application, answer=request.answer)


def vacancy_closed(vacancy_id: int, **_: Any) -> None:
    """Whoever still waits learns that nobody else can apply, and that an answer is still owed."""
    waiting = Application.objects.filter(vacancy=vacancy_id, state__in=UNDER_WAY).select_related("vacancy__employer")
    for application in waiting.select_related("worker").order_by("pk"):
        tell_worker(CLOSED, application.public_id, application)
