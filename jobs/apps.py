from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "jobs"
    label = "jobs"
    verbose_name = "Việc làm"

    def ready(self) -> None:
        from employers.signals import employers_merged, verification_changed
        from jobs import standing

        verification_changed.connect(standing.on_verification_changed, dispatch_uid="jobs-standing")
        employers_merged.connect(standing.on_employers_merged, dispatch_uid="jobs-merged")
