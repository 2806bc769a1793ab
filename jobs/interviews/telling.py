"""Who is told what about interviews; the words are in :mod:`jobs.interviews.messages`."""

from typing import Any

from django.utils import timezone

from jobs.answers.telling import members_of
from jobs.interviews.models import Interview, Slot
from portal.accounts.models import User
from portal.notices.services import tell

OFFERED, MOVED, ENDED, REMIND, MISSED = (
    "interview-offered",
    "interview-moved",
    "interview-ended",
    "interview-tomorrow",
    "interview-missed",
)
CHOSEN, NONE_FITS = "interview-chosen", "interview-none-fits"


def _payload(interview: Interview, **more: Any) -> dict[str, Any]:
    vacancy = interview.application.vacancy
    starts = interview.starts_at and f"{timezone.localtime(interview.starts_at):%H:%M %d/%m/%Y}"
    return {
        "application": interview.application.public_id,
        "vacancy": vacancy.public_id,
        "person": interview.worker.public_id,
        "name": interview.worker.full_name,
        "title": vacancy.title,
        "employer": vacancy.employer.name,
        "time": starts or "",
        "reason": interview.reason,
    } | more


def _key(interview: Interview) -> str:
    """A new one for each thing that happens to an interview."""
    return f"{interview.public_id}:{interview.events.count()}"


def _worker(kind: str, interview: Interview, **more: Any) -> None:
    user = interview.worker.user_id
    if user:
        tell(kind, _key(interview), [(user, _payload(interview, **more))])


def _members(kind: str, interview: Interview) -> None:
    payload = _payload(interview)
    tell(kind, _key(interview), [(user, payload) for user in members_of(interview.application.vacancy)])


def offered(interview: Interview) -> None:
    _worker(OFFERED, interview, count=interview.slots.count())


def chosen(interview: Interview) -> None:
    _members(CHOSEN, interview)


def moved(interview: Interview, slot: Slot) -> None:
    _worker(MOVED, interview, time=str(slot))


def ended(interview: Interview, actor: User | None) -> None:
    """To the side that did not do it."""
    if actor and actor.pk == interview.worker.user_id:
        _members(NONE_FITS, interview)
    else:
        _worker(ENDED, interview)


def recorded(interview: Interview) -> None:
    if interview.state == "no_show":
        _worker(MISSED, interview)


def remind(interview: Interview) -> None:
    """The day before, to both."""
    _worker(REMIND, interview)
    _members(REMIND, interview)
