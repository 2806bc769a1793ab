"""What this floor holds of a person, and what ends when they leave (:mod:`workers.rights`)."""

from typing import Any

from django.utils.translation import gettext as _

from jobs.enums import APPLICATION_LIVE, APPLICATION_TRANSITIONS, ApplicationState
from jobs.models import Application, Dismissal, Placement
from jobs.services.applications import Step, move
from workers.models import Worker
from workers.rights.gathering import Section, row_of, said

LEAVING = (ApplicationState.WITHDRAWN, ApplicationState.DECLINED)


def hold(sender: Any, worker: Worker, **more: Any) -> list[Section]:
    """Applications with everything that happened to them, work begun, vacancies set aside."""
    applications = (
        Application.objects.filter(worker=worker)
        .select_related("vacancy__employer")
        .prefetch_related("transitions")
        .order_by("created_at", "id")
    )
    placements = Placement.objects.filter(application__worker=worker).order_by("started_on", "id")
    aside = Dismissal.objects.filter(worker=worker).select_related("vacancy").order_by("pk")
    return [
        (_("Hồ sơ ứng tuyển"), [_application(one) for one in applications]),
        (_("Việc đã nhận"), [row_of(one) for one in placements]),
        (_("Việc đã ẩn"), [row_of(one) for one in aside]),
    ]


def _application(one: Application) -> dict[str, Any]:
    steps = [f"{said(step.at)} {step.get_after_display()} {step.reason}".strip() for step in one.transitions.all()]
    return {_("Doanh nghiệp"): str(one.vacancy.employer)} | row_of(one) | {_("Diễn biến"): steps}


def leave(sender: Any, worker: Worker, **more: Any) -> None:
    """Nobody waits any more for an answer from, or about, somebody who is gone."""
    for one in Application.objects.filter(worker=worker, state__in=sorted(APPLICATION_LIVE)).order_by("pk"):
        for after in LEAVING:
            if after in APPLICATION_TRANSITIONS[ApplicationState(one.state)]:
                move(one, after, Step(None))
                break
