"""What becomes of an interview when its application ends."""

from typing import Any

from jobs.enums import ApplicationState
from jobs.interviews import services
from jobs.interviews.enums import INTERVIEW_LIVE, InterviewState
from jobs.interviews.models import Interview
from jobs.models import Application
from portal.accounts.models import User

_OVER = {ApplicationState.HIRED, ApplicationState.NOT_HIRED}


def application_moved(application: Application, actor: User | None = None, **_: Any) -> None:
    """Withdrawing frees the seat at once."""
    if application.state == ApplicationState.WITHDRAWN:
        _end(application, actor)


def application_settled(application: Application, **_: Any) -> None:
    """So does an employer's answer, once it can no longer be taken back."""
    if application.state in _OVER:
        _end(application, None)


def _end(application: Application, actor: User | None) -> None:
    for interview in Interview.objects.filter(application=application, state__in=INTERVIEW_LIVE).order_by("pk"):
        services.end(interview, InterviewState.CANCELLED, actor, str(application.get_state_display()))
