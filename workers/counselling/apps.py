from django.apps import AppConfig


class CounsellingConfig(AppConfig):
    name = "workers.counselling"
    label = "counselling"
    verbose_name = "Tư vấn"
