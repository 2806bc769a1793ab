"""Users, roles, offices, sign-in, consent."""

from django.apps import AppConfig, apps

OURS = ("portal.", "employers", "workers", "jobs")


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"

    def ready(self) -> None:
        """A Vietnamese noun is the same in the plural: the administration site lists "Văn phòng", not "Văn phòngs"."""
        for model in apps.get_models():
            if model.__module__.startswith(OURS) and "verbose_name_plural" not in model._meta.original_attrs:
                model._meta.verbose_name_plural = model._meta.verbose_name
