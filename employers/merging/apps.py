from django.apps import AppConfig


class MergingConfig(AppConfig):
    name = "employers.merging"
    label = "merging"
    verbose_name = "Gộp doanh nghiệp trùng"
