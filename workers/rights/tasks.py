"""Copies made in the background, and cleared out when their week is over."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from workers.rights import archive
from workers.rights.enums import ExportState
from workers.rights.models import DataExport


@shared_task(ignore_result=True)
def build(key: int) -> None:
    """Make one copy; safe to repeat."""
    export = DataExport.objects.select_related("worker__user").filter(pk=key, state=ExportState.WAITING).first()
    if export is None:
        return

    def progress(done: int) -> None:
        DataExport.objects.filter(pk=key).update(done=done)

    try:
        content = archive.make(export, progress)
        archive.finish(export, content)
    except Exception:
        DataExport.objects.filter(pk=key, state=ExportState.WAITING).update(state=ExportState.FAILED)
        raise


@shared_task(ignore_result=True)
def tend() -> None:
    """Every quarter of an hour: old copies go, and copies whose maker was killed are begun again."""
    archive.clear_out()
    stuck = DataExport.objects.filter(
        state=ExportState.WAITING, asked_at__lt=timezone.now() - timedelta(minutes=5)
    ).order_by("pk")
    for key in stuck.values_list("pk", flat=True):
        build.delay(key)
