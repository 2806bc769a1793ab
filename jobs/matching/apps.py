from typing import Any

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "jobs.matching"
    label = "matching"
    verbose_name = "Ghép nối"

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from jobs.matching import messages  # noqa: F401 — makes its kinds of notices known
        from jobs.models import Application, Dismissal
        from jobs.signals import vacancy_changed
        from workers.signals import profile_saved

        profile_saved.connect(_profile_saved, dispatch_uid="matching")
        vacancy_changed.connect(_vacancy_changed, dispatch_uid="matching")
        # An application or a refusal takes a pair out of the lists.
        for model in (Application, Dismissal):
            post_save.connect(_pair_changed, sender=model, dispatch_uid=f"matching-{model.__name__}")


def _profile_saved(worker_id: int, **_: Any) -> None:
    from jobs.matching.single import worker_changed

    worker_changed(worker_id)


def _vacancy_changed(vacancy_id: int, **_: Any) -> None:
    from jobs.matching import single

    single.vacancy_changed(vacancy_id)


def _pair_changed(instance: Any, raw: bool = False, **_: Any) -> None:
    from jobs.matching.single import worker_changed

    if not raw:
        worker_changed(instance.worker_id)
