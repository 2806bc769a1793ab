"""Two records of one person become one: of two live applications to one vacancy, one is withdrawn."""

from typing import Any

from jobs.enums import APPLICATION_LIVE, APPLICATION_TRANSITIONS, ApplicationState
from jobs.models import Application
from jobs.services.applications import Step, move
from portal.accounts.models import User
from workers.models import Worker

WHY = "Hai hồ sơ của cùng một người"
"""Stored, so of no language but the portal's own."""
_ENDS = (ApplicationState.WITHDRAWN, ApplicationState.DECLINED)
_FURTHEST = (ApplicationState.OFFERED, ApplicationState.INTERVIEW, ApplicationState.VIEWED, ApplicationState.SUBMITTED)


def on_people_merging(sender: Any, kept: Worker, gone: Worker, actor: User, **more: Any) -> None:
    """The application that has come less far ends; its log says why, and nothing of it is lost."""
    live = Application.objects.filter(worker__in=[kept.pk, gone.pk], state__in=sorted(APPLICATION_LIVE))
    by_vacancy: dict[int, list[Application]] = {}
    for one in live.order_by("pk"):
        by_vacancy.setdefault(one.vacancy_id, []).append(one)
    for same in by_vacancy.values():
        for one in sorted(same, key=_rank)[1:]:
            after = next(end for end in _ENDS if end in APPLICATION_TRANSITIONS[ApplicationState(one.state)])
            move(one, after, Step(actor, WHY))


def _rank(one: Application) -> tuple[int, int]:
    place = _FURTHEST.index(ApplicationState(one.state)) if one.state in _FURTHEST else len(_FURTHEST)
    return place, one.pk
