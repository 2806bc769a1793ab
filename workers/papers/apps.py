from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "workers.papers"
    label = "papers"
    verbose_name = "Giấy tờ của người lao động"

    def ready(self) -> None:
        from workers.papers import signals

        signals.connect()
