"""Imports in the background."""

import logging
from pathlib import Path

from celery import shared_task
from django.utils import timezone

from jobs.intake import services
from jobs.intake.engine import Importer, LostClaim
from jobs.intake.models import IntakeBatch
from jobs.intake.readers import FileError

logger = logging.getLogger(__name__)


@shared_task
def import_batch(batch_id: int) -> None:
    """Import one batch; safe to run twice, and again after a kill at any moment."""
    batch = services.claim(batch_id)
    if batch is None:
        return
    try:
        Importer(batch, Path(batch.file.path)).run()
    except LostClaim:
        logger.info("intake batch %s is in other hands", batch.public_id)
    except FileError as error:
        services.fail(batch, str(error.trouble.label))
    except Exception as error:
        services.fail(batch, type(error).__name__)
        raise


@shared_task
def resume_lost() -> int:
    """Take up batches whose worker was lost. Returns how many."""
    lost = list(IntakeBatch.objects.lost(timezone.now()).exclude(file="").values_list("pk", flat=True))
    for batch_id in lost:
        import_batch.delay(batch_id)
    return len(lost)
