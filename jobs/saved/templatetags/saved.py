"""Buttons that keep a vacancy, for cards and pages."""

from typing import Any

from django import template

from jobs.models import Vacancy
from jobs.saved.own import kept_by
from jobs.saved.permissions import job_seeker

register = template.Library()


@register.inclusion_tag("jobs/saved/_keep.html", takes_context=True)
def keep_button(context: dict[str, Any], vacancy: Vacancy, wide: bool = False) -> dict[str, Any]:
    """Keep this vacancy, or let it go. For job seekers and visitors; the page's one form ``#keep`` sends it."""
    request = context.get("request")
    if request is None or not hasattr(request, "actor") or not job_seeker(request):
        return {"offered": False}
    return {"offered": True, "vacancy": vacancy, "kept": vacancy.pk in kept_by(request).vacancies, "wide": wide}


@register.simple_tag(takes_context=True)
def may_keep(context: dict[str, Any]) -> bool:
    """Whether the page needs the form that keeps vacancies."""
    request = context.get("request")
    return request is not None and hasattr(request, "actor") and job_seeker(request)
