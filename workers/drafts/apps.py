from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "workers.drafts"
    label = "drafts"
    verbose_name = "Bản nháp lượt tư vấn"
