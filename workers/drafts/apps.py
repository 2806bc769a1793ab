from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "workers.drafts"
    label = "drafts"
    verbose_name = "Bản nháp lượt tư vấn"

    def ready(self) -> None:
        from workers.drafts import rights
        from workers.rights.signals import gather

        gather.connect(rights.hold, dispatch_uid="drafts")
