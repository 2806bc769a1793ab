from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "workers.groups"
    label = "groups"
    verbose_name = "Tư vấn nhóm"

    def ready(self) -> None:
        from workers.groups import rights
        from workers.rights.signals import gather, person_leaving

        gather.connect(rights.hold, dispatch_uid="groups")
        person_leaving.connect(rights.leave, dispatch_uid="groups")
