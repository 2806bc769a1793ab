from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "employers.verification"
    label = "verification"
    verbose_name = "Xác minh doanh nghiệp"

    def ready(self) -> None:
        from employers.verification import messages  # noqa: F401 — makes its kinds of notices known
