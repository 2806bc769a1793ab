from django.apps import AppConfig


class SlipsConfig(AppConfig):
    name = "workers.slips"
    label = "slips"
    verbose_name = "Phiếu đăng ký (Mẫu 01, 01a)"
