"""The benefit of a person on the counselling screen: ``{% load outcomes %}{% benefit_card worker %}``."""

from typing import Any

from django import template
from django.utils import timezone

from jobs.outcomes.reading import warning_within
from workers.insurance.models import BenefitPeriod
from workers.insurance.reading import benefit_in
from workers.models import Worker

register = template.Library()


@register.inclusion_tag("benefits/_card.html")
def benefit_card(worker: Worker) -> dict[str, Any]:
    """Of a person loaded for the screen (:func:`jobs.desk.person.load`). No query without a benefit, else two."""
    period: BenefitPeriod | None = getattr(worker, "benefit", None)
    if period is None:
        return {"worker": worker, "benefit": None, "warned": None}
    return {"worker": worker, "benefit": benefit_in(period, timezone.localdate()), "warned": warning_within(period)}
