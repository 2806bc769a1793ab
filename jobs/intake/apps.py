from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "jobs.intake"
    label = "intake"
    verbose_name = "Nhập dữ liệu"

    def ready(self) -> None:
        from jobs.intake.freetext import code_profile, code_vacancy
        from jobs.signals import vacancy_changed
        from workers.signals import profile_saved

        # Heard before matching (the apps are named in this order), so that it matches by what is coded here.
        profile_saved.connect(code_profile, dispatch_uid="intake")
        vacancy_changed.connect(code_vacancy, dispatch_uid="intake")
