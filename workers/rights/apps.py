from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "workers.rights"
    label = "rights"
    verbose_name = "Quyền đối với dữ liệu cá nhân"

    def ready(self) -> None:
        from workers.rights import messages  # noqa: F401 — its classes word notices
