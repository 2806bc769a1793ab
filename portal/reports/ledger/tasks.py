"""Lists made in the background, and cleared out when their day is over."""

from celery import shared_task
from django.utils import timezone

from portal.reports.ledger import services
from portal.reports.ledger.enums import ExportState
from portal.reports.ledger.models import Export
from portal.reports.ledger.scope import Foreign


@shared_task(ignore_result=True)
def build(key: int) -> None:
    """Make one list; safe to repeat."""
    export = Export.objects.select_related("asked_by").filter(pk=key, state=ExportState.WAITING).first()
    if export is None:
        return
    try:
        services.make(export)
    except Foreign:
        # Moved to another office since.
        _fail(key)
    except Exception:
        _fail(key)
        raise


def _fail(key: int) -> None:
    Export.objects.filter(pk=key, state=ExportState.WAITING).update(state=ExportState.FAILED)


@shared_task(ignore_result=True)
def tend() -> None:
    """Every quarter of an hour: old files go, and lists whose maker was killed are begun again."""
    services.clear_out()
    stuck = Export.objects.filter(
        state=ExportState.WAITING, asked_at__lt=timezone.now() - services.STUCK_AFTER
    ).order_by("pk")
    for key in stuck.values_list("pk", flat=True):
        build.delay(key)
