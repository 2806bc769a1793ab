"""What an employer says about a referral, by the link or on the telephone; a person's refusal."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.answers.enums import RefusalReason
from jobs.outcomes.enums import Justified, PersonReason, Source, Word
from jobs.outcomes.services import No, Said
from portal.codes.enums import ContractType
from portal.codes.form_fields import DayField, MoneyField, TidyField

_REASONS = [choice for choice in RefusalReason.choices if choice[0] != RefusalReason.ABSENT]


class WordForm(forms.Form):
    """What became of the person sent."""

    source = Source.LINK
    word = forms.TypedChoiceField(
        label=_("Kết quả thế nào?"),
        choices=Word.choices,
        coerce=Word,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một câu trả lời.")},
    )
    started_on = DayField(label=_("Ngày bắt đầu làm việc"), required=False, help_text=_("Khi đã nhận vào làm."))
    monthly_pay = MoneyField(
        label=_("Lương thỏa thuận mỗi tháng"), required=False, help_text=_("Khi đã nhận vào làm. Ví dụ 7,5 triệu.")
    )
    contract_type = forms.TypedChoiceField(
        label=_("Loại hợp đồng"),
        choices=[("", _("Chưa rõ")), *ContractType.choices],
        coerce=ContractType,
        empty_value=None,
        required=False,
    )
    code = forms.TypedChoiceField(
        label=_("Vì sao không nhận?"),
        choices=[("", _("Chọn một lý do")), *_REASONS],
        coerce=RefusalReason,
        empty_value=None,
        required=False,
        help_text=_("Khi không nhận."),
    )
    note = TidyField(label=_("Nói thêm với trung tâm"), required=False, max_length=255)
    said_by = TidyField(label=_("Tên và chức vụ người trả lời"), required=False, max_length=160)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("word") == Word.NOT_HIRED and not data.get("code") and "code" not in self.errors:
            self.add_error("code", _("Hãy chọn lý do không nhận."))
        if data.get("word") == Word.HIRED and not data.get("started_on") and "started_on" not in self.errors:
            self.add_error("started_on", _("Hãy ghi ngày bắt đầu làm việc."))
        return data

    def clean_started_on(self) -> Any:
        day = self.cleaned_data["started_on"]
        if day and abs((day - timezone.localdate()).days) > 183:
            raise forms.ValidationError(_("Ngày này quá xa hôm nay; hãy xem lại năm."))
        return day

    def said(self) -> Said:
        """Of a valid form."""
        return Said(source=self.source, **self.cleaned_data)


class PhoneForm(WordForm):
    """The same on the telephone: who said it is asked for."""

    source = Source.PHONE
    said_by = TidyField(label=_("Ai trả lời, chức vụ"), max_length=160, help_text=_("Ví dụ: chị Hoa, phòng nhân sự."))
    note = TidyField(label=_("Họ nói gì?"), required=False, max_length=255)
    field_order = ["said_by", "word"]


class RefusalForm(forms.Form):
    """The person does not take the work."""

    reason = forms.TypedChoiceField(
        label=_("Vì sao người lao động từ chối?"),
        choices=[("", _("Chọn một lý do")), *PersonReason.choices],
        coerce=PersonReason,
        empty_value=None,
    )
    words = TidyField(label=_("Lời người lao động"), required=False, max_length=255)
    justified = forms.TypedChoiceField(
        label=_("Lý do chính đáng?"),
        choices=Justified.choices,
        coerce=Justified,
        initial=Justified.OPEN,
        widget=forms.RadioSelect,
        help_text=_("Ghi điều anh chị biết. Việc hưởng trợ cấp do cơ quan có thẩm quyền quyết định."),
    )
    refused_on = DayField(label=_("Từ chối ngày"), initial=timezone.localdate)

    def no(self) -> No:
        """Of a valid form."""
        return No(**self.cleaned_data)
