from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "jobs"
    label = "jobs"
    verbose_name = "Việc làm"

    def ready(self) -> None:
        from employers.signals import employers_merged, verification_changed
        from jobs import held, looks, merged, rights, standing
        from workers.looks.scope import also_ours
        from workers.merging.signals import people_merging
        from workers.rights.signals import gather, person_leaving

        verification_changed.connect(standing.on_verification_changed, dispatch_uid="jobs-standing")
        employers_merged.connect(standing.on_employers_merged, dispatch_uid="jobs-merged")
        gather.connect(rights.hold, dispatch_uid="jobs")
        gather.connect(held.hold, dispatch_uid="jobs-held")
        person_leaving.connect(rights.leave, dispatch_uid="jobs")
        person_leaving.connect(held.leave, dispatch_uid="jobs-held")
        people_merging.connect(merged.on_people_merging, dispatch_uid="jobs")
        also_ours(looks.letters)
        also_ours(looks.cases)
