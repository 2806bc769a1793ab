"""Small decisions: answering an applicant."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.answers.enums import RefusalReason
from jobs.answers.services import Answer
from jobs.enums import ApplicationState, CloseReason
from portal.codes.enums import ContractType
from portal.codes.form_fields import DayField, MoneyField
from portal.codes.text import nfc


class CloseForm(forms.Form):
    outcome = forms.TypedChoiceField(
        label=_("Vì sao đóng tin?"),
        choices=[choice for choice in CloseReason.choices if choice[0] != CloseReason.EXPIRED],
        coerce=CloseReason,
        widget=forms.RadioSelect,
    )


ANSWERS = [ApplicationState.OFFERED, ApplicationState.HIRED, ApplicationState.NOT_HIRED]
"""An interview is offered with its times instead (:mod:`jobs.interviews`)."""


class WordsField(forms.CharField):
    """A few lines to a person, composed (NFC), each line tidy; at most 1000 letters."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("max_length", 1000)
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return "\n".join(nfc(line) for line in text.splitlines()).strip()


class RefusalForm(forms.Form):
    """Why not, in one of a few ways, and what the person reads."""

    code = forms.TypedChoiceField(
        label=_("Vì sao không tuyển?"),
        choices=[("", _("Chọn một lý do")), *RefusalReason.choices],
        coerce=RefusalReason,
        empty_value=None,
        required=False,
    )
    words = WordsField(
        label=_("Lời nhắn"),
        help_text=_("Bỏ trống thì người lao động nhận lời cảm ơn và lý do đã chọn, viết sẵn lịch sự."),
    )


class AnswerForm(RefusalForm):
    """What the employer tells an applicant."""

    after = forms.TypedChoiceField(
        label=_("Trả lời người lao động"),
        choices=[(state.value, state.label) for state in ANSWERS],
        coerce=ApplicationState,
        widget=forms.RadioSelect,
    )
    started_on = DayField(label=_("Ngày bắt đầu làm việc"), required=False, help_text=_("Khi đã tuyển."))
    monthly_pay = MoneyField(label=_("Lương thỏa thuận mỗi tháng"), required=False, help_text=_("Khi đã tuyển."))
    contract_type = forms.TypedChoiceField(
        label=_("Loại hợp đồng"),
        choices=[("", _("Chưa rõ")), *ContractType.choices],
        coerce=ContractType,
        empty_value=None,
        required=False,
        help_text=_("Khi đã tuyển."),
    )
    field_order = ["after", "code", "started_on", "monthly_pay", "contract_type", "words"]

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
        if after == ApplicationState.NOT_HIRED and not self.cleaned_data.get("code"):
            self.add_error("code", _("Hãy cho người lao động biết lý do."))

    def answer(self) -> Answer:
        """Of a valid form; what belongs to another answer is left out."""
        data = self.cleaned_data
        after = data["after"]
        is_hire = after == ApplicationState.HIRED
        return Answer(
            after,
            data["code"] if after == ApplicationState.NOT_HIRED else None,
            data["words"],
            data["started_on"] if is_hire else None,
            data["monthly_pay"] if is_hire else None,
            data["contract_type"] if is_hire else None,
        )
