"""Step 3: whom the work suits (học vấn, chuyên môn, kỹ năng, kinh nghiệm, đối tượng)."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.models import Vacancy, VacancyComputing, VacancyLanguage, VacancyLicence, VacancySkill
from jobs.posting.forms.base import Text, VacancyStep
from portal.codes.enums import Proficiency
from portal.codes.models import ComputingSkill, Language, Licence, Skill, TrainingField

ROWS = 2
EXPERIENCE = [
    ("", _("Chưa rõ")),
    (0, _("Không yêu cầu")),
    (6, _("Dưới 1 năm")),
    (12, _("Từ 1 đến 2 năm")),
    (24, _("Từ 2 đến 5 năm")),
    (60, _("Trên 5 năm")),
]
_LEVELS = [("", "—"), *Proficiency.choices]


class PeopleStep(VacancyStep):
    key = "ai"
    heading = _("Ai phù hợp")
    lead = _("Chỉ ghi điều công việc thật sự cần. Điều nào bỏ trống thì không loại ai.")
    optional = True
    from_vacancy = (
        "experience_min_months", "general_education_min", "qualification_min", "training_field", "specialty",
        "trade_skill", "soft_skills", "requirements", "reserved_groups", "age_min", "age_max", "age_legal_basis",
    )  # fmt: skip
    from_registration = ("other_training", "preferred_groups")
    sections: ClassVar[tuple[tuple[Text, tuple[str, ...]], ...]] = (
        (_("Kinh nghiệm, trình độ"), ("experience_min_months", "general_education_min", "qualification_min",
                                      "requirements")),
        (_("Chuyên ngành, tay nghề"), ("training_field", "specialty", "other_training", "trade_skill", "skills")),
        (_("Ngoại ngữ, tin học, giấy phép"), ("language_1", "language_1_level", "language_2", "language_2_level",
                                              "computing_1", "computing_1_level", "computing_2", "computing_2_level",
                                              "licences")),
        (_("Kỹ năng mềm"), ("soft_skills",)),
        (_("Đối tượng, tuổi"), ("preferred_groups", "reserved_groups", "age_min", "age_max", "age_legal_basis")),
    )  # fmt: skip
    folded = frozenset({1, 2, 3, 4})
    texts = ("requirements", "specialty", "trade_skill", "other_training")
    hints: ClassVar[dict[str, Text]] = {
        "preferred_groups": _("Được ưu tiên khi cùng đáp ứng yêu cầu; người khác vẫn nộp được."),
        "age_legal_basis": _("Chỉ khi pháp luật quy định tuổi cho nghề này, ví dụ Luật hoặc Thông tư nào."),
    }

    experience_min_months = forms.TypedChoiceField(
        label=_("Kinh nghiệm"), choices=EXPERIENCE, coerce=int, empty_value=None, required=False
    )
    age_min = forms.IntegerField(label=_("Tuổi từ"), min_value=15, max_value=80, required=False)
    age_max = forms.IntegerField(label=_("Tuổi đến"), min_value=15, max_value=80, required=False)

    def start(self) -> dict[str, Any]:
        self.fields["requirements"].widget.attrs["rows"] = 4
        fields: Any = self.fields
        fields["training_field"] = forms.ModelChoiceField(
            TrainingField.objects.filter(valid_to=None), label=_("Lĩnh vực đào tạo"), required=False,
            empty_label=str(_("Chưa rõ")),
        )  # fmt: skip
        begin: dict[str, Any] = {}
        stored = not self.is_new
        begin |= self._rows("language", _("Ngoại ngữ"), Language, self.vacancy.languages.all() if stored else [])
        begin |= self._rows("computing", _("Tin học"), ComputingSkill, self.vacancy.computing.all() if stored else [])
        fields["licences"] = forms.ModelMultipleChoiceField(
            Licence.objects.filter(valid_to=None), label=_("Giấy phép, chứng chỉ"), required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        if self.vacancy.occupation_id:
            fields["skills"] = forms.ModelMultipleChoiceField(
                Skill.objects.filter(occupations=self.vacancy.occupation_id).distinct(), label=_("Kỹ năng của nghề"),
                required=False, widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        if stored:
            begin["licences"] = list(self.vacancy.licences.values_list("licence", flat=True))
            begin["skills"] = list(self.vacancy.skills.values_list("skill", flat=True))
        return begin

    def _rows(self, name: str, label: Any, model: Any, rows: Any) -> dict[str, Any]:
        """A few pairs of choice and level; their first values."""
        column = "language_id" if name == "language" else "skill_id"
        begin: dict[str, Any] = {}
        for n in range(1, ROWS + 1):
            self.fields[f"{name}_{n}"] = forms.ModelChoiceField(
                model.objects.filter(valid_to=None), label=label if n == 1 else _("%(what)s khác") % {"what": label},
                required=False, empty_label=str(_("Không yêu cầu")),
            )  # fmt: skip
            self.fields[f"{name}_{n}_level"] = forms.TypedChoiceField(
                label=_("Mức"), choices=_LEVELS, coerce=int, empty_value=None, required=False
            )
        for n, row in enumerate(list(rows)[:ROWS], start=1):
            begin |= {f"{name}_{n}": getattr(row, column), f"{name}_{n}_level": row.proficiency}
        return begin

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        low, high = data.get("age_min"), data.get("age_max")
        if low is not None and high is not None and high < low:
            self.add_error("age_max", _("Tuổi đến phải không nhỏ hơn tuổi từ."))
        if (low is not None or high is not None) and not data.get("age_legal_basis"):
            self.add_error("age_legal_basis", _("Giới hạn tuổi phải có căn cứ pháp lý; không có thì bỏ trống tuổi."))

    def store(self, vacancy: Vacancy, stored: bool) -> None:
        if not stored:
            return
        data = self.cleaned_data
        for name, model, column in (
            ("language", VacancyLanguage, "language"),
            ("computing", VacancyComputing, "skill"),
        ):
            wanted = {
                data[f"{name}_{n}"].pk: data[f"{name}_{n}_level"] or Proficiency.AVERAGE
                for n in range(1, ROWS + 1)
                if data[f"{name}_{n}"]
            }
            kept: Any = model
            kept.objects.filter(vacancy=vacancy).delete()
            kept.objects.bulk_create(
                kept(**{"vacancy": vacancy, f"{column}_id": pk, "proficiency": level}) for pk, level in wanted.items()
            )
        vacancy.licences.all().delete()
        VacancyLicence.objects.bulk_create(VacancyLicence(vacancy=vacancy, licence=one) for one in data["licences"])
        if "skills" in data:
            chosen = {one.pk for one in data["skills"]}
            vacancy.skills.exclude(skill__in=chosen).delete()
            known = set(vacancy.skills.values_list("skill", flat=True))
            VacancySkill.objects.bulk_create(VacancySkill(vacancy=vacancy, skill_id=pk) for pk in chosen - known)
