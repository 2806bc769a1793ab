"""A visitor's report of an advert, and the centre's decision on it."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.flags.enums import FlagReason, Outcome
from jobs.flags.services import Report
from portal.codes.form_fields import TidyField

MOST = 1_500


class ReportForm(forms.Form):
    """Nobody has to say who they are."""

    reason = forms.ChoiceField(label=_("Tin này có gì không ổn?"), choices=FlagReason.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Nói rõ hơn"),
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ai nói gì, đòi bao nhiêu, số điện thoại nào. Đừng ghi số căn cước hay tài khoản của anh chị."),
    )
    contact = TidyField(
        label=_("Số điện thoại hoặc thư của anh chị"),
        required=False,
        max_length=120,
        help_text=_("Chỉ để trung tâm hỏi lại về tin này. Doanh nghiệp không thấy ai đã báo."),
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    website = forms.CharField(required=False, max_length=200)
    """Nobody sees it; programs fill it in."""

    @property
    def is_from_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    @property
    def said(self) -> Report:
        data = self.cleaned_data
        return Report(FlagReason(data["reason"]), data["text"], data["contact"])


class DecisionForm(forms.Form):
    outcome = forms.TypedChoiceField(choices=Outcome.choices, coerce=Outcome)
    note = TidyField(label=_("Vì sao?"), max_length=255, help_text=_("Doanh nghiệp đọc được khi tin bị trả lại."))
    upto = forms.SlugField(max_length=12)
