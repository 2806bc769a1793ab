"""The steps in the order a person meets them."""

from workers.forms.abilities import AbilityStep
from workers.forms.base import StepForm
from workers.forms.history import HistoryStep
from workers.forms.steps import ConditionsStep, PapersStep, PersonStep, SchoolingStep
from workers.forms.wishes import PlaceStep, WorkStep

STEPS: tuple[type[StepForm], ...] = (
    WorkStep,
    PlaceStep,
    PersonStep,
    SchoolingStep,
    HistoryStep,
    AbilityStep,
    ConditionsStep,
    PapersStep,
)
BY_KEY = {step.key: step for step in STEPS}


def following(step: type[StepForm]) -> type[StepForm] | None:
    """The step after this one."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None
