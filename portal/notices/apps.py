from django.apps import AppConfig

from portal.accounts.signals import text_wanted


class NoticesConfig(AppConfig):
    name = "portal.notices"
    label = "notices"
    verbose_name = "Thông báo"

    def ready(self) -> None:
        from portal.notices.codes import text_at_once

        text_wanted.connect(text_at_once)
