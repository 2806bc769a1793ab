from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "workers.outreach"
    label = "outreach"
    verbose_name = "Hội nghị, phiên giao dịch"
