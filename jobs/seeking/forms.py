"""What a person says when applying, putting aside, declining."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.enums import DismissReason
from portal.codes.form_fields import TidyField


class ApplyForm(forms.Form):
    letter = forms.CharField(
        label=_("Lời nhắn với doanh nghiệp"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Vì sao anh chị hợp với việc này, khi nào đi làm được."),
    )


class DismissForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Vì sao việc này không hợp?"), choices=DismissReason.choices, widget=forms.RadioSelect
    )
    note = TidyField(label=_("Nói thêm"), required=False, max_length=255)


class ReasonForm(forms.Form):
    reason = TidyField(label=_("Lý do"), required=False, max_length=255)
