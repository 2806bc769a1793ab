from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "jobs.matching"
    label = "matching"
    verbose_name = "Ghép nối"
