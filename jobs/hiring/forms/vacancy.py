"""The vacancy (Mẫu 03a, Decree 352/2025): what readers must know first, everything else below and open."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from jobs.models import Vacancy, VacancyPlace, VacancySkill
from jobs.services.pay import too_low
from portal.accounts.forms import MobileField
from portal.codes import occupations
from portal.codes.enums import PayUnit
from portal.codes.form_fields import SUGGEST_OCCUPATIONS, DayField, MoneyField, PlaceField, TidyField, field_for
from portal.codes.models import Commune, Occupation, Skill
from portal.codes.places import Kind, Place

PLACES = 3
EXPERIENCE = [
    ("", _("Chưa rõ")),
    (0, _("Không yêu cầu")),
    (6, _("Dưới 1 năm")),
    (12, _("Từ 1 đến 2 năm")),
    (24, _("Từ 2 đến 5 năm")),
    (60, _("Trên 5 năm")),
]
Text = str | Promise


class VacancyForm(forms.Form):
    """``vacancy`` is the draft being edited, or a new unsaved one."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    title = TidyField(
        label=_("Tên công việc"),
        max_length=255,
        help_text=_("Ghi như người lao động vẫn gọi, ví dụ: công nhân may chuyền."),
        widget=forms.TextInput(attrs={"data-suggest": SUGGEST_OCCUPATIONS, "data-suggest-value": "code"}),
    )
    code = forms.CharField(required=False, max_length=4, widget=forms.HiddenInput)
    headcount = forms.IntegerField(label=_("Cần tuyển bao nhiêu người?"), min_value=1, max_value=20_000, initial=1)
    description = forms.CharField(
        label=_("Công việc hằng ngày"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    pay_min = MoneyField(label=_("Lương từ"), required=False, help_text=_("Ví dụ 7,5 triệu."))
    pay_max = MoneyField(label=_("Lương đến"), required=False)
    deadline = DayField(label=_("Nhận hồ sơ đến hết ngày"))
    experience_min_months = forms.TypedChoiceField(
        label=_("Kinh nghiệm"), choices=EXPERIENCE, coerce=int, empty_value=None, required=False
    )
    skills = forms.ModelMultipleChoiceField(
        Skill.objects.none(), label=_("Kỹ năng cần có"), required=False, widget=forms.CheckboxSelectMultiple
    )
    contact_phone = MobileField(label=_("Điện thoại liên hệ"), required=False)

    from_vacancy: ClassVar[tuple[str, ...]] = (
        "title", "headcount", "description", "pay_min", "pay_max", "pay_unit", "pay_negotiable", "deadline",
        "experience_min_months", "general_education_min", "qualification_min", "position", "requirements",
        "contract_type", "working_time", "purpose", "needs_shifts", "needs_travel", "needs_secondment", "starts_by",
        "meals", "dormitory", "benefits", "benefits_text", "setting", "lifting", "standing", "hearing", "sight",
        "handling", "hands", "recruit_methods", "contact_name", "contact_position", "contact_phone", "contact_email",
    )  # fmt: skip
    main: ClassVar[tuple[tuple[Text, tuple[str, ...]], ...]] = (
        (_("Công việc"), ("title", "headcount", "description")),
        (_("Nơi làm việc"), ("place_1", "place_2", "place_3")),
        (_("Lương"), ("pay_min", "pay_max", "pay_unit", "pay_negotiable")),
        (_("Thời hạn"), ("deadline",)),
    )
    more: ClassVar[tuple[tuple[Text, tuple[str, ...]], ...]] = (
        (_("Yêu cầu"), ("experience_min_months", "general_education_min", "qualification_min", "position", "skills",
                        "requirements")),
        (_("Hợp đồng, thời gian"), ("contract_type", "working_time", "purpose", "needs_shifts", "needs_travel",
                                    "needs_secondment", "starts_by")),
        (_("Phúc lợi"), ("meals", "dormitory", "benefits", "benefits_text")),
        (_("Điều kiện làm việc"), ("setting", "lifting", "standing", "hearing", "sight", "handling", "hands")),
        (_("Liên hệ"), ("recruit_methods", "contact_name", "contact_position", "contact_phone", "contact_email")),
    )  # fmt: skip

    def __init__(self, *args: Any, vacancy: Vacancy, **kwargs: Any) -> None:
        self.vacancy = vacancy
        self.is_new = vacancy._state.adding
        super().__init__(*args, **kwargs)
        for name in self.from_vacancy:
            column: Any = Vacancy._meta.get_field(name)
            if name not in self.fields:
                self.fields[name] = field_for(column)
            if not column.many_to_many:
                self.initial[name] = getattr(vacancy, name)
            elif not self.is_new:
                self.initial[name] = list(getattr(vacancy, name).all())
        self._relabel()
        self._add_places()
        self._offer_skills()
        self.initial |= {
            "version": vacancy.version,
            "code": vacancy.occupation.code if vacancy.occupation else "",
        }  # type: ignore[operator]  # a dict at run time

    def _relabel(self) -> None:
        unit: Any = self.fields["pay_unit"]
        unit.choices, unit.required = [(one.value, one.label) for one in PayUnit], True
        self.fields["pay_unit"].label = str(_("Tính theo"))
        for name in ("requirements", "benefits_text"):
            self.fields[name].widget.attrs["rows"] = 4
        self.fields["needs_secondment"].help_text = str(_("Làm ở nơi khác một thời gian theo phân công."))

    def _add_places(self) -> None:
        rows = [] if self.is_new else list(self.vacancy.places.select_related("commune__province", "province", "park"))
        for n in range(1, PLACES + 1):
            self.fields[f"place_{n}"] = PlaceField(
                label=_("Xã, phường hoặc khu công nghiệp") if n == 1 else _("Nơi khác"),
                required=n == 1,
                kinds=(Kind.COMMUNE, Kind.PARK, Kind.DISTRICT, Kind.PROVINCE),
                commune_only=True,
                help_text=_("Tên cũ trước 1/7/2025 cũng được.") if n == 1 else "",
            )
            if n <= len(rows):
                row = rows[n - 1]
                self.initial[f"place_{n}"] = (
                    row.park.name if row.park
                    else f"{row.commune.name}, {row.commune.province.name}" if row.commune
                    else row.province.name
                )  # fmt: skip

    def _offer_skills(self) -> None:
        """Skills of the chosen occupation; known once the draft is saved or the form comes back."""
        code = self.data.get("code") or (self.vacancy.occupation.code if self.vacancy.occupation else "")
        field: Any = self.fields["skills"]
        field.queryset = Skill.objects.filter(occupations__code=code).distinct()
        if not code:
            del self.fields["skills"]
        elif not self.is_new:
            self.initial["skills"] = list(self.vacancy.skills.values_list("skill_id", flat=True))

    def parts(self, sections: tuple[tuple[Text, tuple[str, ...]], ...]) -> list[tuple[Text, list[BoundField]]]:
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in sections]

    def main_parts(self) -> list[tuple[Text, list[BoundField]]]:
        return self.parts(self.main)

    def more_parts(self) -> list[tuple[Text, list[BoundField]]]:
        return self.parts(self.more)

    def clean_deadline(self) -> Any:
        day = self.cleaned_data["deadline"]
        if day and day < timezone.localdate():
            raise ValidationError(_("Hạn nhận hồ sơ phải từ hôm nay trở đi."), code="deadline")
        return day

    def clean(self) -> None:
        super().clean()
        low, high = self.cleaned_data.get("pay_min"), self.cleaned_data.get("pay_max")
        if low is not None and high is not None and high < low:
            self.add_error("pay_max", _("Mức cao nhất phải không nhỏ hơn mức thấp nhất."))
        if low is None and high is None and not self.cleaned_data.get("pay_negotiable"):
            self.add_error("pay_min", _("Hãy ghi mức lương, hoặc chọn thỏa thuận khi phỏng vấn."))
        if self.errors:
            return
        unit = PayUnit(self.cleaned_data["pay_unit"])
        communes = list(Commune.objects.filter(pk__in=[place.communes[0] for place in self._places()]))
        refusal = too_low(
            high if low is None else low, unit, self.cleaned_data["working_time"], communes, timezone.localdate()
        )
        if refusal:
            self.add_error("pay_min", refusal)

    def _places(self) -> list[Place]:
        found = [self.cleaned_data.get(f"place_{n}") for n in range(1, PLACES + 1)]
        return list({(place.kind, place.id): place for place in found if place}.values())

    def apply_to(self, vacancy: Vacancy) -> None:
        """Set the fields; related rows once the vacancy is stored."""
        stored = not vacancy._state.adding
        former_title = vacancy.title
        for name in self.from_vacancy:
            if not Vacancy._meta.get_field(name).many_to_many:
                setattr(vacancy, name, self.cleaned_data[name])
            elif stored:
                getattr(vacancy, name).set(self.cleaned_data[name])
        self._set_occupation(vacancy, former_title)
        if stored:
            self._store_places(vacancy)
            self._store_skills(vacancy)

    def _set_occupation(self, vacancy: Vacancy, former_title: str) -> None:
        code = self.cleaned_data["code"]
        chosen = Occupation.objects.filter(code=code, level=occupations.LEVEL).first() if code else None
        chosen = chosen or occupations.exact(vacancy.title)
        if chosen:
            vacancy.occupation, vacancy.occupation_confidence = chosen, None
        elif vacancy.title != former_title:
            # The code went with other words; the new ones are coded when the vacancy is handed in.
            vacancy.occupation, vacancy.occupation_confidence = None, None

    def _store_places(self, vacancy: Vacancy) -> None:
        vacancy.places.all().delete()
        VacancyPlace.objects.bulk_create(
            VacancyPlace(
                vacancy=vacancy,
                province_id=place.province_id,
                commune_id=place.communes[0],
                park_id=place.id if place.kind == Kind.PARK else None,
            )
            for place in self._places()
        )

    def _store_skills(self, vacancy: Vacancy) -> None:
        if "skills" not in self.cleaned_data:
            return
        chosen = {skill.pk for skill in self.cleaned_data["skills"]}
        vacancy.skills.exclude(skill__in=chosen).delete()
        kept = set(vacancy.skills.values_list("skill", flat=True))
        VacancySkill.objects.bulk_create(VacancySkill(vacancy=vacancy, skill_id=pk) for pk in chosen - kept)


def heading(vacancy: Vacancy) -> str:
    """What the page of the form is called."""
    return _now("Đăng tin tuyển dụng") if vacancy._state.adding else vacancy.title
