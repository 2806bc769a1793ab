from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "workers.groups"
    label = "groups"
    verbose_name = "Tư vấn nhóm"
