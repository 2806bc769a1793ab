"""What other pages show of the reply clock."""

from datetime import timedelta
from typing import Any

from django import template
from django.utils import timezone

from jobs.answers import services
from jobs.answers.clock import RATE_DAYS, is_overdue, reply_rate, waiting
from jobs.answers.forms import StartForm
from jobs.answers.models import Decision
from jobs.answers.services import UNDO_MINUTES, may_undo
from jobs.enums import ApplicationState
from jobs.models import Application, ApplicationTransition, Placement
from portal.accounts.actor import Actor

register = template.Library()
SHOWN = 5


@register.inclusion_tag("jobs/answers/_queue.html")
def reply_queue(actor: Actor) -> dict[str, Any]:
    """The first few who wait for this employer's answer; two queries."""
    rows = waiting(actor.employer_ids)
    today = timezone.localdate()
    late = rows.filter(reply_by__lt=today).count()
    return {"rows": list(rows[:SHOWN]), "late": late, "today": today}


@register.inclusion_tag("jobs/answers/_late.html", takes_context=True)
def late_reply(context: Any, application: Application) -> dict[str, Any]:
    """What the candidate is told when the promised day passed, and what can be done."""
    late = is_overdue(application)
    asked = getattr(application, "help_request", None) if late or application.state == "not_hired" else None
    rate = reply_rate(application.vacancy.employer) if late else None
    return {"application": application, "late": late, "asked": asked, "rate": rate, "csrf_token": context["csrf_token"]}


@register.inclusion_tag("jobs/answers/_decision.html")
def decision_read(application: Application, history: list[ApplicationTransition]) -> dict[str, Any]:
    """The employer's words, shown to the candidate; from now on they cannot be taken back."""
    decision = _last(application, history)
    if decision and decision.seen_at is None:
        services.mark_seen(application)
    return {"application": application, "decision": decision}


@register.inclusion_tag("jobs/answers/_undo.html", takes_context=True)
def decision_undo(context: Any, application: Application, history: list[ApplicationTransition]) -> dict[str, Any]:
    """To the employer: the answer just sent, with the way back while there is one."""
    decision = _last(application, history)
    undoable = decision is not None and may_undo(decision)
    until = decision.at + timedelta(minutes=UNDO_MINUTES) if decision else None
    return {"decision": decision, "undoable": undoable, "until": until, "csrf_token": context["csrf_token"]}


def _last(application: Application, history: list[ApplicationTransition]) -> Decision | None:
    """The decision that stands, of the log as loaded with its decisions, newest first."""
    decision: Decision | None = getattr(history[0], "decision", None) if history else None
    standing = decision and decision.undone_at is None and history[0].after == application.state
    return decision if standing else None


@register.inclusion_tag("jobs/answers/_placement.html", takes_context=True)
def placement_of(context: Any, application: Application, asking: bool = False) -> dict[str, Any]:
    """The hire as recorded; ``asking``: with the question to the person whether it began."""
    placement = None
    if application.state == ApplicationState.HIRED:
        placement = Placement.objects.filter(application=application).select_related("start_confirmation").first()
    said = getattr(placement, "start_confirmation", None)
    return {
        "application": application,
        "placement": placement,
        "said": said,
        "ask": asking and placement is not None and placement.started_on <= timezone.localdate(),
        "form": StartForm(auto_id="start_%s"),
        "csrf_token": context["csrf_token"],
    }


@register.simple_tag
def reply_days() -> int:
    """Over how many days the reply rate looks back."""
    return RATE_DAYS
