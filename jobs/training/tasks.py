from celery import shared_task
from django.db import InterfaceError, OperationalError

from jobs.training import gaps


@shared_task(
    ignore_result=True, autoretry_for=(OperationalError, InterfaceError), retry_backoff=1, retry_backoff_max=20,
    max_retries=10,
)  # fmt: skip
def work_out(run_id: int) -> bool:
    """The training gaps of a run that was published; safe to repeat."""
    return gaps.work_out(run_id)
