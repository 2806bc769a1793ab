"""What is done about vacancies and applications by the clock."""

from celery import shared_task

from jobs import retention


@shared_task(ignore_result=True)
def forget_rejected() -> int:
    """Every night: see :mod:`jobs.retention`."""
    return retention.forget_rejected()
