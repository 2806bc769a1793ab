"""Small changes of a published vacancy, and its end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.enums import CloseReason
from jobs.hiring.forms.actions import CloseForm
from jobs.models import Vacancy
from jobs.posting.forms.phone import PhoneField
from portal.codes.form_fields import DayField, TidyField


class ExtendForm(forms.Form):
    until = DayField(label=_("Nhận hồ sơ đến hết ngày"))


class SeatsForm(forms.Form):
    headcount = forms.IntegerField(label=_("Cần tuyển tất cả bao nhiêu người?"), min_value=1, max_value=20_000)


class ContactForm(forms.Form):
    name = TidyField(label=_("Người liên hệ"), max_length=120, required=False)
    position = TidyField(label=_("Chức vụ"), max_length=120, required=False)
    phone = PhoneField(label=_("Điện thoại"), required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)


class ClosingForm(CloseForm):
    """With the numbers."""

    hired_elsewhere = forms.IntegerField(
        label=_("Đã tuyển qua kênh khác bao nhiêu người?"),
        min_value=0,
        max_value=20_000,
        required=False,
        help_text=_("Người tuyển qua trung tâm cổng tự đếm theo hồ sơ."),
    )
    note = TidyField(label=_("Ghi chú"), max_length=255, required=False)

    def clean(self) -> None:
        super().clean()
        elsewhere = self.cleaned_data.get("hired_elsewhere")
        if self.cleaned_data.get("outcome") == CloseReason.FILLED_ELSEWHERE and not elsewhere and not self.errors:
            self.add_error("hired_elsewhere", _("Hãy ghi số người đã tuyển qua kênh khác."))


def forms_of(vacancy: Vacancy) -> dict[str, Any]:
    """The forms of the page, filled from the vacancy, by the last word of their addresses."""
    contact = {name: getattr(vacancy, f"contact_{name}") for name in ("name", "position", "phone", "email")}
    return {
        "gia-han": ExtendForm(initial={"until": vacancy.deadline}, auto_id="extend_%s"),
        "so-luong": SeatsForm(initial={"headcount": vacancy.headcount}, auto_id="seats_%s"),
        "lien-he": ContactForm(initial=contact, auto_id="contact_%s"),
        "dong": ClosingForm(auto_id="close_%s"),
    }
