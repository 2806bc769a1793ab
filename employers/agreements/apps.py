from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "employers.agreements"
    label = "agreements"
    verbose_name = "Thỏa thuận cung ứng lao động"
