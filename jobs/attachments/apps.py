from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "jobs.attachments"
    label = "attachments"
    verbose_name = "Giấy tờ kèm hồ sơ"
