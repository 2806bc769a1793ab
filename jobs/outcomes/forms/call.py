"""What a call about a placement found out; the day the exchange was updated."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.models import PlacementCheck
from jobs.outcomes.services import Heard
from portal.codes.enums import ContractType
from portal.codes.form_fields import DayField, MoneyField, TidyField, YesNoField

_OUTCOME = PlacementCheck.Outcome
TRY_AGAIN_DAYS = 3
MOST_AHEAD = timedelta(days=60)


def _later() -> Any:
    day = timezone.localdate() + timedelta(days=TRY_AGAIN_DAYS)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)


class CallForm(forms.Form):
    """The questions in the order of the talk."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    outcome = forms.TypedChoiceField(
        label=_("Kết quả cuộc gọi"),
        choices=_OUTCOME.choices,
        coerce=_OUTCOME,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một kết quả.")},
    )
    again_on = DayField(label=_("Gọi lại ngày"), required=False, initial=_later, help_text=_("Khi chưa liên lạc được."))
    monthly_pay = MoneyField(
        label=_("Lương thực nhận mỗi tháng"), required=False, help_text=_("Cả phụ cấp đều hằng tháng. Ví dụ 7,5 triệu.")
    )
    has_contract = YesNoField(label=_("Đã ký hợp đồng lao động?"))
    contract_type = forms.TypedChoiceField(
        label=_("Loại hợp đồng đã ký"),
        choices=[("", _("Chưa rõ")), *ContractType.choices],
        coerce=ContractType,
        empty_value=None,
        required=False,
    )
    is_insured = YesNoField(label=_("Được đóng bảo hiểm xã hội?"))
    problems = TidyField(
        label=_("Có vướng mắc gì?"), required=False, max_length=255, help_text=_("Người lao động xem được phần này.")
    )
    left_on = DayField(label=_("Nghỉ việc từ ngày"), required=False)
    left_because = TidyField(label=_("Vì sao nghỉ?"), required=False, max_length=255)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        today, again = timezone.localdate(), data.get("again_on")
        if data.get("outcome") == _OUTCOME.UNREACHED:
            if again is None and "again_on" not in self.errors:
                self.add_error("again_on", _("Ghi ngày gọi lại."))
            elif again and not today < again <= today + MOST_AHEAD:
                self.add_error("again_on", _("Ngày gọi lại phải sau hôm nay và trong vòng 60 ngày."))
        left = data.get("left_on")
        if left and left > today:
            self.add_error("left_on", _("Ngày nghỉ việc không thể sau hôm nay."))
        return data

    def heard(self) -> Heard:
        """Of a valid form; what belongs to another outcome is left out."""
        data, outcome = self.cleaned_data, self.cleaned_data["outcome"]
        if outcome == _OUTCOME.UNREACHED:
            return Heard(data["submission"], outcome, again_on=data["again_on"])
        names = ["monthly_pay", "has_contract", "contract_type", "is_insured", "problems"]
        if outcome == _OUTCOME.LEFT:
            names += ["left_on", "left_because"]
        return Heard(data["submission"], outcome, **{name: data[name] for name in names})


class ExchangeForm(forms.Form):
    updated_on = DayField(label=_("Đã cập nhật lên sàn ngày"), initial=timezone.localdate)
