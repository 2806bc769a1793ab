from django.apps import AppConfig


class FlagsConfig(AppConfig):
    name = "jobs.flags"
    label = "flags"
    verbose_name = "Tin bị báo"
