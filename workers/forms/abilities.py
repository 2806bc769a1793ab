"""What the person can do: trade skills, languages, computing, licences."""

from typing import Any

from django import forms
from django.core.cache import cache
from django.db.models import Model, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.codes.enums import Proficiency
from portal.codes.form_fields import DayField, TidyField
from portal.codes.models import ComputingSkill, DatedCode, Language, Licence, Skill
from workers.forms.base import StepForm
from workers.models import Worker, WorkerComputing, WorkerLanguage, WorkerLicence, WorkerSkill

SLOTS = 3


class AbilityStep(StepForm):
    key, title = "ky-nang", _("Kỹ năng, bằng lái, ngoại ngữ")
    skills = forms.ModelMultipleChoiceField(
        Skill.objects.none(), label=_("Kỹ năng nghề"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["skills"]
        field.queryset = offered_skills(self.worker)
        if not field.queryset:
            field.help_text = _("Ghi việc muốn làm trước, các kỹ năng của nghề ấy sẽ hiện ở đây.")
        slots = range(1, SLOTS + 1)
        self.sections = (
            (_("Kỹ năng nghề"), ("skills",)),
            (_("Giấy phép, chứng chỉ"), tuple(f"{what}_{n}" for n in slots for what in ("licence", "until"))),
            (_("Ngoại ngữ"), tuple(f"{what}_{n}" for n in slots for what in ("language", "level", "paper"))),
            (_("Tin học"), tuple(f"{what}_{n}" for n in slots for what in ("computing", "grade"))),
        )

    def start(self) -> dict[str, Any]:
        first: dict[str, Any] = {"skills": list(self.worker.skills.values_list("skill_id", flat=True))}
        licences, languages = list(self.worker.licences.all()), list(self.worker.languages.all())
        computing = list(self.worker.computing.all())
        options = {
            "licence": values_of(Licence),
            "language": values_of(Language),
            "computing": values_of(ComputingSkill),
        }
        for n in range(1, SLOTS + 1):
            self._add_slot(n, options)
            if n <= len(licences):
                first |= {f"licence_{n}": licences[n - 1].licence_id, f"until_{n}": licences[n - 1].valid_to}
            if n <= len(languages):
                one = languages[n - 1]
                first |= {
                    f"language_{n}": one.language_id,
                    f"level_{n}": one.proficiency,
                    f"paper_{n}": one.certificate,
                }
            if n <= len(computing):
                first |= {f"computing_{n}": computing[n - 1].skill_id, f"grade_{n}": computing[n - 1].proficiency}
        return first

    def _add_slot(self, n: int, options: dict[str, list[tuple[Any, Any]]]) -> None:
        def choose(label: Any, choices: list[tuple[Any, Any]]) -> forms.Field:
            return forms.TypedChoiceField(
                label=label, choices=[("", _("Không")), *choices], coerce=int, empty_value=None, required=False
            )

        levels = [(level.value, level.label) for level in Proficiency]
        self.fields[f"licence_{n}"] = choose(_("Giấy phép, chứng chỉ"), options["licence"])
        self.fields[f"until_{n}"] = DayField(label=_("Có giá trị đến"), required=False)
        self.fields[f"language_{n}"] = choose(_("Ngoại ngữ"), options["language"])
        self.fields[f"level_{n}"] = choose(_("Khả năng"), levels)
        self.fields[f"paper_{n}"] = TidyField(label=_("Chứng chỉ"), required=False, max_length=80)
        self.fields[f"computing_{n}"] = choose(_("Tin học"), options["computing"])
        self.fields[f"grade_{n}"] = choose(_("Khả năng"), levels)

    def clean(self) -> None:
        super().clean()
        for n in range(1, SLOTS + 1):
            for what, level in (("language", "level"), ("computing", "grade")):
                if self.cleaned_data.get(f"{what}_{n}") and not self.cleaned_data.get(f"{level}_{n}"):
                    self.add_error(f"{level}_{n}", _("Hãy cho biết khả năng."))

    def store(self, worker: Worker) -> None:
        """Rows beyond the slots shown stay as they are."""
        data = self.cleaned_data
        _replace(worker.skills, "skill_id", {s.pk: WorkerSkill(worker=worker, skill=s) for s in data["skills"]}, None)
        licences, languages, computing = {}, {}, {}
        for n in range(1, SLOTS + 1):
            if key := data[f"licence_{n}"]:
                licences[key] = WorkerLicence(worker=worker, licence_id=key, valid_to=data[f"until_{n}"])
            if key := data[f"language_{n}"]:
                languages[key] = WorkerLanguage(
                    worker=worker, language_id=key, proficiency=data[f"level_{n}"], certificate=data[f"paper_{n}"]
                )
            if key := data[f"computing_{n}"]:
                computing[key] = WorkerComputing(worker=worker, skill_id=key, proficiency=data[f"grade_{n}"])
        _replace(worker.licences, "licence_id", licences, SLOTS)
        _replace(worker.languages, "language_id", languages, SLOTS)
        _replace(worker.computing, "skill_id", computing, SLOTS)


def offered_skills(worker: Worker) -> Any:
    """Skills of the wanted and practised occupations, and those chosen already."""
    return Skill.objects.filter(
        Q(occupations__in=worker.wanted_occupations.values("occupation"))
        | Q(occupations__in=worker.history.values("occupation"))
        | Q(pk__in=worker.skills.values("skill"))
    ).distinct()


def values_of(model: type[DatedCode]) -> list[tuple[Any, Any]]:
    """(key, name) of the values in force, in the reader's language; asked of the database every five minutes."""
    kept: list[tuple[Any, Any]] | None = cache.get_or_set(
        f"options-{model.__name__}-{get_language()}",
        lambda: [(row.pk, row.label) for row in model._default_manager.filter(valid_to=None)],
        timeout=300,
    )
    return kept or []


def _replace(manager: Any, key: str, wanted: dict[int, Any], slots: int | None) -> None:
    """Make the related rows those of ``wanted``; of more rows than slots were shown, the further ones stay."""
    shown: list[Model] = list(manager.all()[:slots] if slots else manager.all())
    manager.filter(pk__in=[row.pk for row in shown]).delete()
    kept = set(manager.values_list(key, flat=True))
    manager.model.objects.bulk_create([row for pk, row in wanted.items() if pk not in kept])
