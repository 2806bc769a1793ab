from django.apps import AppConfig


class PostingConfig(AppConfig):
    name = "jobs.posting"
    label = "posting"
    verbose_name = "Đăng tin"

    def ready(self) -> None:
        from jobs.posting import messages  # noqa: F401 — registers its kinds of notices
