from django.apps import AppConfig


class InsuranceConfig(AppConfig):
    name = "workers.insurance"
    label = "insurance"
    verbose_name = "Trợ cấp thất nghiệp"

    def ready(self) -> None:
        from workers.insurance import held
        from workers.rights.signals import gather

        gather.connect(held.hold, dispatch_uid="insurance")
