from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "jobs.messages"
    # Django's own messages have the plain name.
    label = "job_messages"
    verbose_name = "Tin nhắn"

    def ready(self) -> None:
        from jobs.messages import notices

        assert notices, "makes its kinds of notices known"
