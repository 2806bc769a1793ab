"""Which steps of a profile say something already, and what the others would bring."""

from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef

from workers.forms.all import STEPS
from workers.forms.base import StepForm
from workers.models import (
    WantedOccupation,
    WantedPlace,
    Worker,
    WorkerComputing,
    WorkerLanguage,
    WorkerLicence,
    WorkerSkill,
    WorkHistory,
    WorkWish,
)


class StepState(NamedTuple):
    step: type[StepForm]
    is_filled: bool


def steps_of(worker: Worker) -> list[StepState]:
    """Every step with whether its main question is answered; one query."""
    me = OuterRef("pk")
    has = {
        name: Exists(model._default_manager.filter(worker=me))
        for name, model in (
            ("occupation", WantedOccupation),
            ("place", WantedPlace),
            ("past", WorkHistory),
            ("skill", WorkerSkill),
            ("language", WorkerLanguage),
            ("computer", WorkerComputing),
            ("licence", WorkerLicence),
        )
    }
    said: Any = Worker.objects.filter(pk=worker.pk).values(**has).get()
    wish = WorkWish.objects.filter(worker=worker).first()
    filled = {
        "viec-lam": said["occupation"],
        "noi-lam-viec": said["place"],
        "ban-than": bool((worker.birth_year or worker.birth_date) and worker.commune_id),
        "trinh-do": worker.general_education is not None or worker.qualification is not None,
        "kinh-nghiem": said["past"] or worker.stated_experience_months is not None,
        "ky-nang": said["skill"] or said["language"] or said["computer"] or said["licence"],
        "dieu-kien": bool(wish and (wish.working_times or wish.can_shifts is not None or wish.contract_types)),
        "giay-to": bool(worker.identity_hash or worker.permanent_commune_id),
    }
    return [StepState(step, filled[step.key]) for step in STEPS]
