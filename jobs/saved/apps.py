from typing import Any

from django.apps import AppConfig


class SavedConfig(AppConfig):
    name = "jobs.saved"
    label = "saved"
    verbose_name = "Việc đã lưu"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from jobs.saved import (
            messages,  # noqa: F401 — makes its kind of notices known
            rights,
        )
        from workers.rights.signals import gather

        gather.connect(rights.hold, dispatch_uid="saved")
        user_logged_in.connect(_signed_in, dispatch_uid="saved")


def _signed_in(request: Any, user: Any, **_: Any) -> None:
    from jobs.saved import waiting

    if request is not None:
        waiting.claim(request, user)
