from django.apps import AppConfig


class StandaloneConfig(AppConfig):
    name = "portal.standalone"
    label = "standalone"
    verbose_name = "Một máy"
