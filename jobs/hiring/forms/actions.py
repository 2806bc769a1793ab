"""Small decisions: closing a vacancy, answering an applicant, returning a vacancy to its employer."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.enums import ApplicationState, CloseReason
from portal.codes.form_fields import DayField, MoneyField, TidyField


class CloseForm(forms.Form):
    outcome = forms.TypedChoiceField(
        label=_("Vì sao đóng tin?"),
        choices=[choice for choice in CloseReason.choices if choice[0] != CloseReason.EXPIRED],
        coerce=CloseReason,
        widget=forms.RadioSelect,
    )


ANSWERS = [ApplicationState.INTERVIEW, ApplicationState.OFFERED, ApplicationState.HIRED, ApplicationState.NOT_HIRED]


class AnswerForm(forms.Form):
    """What the employer tells an applicant."""

    after = forms.TypedChoiceField(
        label=_("Trả lời người lao động"),
        choices=[(state.value, state.label) for state in ANSWERS],
        coerce=ApplicationState,
        widget=forms.RadioSelect,
    )
    reason = TidyField(
        label=_("Lời nhắn"),
        required=False,
        max_length=255,
        help_text=_("Giờ và nơi phỏng vấn, hoặc lý do không tuyển. Người lao động đọc được."),
    )
    started_on = DayField(label=_("Ngày bắt đầu làm việc"), required=False, help_text=_("Khi đã tuyển."))
    monthly_pay = MoneyField(label=_("Lương thỏa thuận mỗi tháng"), required=False, help_text=_("Khi đã tuyển."))

    def __init__(self, *args: Any, possible: frozenset[ApplicationState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after: Any = self.fields["after"]
        after.choices = [(state.value, state.label) for state in ANSWERS if state in possible]

    def clean_started_on(self) -> date | None:
        day: date | None = self.cleaned_data["started_on"]
        if day and abs((day - timezone.localdate()).days) > 366:
            raise forms.ValidationError(_("Ngày bắt đầu cách nay quá một năm; hãy xem lại."), code="day")
        return day

    def clean(self) -> None:
        super().clean()
        after = self.cleaned_data.get("after")
        if after == ApplicationState.HIRED and not self.cleaned_data.get("started_on") and not self.errors:
            self.add_error("started_on", _("Hãy ghi ngày bắt đầu làm việc."))
        if after == ApplicationState.NOT_HIRED and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Hãy cho người lao động biết lý do."))


class ReturnForm(forms.Form):
    reason = TidyField(label=_("Cần sửa điều gì?"), max_length=255)
