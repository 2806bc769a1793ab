"""Asking, and the centre's answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workers.rights.enums import Kind


class AskForm(forms.Form):
    text = forms.CharField(
        label=_("Anh chị muốn gì?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    understood = forms.BooleanField(required=False)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == Kind.DELETE:
            self.fields["understood"].required = True
            self.fields["understood"].label = _("Tôi hiểu: xóa rồi thì không lấy lại được, và tài khoản đóng lại.")
            self.fields["text"].label = _("Lý do")
        else:
            del self.fields["understood"]
        if kind == Kind.LOOK:
            self.fields["text"].label = _("Anh chị thấy lạ ở chỗ nào?")
        if kind == Kind.CORRECT:
            self.fields["text"].required = True
            self.fields["text"].label = _("Chỗ nào sai, đúng phải là gì?")


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Trả lời cho người yêu cầu"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
