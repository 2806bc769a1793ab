from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "jobs.intake"
    label = "intake"
    verbose_name = "Nhập dữ liệu"
