from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "jobs.outcomes"
    label = "outcomes"
    verbose_name = "Theo dõi kết quả"

    def ready(self) -> None:
        from jobs.outcomes import held
        from workers.rights.signals import gather

        gather.connect(held.hold, dispatch_uid="outcomes")
