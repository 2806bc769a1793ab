from django.apps import AppConfig


class PeopleMergingConfig(AppConfig):
    name = "workers.merging"
    label = "people_merging"
    verbose_name = "Gộp hồ sơ người lao động trùng"

    def ready(self) -> None:
        from workers.merging import rights
        from workers.rights.signals import gather

        gather.connect(rights.hold, dispatch_uid="people-merging")
