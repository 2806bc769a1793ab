from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "workers.appointments"
    label = "appointments"
    verbose_name = "Lịch hẹn, số thứ tự"

    def ready(self) -> None:
        from workers.appointments import messages, rights
        from workers.rights.signals import gather

        assert messages, "makes its kinds of notices known"
        gather.connect(rights.hold, dispatch_uid="appointments")
