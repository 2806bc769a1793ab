"""The benefit of a person on the counselling screen: ``{% load outcomes %}{% benefit_card worker %}``."""

from typing import Any

from django import template

from jobs.outcomes.reading import warning_for
from workers.insurance.reading import benefit_of
from workers.models import Worker

register = template.Library()


@register.inclusion_tag("benefits/_card.html")
def benefit_card(worker: Worker) -> dict[str, Any]:
    """At most four queries."""
    benefit = benefit_of(worker)
    return {"worker": worker, "benefit": benefit, "warned": warning_for(worker.pk) if benefit else None}
