"""Rejected candidates: after a while the employer no longer knows who they were, unless they agreed to be shown.

Law on Employment and Law 91/2025/QH15: data of a candidate not taken on is deleted unless they agreed otherwise.
The application stays for the figures.
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from jobs.attachments.models import Keeping
from jobs.enums import ApplicationState
from jobs.models import Application, ApplicationTransition

KEPT = timedelta(days=30)
"""Long enough to ask why, or to be asked after all."""


def is_forgotten(application: Application) -> bool:
    """Whether its employer has had long enough with somebody it did not take."""
    return application.state == ApplicationState.NOT_HIRED and application.changed_at < timezone.now() - KEPT


def forget_rejected() -> int:
    """Empty letters and reasons of refusals that are over; how many. Safe to repeat."""
    agreed = Keeping.objects.filter(application=OuterRef("pk"), withdrawn_at=None)
    over = Application.objects.filter(state=ApplicationState.NOT_HIRED, changed_at__lt=timezone.now() - KEPT)
    over = over.exclude(Exists(agreed))
    told = over.exclude(letter="", reason="")
    keys = list(told.values_list("pk", flat=True))
    ApplicationTransition.objects.filter(application__in=keys).update(reason="")
    return Application.objects.filter(pk__in=keys).update(letter="", reason="")
