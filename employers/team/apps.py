from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "employers.team"
    label = "team"
    verbose_name = "Thành viên doanh nghiệp"
