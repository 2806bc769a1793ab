from django.apps import AppConfig


class EmployersConfig(AppConfig):
    name = "employers"
    label = "employers"
    verbose_name = "Doanh nghiệp"
