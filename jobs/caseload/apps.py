from django.apps import AppConfig


class CaseloadConfig(AppConfig):
    name = "jobs.caseload"
    label = "caseload"
    verbose_name = "Hồ sơ phụ trách"

    def ready(self) -> None:
        from jobs.caseload import following, held, messages  # noqa: F401 — the messages' classes make themselves known
        from jobs.signals import application_moved
        from workers.counselling.signals import turns_recorded
        from workers.rights.signals import gather
        from workers.signals import profile_saved

        turns_recorded.connect(following.on_turns_recorded, dispatch_uid="caseload")
        application_moved.connect(following.on_application_moved, dispatch_uid="caseload")
        profile_saved.connect(following.on_profile_saved, dispatch_uid="caseload")
        gather.connect(held.hold, dispatch_uid="caseload")
