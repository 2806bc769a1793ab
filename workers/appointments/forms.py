"""Forms of booking and of the counter's numbers."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Office
from portal.codes.form_fields import DayField, TidyField
from workers.appointments.models import OfficeHours
from workers.appointments.queue import Comer
from workers.appointments.services import Wish
from workers.counselling.enums import Topic


class MomentField(forms.CharField):
    """A slot by its beginning, as :attr:`workers.appointments.slots.Slot.value` writes it."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return timezone.make_aware(datetime.strptime(text, "%Y-%m-%dT%H:%M"))  # noqa: DTZ007 — made aware here
        except ValueError:
            raise ValidationError(_("Hãy chọn lại giờ hẹn.")) from None

    def validate(self, value: Any) -> None:
        if value is None:
            raise ValidationError(_("Hãy chọn giờ hẹn."), code="required")

    def run_validators(self, value: Any) -> None:
        """The text's own length no longer matters."""


class BookForm(forms.Form):
    """A time, what it is about and what the person would like to ask."""

    starts_at = MomentField(label=_("Giờ hẹn"), required=False, max_length=16)
    topic = forms.ChoiceField(
        label=_("Muốn hỏi về"), choices=Topic.choices, initial=Topic.JOBS, widget=forms.RadioSelect
    )
    note = TidyField(
        label=_("Nói trước vài chữ"),
        required=False,
        max_length=255,
        help_text=_("Để cán bộ chuẩn bị, ví dụ: muốn đổi việc gần nhà."),
    )

    def wish(self, office: Office) -> Wish:
        """Of a valid form."""
        data = self.cleaned_data
        return Wish(office, data["starts_at"], Topic(data["topic"]), data["note"])


class TicketForm(forms.Form):
    """A number at the counter; nothing is asked that the queue does not need."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    name = TidyField(
        label=_("Gọi là"),
        required=False,
        max_length=120,
        help_text=_("Tên hay gọi, để mời cho dễ."),
    )
    topic = forms.ChoiceField(
        label=_("Đến hỏi về"), required=False, choices=[("", _("Chưa rõ")), *Topic.choices], widget=forms.RadioSelect
    )
    is_first = forms.BooleanField(
        label=_("Được ưu tiên gọi trước"),
        required=False,
        help_text=_("Người khuyết tật, cao tuổi, mang thai, người có công; không ghi là trường hợp nào."),
    )

    def comer(self) -> Comer:
        data = self.cleaned_data
        return Comer(name=data["name"], topic=data["topic"], is_first=data["is_first"])


class FollowForm(forms.Form):
    """What came of speaking to somebody who had missed their appointment."""

    note = TidyField(
        label=_("Kết quả liên lạc"),
        max_length=255,
        help_text=_("Ví dụ: quên hẹn, sẽ đặt lại; đã có việc; gọi hai lần không nghe máy."),
    )


class CancelForm(forms.Form):
    note = TidyField(label=_("Vì sao hủy"), required=False, max_length=255, help_text=_("Người lao động đọc được."))


class HoursForm(forms.ModelForm[OfficeHours]):
    """A part of a weekday in which an office receives by appointment."""

    class Meta:
        model = OfficeHours
        fields = ["weekday", "starts", "ends", "minutes", "capacity"]
        widgets = {
            "starts": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            "ends": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and starts >= ends:
            self.add_error("ends", _("Giờ kết thúc phải sau giờ bắt đầu."))
        return data


class DayOffForm(forms.Form):
    day = DayField(label=_("Ngày nghỉ"))
    note = TidyField(
        label=_("Lý do"), required=False, max_length=160, help_text=_("Người đã hẹn đọc được, ví dụ: họp cơ quan.")
    )

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise ValidationError(_("Ngày này đã qua."))
        return day
