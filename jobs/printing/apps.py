from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "jobs.printing"
    label = "printing"
    verbose_name = "Giấy tờ đã cấp"

    def ready(self) -> None:
        from jobs.printing import rights
        from workers.rights.signals import gather, person_leaving

        gather.connect(rights.hold, dispatch_uid="printing")
        person_leaving.connect(rights.leave, dispatch_uid="printing")
