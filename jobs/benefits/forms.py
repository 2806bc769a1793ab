"""What a counsellor writes down of an unemployment benefit."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.form_fields import DayField, TidyField
from workers.insurance.enums import Ending, GivenBy, Situation, TrainingState
from workers.insurance.models import MOST_MONTHS
from workers.insurance.services import Decision, Given, Place

PLACES = 3


class PeriodForm(forms.Form):
    number = TidyField(label=_("Quyết định số"), max_length=60)
    decided_on = DayField(label=_("Ngày quyết định"), required=False)
    first_day = DayField(label=_("Hưởng từ ngày"))
    months = forms.IntegerField(label=_("Số tháng được hưởng"), min_value=1, max_value=MOST_MONTHS)
    note = TidyField(label=_("Ghi chú"), required=False, max_length=255)

    def clean_first_day(self) -> Any:
        day = self.cleaned_data["first_day"]
        if abs((day - timezone.localdate()).days) > 800:
            raise forms.ValidationError(_("Ngày này quá xa hôm nay; hãy xem lại năm."))
        return day

    def decision(self) -> Decision:
        return Decision(**self.cleaned_data)


class NoticeForm(forms.Form):
    """Mẫu 24: up to three places a month; more stand on paper."""

    given_on = DayField(label=_("Ngày thông báo"), initial=timezone.localdate)
    given_by = forms.TypedChoiceField(
        label=_("Cách thông báo"), choices=GivenBy.choices, coerce=GivenBy, initial=GivenBy.COUNTER
    )
    situation = forms.TypedChoiceField(
        label=_("Tình trạng việc làm"), choices=Situation.choices, coerce=Situation, widget=forms.RadioSelect
    )
    employer = TidyField(label=_("Đơn vị, công việc đang làm"), required=False, max_length=255)
    note = TidyField(label=_("Ghi chú"), required=False, max_length=255)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for n in range(1, PLACES + 1):
            self.fields[f"name_{n}"] = TidyField(
                label=_("Đơn vị đã tìm việc %(n)d") % {"n": n}, required=False, max_length=255
            )
            self.fields[f"address_{n}"] = TidyField(label=_("Địa chỉ"), required=False, max_length=255)
            self.fields[f"contact_{n}"] = TidyField(label=_("Người liên hệ"), required=False, max_length=120)
            self.fields[f"job_{n}"] = TidyField(label=_("Vị trí công việc"), required=False, max_length=160)
            self.fields[f"result_{n}"] = TidyField(label=_("Kết quả"), required=False, max_length=160)

    def given(self) -> Given:
        data = self.cleaned_data
        names = ("name", "address", "contact", "job", "result")
        places = [Place(*(data[f"{name}_{n}"] for name in names)) for n in range(1, PLACES + 1) if data[f"name_{n}"]]
        return Given(data["given_on"], data["situation"], data["given_by"], data["employer"], data["note"], places)


class TrainingForm(forms.Form):
    course = TidyField(label=_("Nghề, khóa học"), max_length=160)
    school = TidyField(label=_("Cơ sở đào tạo"), required=False, max_length=160)
    state = forms.TypedChoiceField(label=_("Tình trạng"), choices=TrainingState.choices, coerce=TrainingState)
    starts_on = DayField(label=_("Học từ ngày"), required=False)
    ends_on = DayField(label=_("Đến ngày"), required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("Ngày kết thúc phải sau ngày bắt đầu."))
        return data


class EndForm(forms.Form):
    on = DayField(label=_("Thôi hưởng từ ngày"), initial=timezone.localdate)
    ending = forms.TypedChoiceField(label=_("Lý do"), choices=Ending.choices, coerce=Ending)
