from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "jobs.answers"
    label = "answers"
    verbose_name = "Trả lời hồ sơ"

    def ready(self) -> None:
        from jobs.answers import messages, telling
        from jobs.signals import application_moved, vacancy_closed

        assert messages, "makes its kinds of notices known"
        application_moved.connect(telling.application_moved, dispatch_uid="answers")
        vacancy_closed.connect(telling.vacancy_closed, dispatch_uid="answers")
