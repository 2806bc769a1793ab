from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "portal.reports.ledger"
    label = "ledger"
    verbose_name = "Sổ tư vấn"
