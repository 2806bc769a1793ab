from django.apps import AppConfig


class LooksConfig(AppConfig):
    name = "workers.looks"
    label = "looks"
    verbose_name = "Nhật ký xem dữ liệu"
