"""How long the log is kept."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from portal.accounts.models import AccessLog

KEPT_YEARS = 2
"""Long enough to ask about a look, and for the centre's yearly inspection; then who looked is nobody's business."""
AT_ONCE = 5_000


@shared_task(ignore_result=True)
def clear_out() -> int:
    """Every night: lines older than that; how many. In small transactions; safe to repeat, also half done."""
    before, gone = timezone.now() - timedelta(days=365 * KEPT_YEARS), 0
    while keys := list(AccessLog.objects.filter(at__lt=before).order_by("at").values_list("pk", flat=True)[:AT_ONCE]):
        gone += AccessLog.objects.filter(pk__in=keys).delete()[0]
    return gone
