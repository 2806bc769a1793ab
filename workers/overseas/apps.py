from django.apps import AppConfig


class OverseasConfig(AppConfig):
    name = "workers.overseas"
    label = "overseas"
    verbose_name = "Đi làm việc ở nước ngoài"
