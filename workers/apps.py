from django.apps import AppConfig

from portal.accounts.signals import account_leaving


class WorkersConfig(AppConfig):
    name = "workers"
    label = "workers"
    verbose_name = "Người lao động"

    def ready(self) -> None:
        from workers.services.registration import forget_unproven

        account_leaving.connect(forget_unproven)
