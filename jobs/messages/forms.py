"""A letter, a report, what the centre did."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.messages.models import LONGEST
from portal.codes.form_fields import TidyField


class LetterForm(forms.Form):
    text = forms.CharField(
        label=_("Tin nhắn"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST})
    )
    nonce = forms.CharField(max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nonce"].initial = secrets.token_hex(8)


class ReportForm(forms.Form):
    reason = TidyField(
        label=_("Có chuyện gì?"),
        max_length=255,
        help_text=_("Ví dụ: đòi tiền, xúc phạm, hỏi chuyện riêng. Hai bên dừng nhắn tin đến khi trung tâm xem."),
    )


class HandleForm(forms.Form):
    outcome = TidyField(label=_("Đã xử lý thế nào?"), max_length=255)
    reopen = forms.BooleanField(label=_("Cho hai bên nhắn tin lại"), required=False)
