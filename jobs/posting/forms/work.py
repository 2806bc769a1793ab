"""Steps 1 and 2: the work and its seats; where, for how much, until when."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.models import Vacancy, VacancyPlace
from jobs.posting.forms.base import Text, VacancyStep
from jobs.services.pay import too_low
from portal.codes import occupations
from portal.codes.enums import PayUnit
from portal.codes.form_fields import SUGGEST_OCCUPATIONS, DayField, MoneyField, PlaceField, TidyField
from portal.codes.models import Commune, Occupation
from portal.codes.places import Kind, Place

PLACES = 3
DAYS_OPEN = 30
"""How long a new vacancy takes applications, unless the employer says otherwise."""


class WorkStep(VacancyStep):
    key = "viec"
    heading = _("Công việc")
    lead = _("Tên việc, số người và việc phải làm hằng ngày.")
    from_vacancy = ("title", "headcount", "position", "description")
    sections = ((_("Công việc"), ("title", "headcount", "position", "description")),)
    texts = ("title", "description")

    draft = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    """The identifier a new vacancy will have: pressed twice, the form makes one."""
    code = forms.CharField(required=False, max_length=4, widget=forms.HiddenInput)
    headcount = forms.IntegerField(label=_("Cần tuyển bao nhiêu người?"), min_value=1, max_value=20_000, initial=1)
    description = forms.CharField(
        label=_("Việc phải làm hằng ngày"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Mỗi việc một dòng. Người đọc muốn biết: làm gì, với máy gì, ca nào."),
    )

    def start(self) -> dict[str, Any]:
        self.fields["title"] = TidyField(
            label=_("Tên công việc"),
            max_length=255,
            help_text=_("Ghi như người lao động vẫn gọi, ví dụ: công nhân may chuyền."),
            widget=forms.TextInput(attrs={"data-suggest": SUGGEST_OCCUPATIONS, "data-suggest-value": "code"}),
        )
        return {
            "code": self.vacancy.occupation.code if self.vacancy.occupation else "",
            "draft": self.vacancy.public_id,
        }

    def apply_to(self, vacancy: Vacancy) -> None:
        former = vacancy.title
        super().apply_to(vacancy)
        code = self.cleaned_data["code"]
        chosen = Occupation.objects.filter(code=code, level=occupations.LEVEL).first() if code else None
        chosen = chosen or occupations.exact(vacancy.title)
        if chosen:
            vacancy.occupation, vacancy.occupation_confidence = chosen, None
        elif vacancy.title != former:
            # The code went with other words; the new ones are coded when the vacancy is published.
            vacancy.occupation, vacancy.occupation_confidence = None, None


class PlaceStep(VacancyStep):
    key = "noi-luong"
    heading = _("Nơi làm và lương")
    lead = _("Hai điều người tìm việc xem trước tiên.")
    from_vacancy = ("pay_min", "pay_max", "pay_unit", "pay_negotiable", "pay_commission", "working_time", "deadline")
    sections: ClassVar[tuple[tuple[Text, tuple[str, ...]], ...]] = (
        (_("Nơi làm việc"), ("place_1", "place_2", "place_3")),
        (_("Lương"), ("pay_min", "pay_max", "pay_unit", "pay_negotiable", "pay_commission")),
        (_("Thời gian"), ("working_time", "deadline")),
    )
    labels: ClassVar[dict[str, Text]] = {"pay_unit": _("Tính theo")}

    pay_min = MoneyField(label=_("Lương từ"), required=False, help_text=_("Ví dụ 7,5 triệu."))
    pay_max = MoneyField(label=_("Lương đến"), required=False)
    deadline = DayField(label=_("Nhận hồ sơ đến hết ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["pay_unit"]
        unit.choices, unit.required = [(one.value, one.label) for one in PayUnit], True

    def start(self) -> dict[str, Any]:
        rows = list(self.vacancy.places.select_related("commune__province", "province", "park"))
        for n in range(1, PLACES + 1):
            self.fields[f"place_{n}"] = PlaceField(
                label=_("Xã, phường hoặc khu công nghiệp") if n == 1 else _("Nơi khác"),
                required=n == 1,
                kinds=(Kind.COMMUNE, Kind.PARK, Kind.DISTRICT, Kind.PROVINCE),
                commune_only=True,
                help_text=_("Tên cũ trước 1/7/2025 cũng được.") if n == 1 else "",
            )
        begin: dict[str, Any] = {f"place_{n}": _named(row) for n, row in enumerate(rows[:PLACES], start=1)}
        employer = self.vacancy.employer
        if not rows and (employer.park_id or employer.commune_id):
            begin["place_1"] = _named(employer)
        if self.vacancy.deadline is None:
            begin["deadline"] = timezone.localdate() + timedelta(days=DAYS_OPEN)
        return begin

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
        said = self.cleaned_data.get("pay_negotiable") or self.cleaned_data.get("pay_commission")
        if low is None and high is None and not said and "pay_min" not in self.errors:
            self.add_error("pay_min", _("Hãy ghi mức lương, hoặc chọn thỏa thuận khi phỏng vấn."))
        if self.errors:
            return
        communes = list(Commune.objects.filter(pk__in=[place.communes[0] for place in self._places()]).order_by("pk"))
        unit, lowest = PayUnit(self.cleaned_data["pay_unit"]), high if low is None else low
        refusal = too_low(lowest, unit, self.cleaned_data["working_time"], communes, timezone.localdate())
        if refusal:
            self.add_error("pay_min", refusal)

    def _places(self) -> list[Place]:
        found = [self.cleaned_data.get(f"place_{n}") for n in range(1, PLACES + 1)]
        return list({(place.kind, place.id): place for place in found if place}.values())

    def store(self, vacancy: Vacancy, stored: bool) -> None:
        if not stored:
            return
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


def _named(row: Any) -> str:
    """A workplace (or an employer's address) in words that are understood again."""
    if row.park:
        return str(row.park.name)
    return f"{row.commune.name}, {row.commune.province.name}" if row.commune else str(row.province.name)
