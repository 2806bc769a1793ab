from django.apps import AppConfig


class FlagsConfig(AppConfig):
    name = "jobs.flags"
    label = "flags"
    verbose_name = "Tin bị báo"

    def ready(self) -> None:
        from jobs.flags import messages  # noqa: F401 — makes its kind of notices known
