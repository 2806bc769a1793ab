"""By night: nobody who was counselled stays without somebody responsible."""

from celery import shared_task

from jobs.caseload.adopting import adopt


@shared_task(ignore_result=True)
def adopt_people() -> None:
    adopt()
