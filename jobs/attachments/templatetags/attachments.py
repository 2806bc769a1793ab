"""What pages show of an application's papers."""

from typing import Any

from django import template
from django.db.models import F

from jobs.attachments import services
from jobs.attachments.models import Attachment
from jobs.enums import APPLICATION_LIVE
from jobs.models import Application

register = template.Library()


def _papers(application: Application) -> list[Attachment]:
    return list(
        Attachment.objects.filter(application=application).annotate(size=F("upload__size")).order_by("at", "id")
    )


@register.inclusion_tag("jobs/attachments/_mine.html", takes_context=True)
def my_papers(context: Any, application: Application) -> dict[str, Any]:
    """To the applicant: what was sent, sending more while it is under way, letting the employer keep it."""
    live = application.state in APPLICATION_LIVE and application.state != "proposed"
    return {
        "application": application,
        "papers": _papers(application),
        "live": live,
        "kept": services.may_keep(application),
        "wording": services.wording(),
        "csrf_token": context["csrf_token"],
    }


@register.inclusion_tag("jobs/attachments/_pick.html")
def pick_papers(application: Application | None, worker: Any) -> dict[str, Any]:
    """To somebody about to apply: the papers they keep here."""
    return {"papers": services.papers_of(worker), "wording": services.wording()}
