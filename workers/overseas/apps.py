from django.apps import AppConfig


class OverseasConfig(AppConfig):
    name = "workers.overseas"
    label = "overseas"
    verbose_name = "Đi làm việc ở nước ngoài"

    def ready(self) -> None:
        from workers.overseas import messages  # noqa: F401 — makes its kind of notice known
