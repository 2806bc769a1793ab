from celery import shared_task

from workers.drafts import services


@shared_task(ignore_result=True)
def clear_out() -> int:
    """Every night: drafts nobody came back to within a week; safe to repeat."""
    return services.clear_out()
