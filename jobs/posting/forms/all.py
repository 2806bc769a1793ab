"""The steps in order."""

from jobs.posting.forms.base import VacancyStep
from jobs.posting.forms.people import PeopleStep
from jobs.posting.forms.terms import ContactStep, TermsStep
from jobs.posting.forms.work import PlaceStep, WorkStep

STEPS: tuple[type[VacancyStep], ...] = (WorkStep, PlaceStep, PeopleStep, TermsStep, ContactStep)
BY_KEY = {step.key: step for step in STEPS}


def following(step: type[VacancyStep]) -> type[VacancyStep] | None:
    at = STEPS.index(step)
    return STEPS[at + 1] if at + 1 < len(STEPS) else None
