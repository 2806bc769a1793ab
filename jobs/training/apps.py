from typing import Any

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "jobs.training"
    label = "training"
    verbose_name = "Đào tạo"

    def ready(self) -> None:
        from jobs.matching.signals import run_published

        run_published.connect(_run_published, dispatch_uid="training")


def _run_published(run_id: int, **_: Any) -> None:
    from jobs.training.tasks import work_out

    work_out.delay(run_id)
