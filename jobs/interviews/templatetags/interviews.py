"""What other pages show of interviews."""

from datetime import timedelta
from typing import Any

from django import template
from django.db.models import Q
from django.utils import timezone

from jobs.enums import ApplicationState
from jobs.interviews.enums import InterviewState
from jobs.interviews.forms import NoneFitsForm, WordForm
from jobs.interviews.models import Interview
from jobs.interviews.reading import coming
from jobs.models import Application
from portal.accounts.actor import Actor

register = template.Library()
SHOWN = 6


def _latest(application: Application) -> Interview | None:
    found = Interview.objects.filter(application=application).select_related("slot")
    return found.order_by("-created_at", "-id").first()


@register.inclusion_tag("jobs/interviews/_worker.html", takes_context=True)
def interview_choice(context: Any, application: Application) -> dict[str, Any]:
    """To the applicant: the times to choose from, or the one chosen."""
    one = _latest(application)
    now = timezone.now()
    slots = [slot for slot in one.slots.all() if slot.cancelled_at is None and slot.starts_at > now] if one else []
    others = [slot for slot in slots if one and slot.pk != one.slot_id]
    return {
        "application": application,
        "interview": one,
        "slots": slots,
        "others": others,
        "form": NoneFitsForm(auto_id="none_fits_%s"),
        "is_past": bool(one and one.starts_at and one.starts_at <= now),
        "csrf_token": context["csrf_token"],
    }


@register.inclusion_tag("jobs/interviews/_candidate.html", takes_context=True)
def interview_of(context: Any, application: Application) -> dict[str, Any]:
    """To the employer: where the interview with this person stands."""
    # Before the first offer there is nothing to ask for.
    one = None if application.state in {ApplicationState.SUBMITTED, ApplicationState.VIEWED} else _latest(application)
    return {
        "vacancy": context["vacancy"],
        "person": context["candidate"].worker.public_id,
        "can_interview": context["can_interview"],
        "interview": one,
        "is_past": bool(one and one.starts_at and one.starts_at <= timezone.now()),
        "word": WordForm(auto_id="interview_%s"),
        "csrf_token": context["csrf_token"],
    }


@register.inclusion_tag("jobs/interviews/_home.html")
def my_interviews(applications: list[Application]) -> dict[str, Any]:
    """To the person: what waits for a choice, and what is booked; no query, applications bring it along."""
    return {"rows": coming(applications)[:SHOWN]}


@register.inclusion_tag("jobs/interviews/_employer_home.html")
def next_interviews(actor: Actor) -> dict[str, Any]:
    """To the employer: who comes within two weeks, and yesterday's without a mark; one query."""
    now = timezone.now()
    rows = (
        Interview.objects.filter(application__vacancy__employer__in=actor.employer_ids)
        .filter(Q(state=InterviewState.BOOKED, starts_at__lt=now + timedelta(days=14)))
        .select_related("slot", "worker", "application__vacancy")
        .order_by("starts_at", "id")[:SHOWN]
    )
    return {"rows": list(rows), "now": now}
