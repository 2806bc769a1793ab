from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "jobs.interviews"
    label = "interviews"
    verbose_name = "Phỏng vấn"

    def ready(self) -> None:
        from jobs.interviews import ending, messages
        from jobs.signals import application_moved, application_settled

        assert messages, "makes its kinds of notices known"
        application_moved.connect(ending.application_moved, dispatch_uid="interviews")
        application_settled.connect(ending.application_settled, dispatch_uid="interviews")
