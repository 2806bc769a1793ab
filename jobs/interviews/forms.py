"""Offering times, saying why not, moving a time, who came."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.interviews.enums import Way
from jobs.interviews.services import Times
from jobs.models import Application
from portal.codes.form_fields import TidyField

MOMENT = {"type": "datetime-local"}
TIMES = ("time_1", "time_2", "time_3", "time_4")
_FORMATS = ["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y", "%Y-%m-%d %H:%M"]


def moment_field(label: Any, *, required: bool) -> forms.DateTimeField:
    """A moment in the portal's own time zone, by the browser's calendar or typed as 31/12/2026 08:00."""
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs=MOMENT)
    return forms.DateTimeField(label=label, required=required, widget=widget, input_formats=_FORMATS)


class OfferForm(forms.Form):
    people = forms.MultipleChoiceField(label=_("Mời ai?"), widget=forms.CheckboxSelectMultiple)
    time_1 = moment_field(_("Giờ thứ nhất"), required=True)
    time_2 = moment_field(_("Giờ thứ hai"), required=False)
    time_3 = moment_field(_("Giờ thứ ba"), required=False)
    time_4 = moment_field(_("Giờ thứ tư"), required=False)
    minutes = forms.TypedChoiceField(
        label=_("Mỗi buổi dài"),
        choices=[(n, _("%(n)s phút") % {"n": n}) for n in (15, 20, 30, 45, 60, 90, 120, 180)],
        coerce=int,
        initial=30,
    )
    capacity = forms.IntegerField(
        label=_("Số người mỗi giờ"),
        min_value=1,
        max_value=500,
        initial=1,
        help_text=_("Nhiều hơn 1 là phỏng vấn theo nhóm."),
    )
    way = forms.TypedChoiceField(
        label=_("Hình thức"), choices=Way.choices, coerce=Way, initial=Way.ONSITE, widget=forms.RadioSelect
    )
    place = TidyField(
        label=_("Nơi gặp, hoặc số máy, đường dẫn"),
        required=False,
        max_length=255,
        help_text=_("Cổng nào, gặp ai; gọi video thì ghi đường dẫn."),
    )
    note = TidyField(label=_("Dặn thêm"), required=False, max_length=255, help_text=_("Mang giấy tờ gì, mặc gì."))

    def __init__(self, *args: Any, applicants: Sequence[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["people"]
        chosen.choices = [(one.worker.public_id, one.worker.full_name) for one in applicants]
        soonest = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
        for name in TIMES:
            self.fields[name].widget.attrs["min"] = soonest

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        for name in TIMES:
            if data.get(name) and data[name] <= timezone.now():
                self.add_error(name, _("Giờ phỏng vấn phải ở phía trước."))
        if data.get("way") in {Way.ONSITE, Way.ONLINE} and not data.get("place"):
            self.add_error("place", _("Hãy cho biết gặp ở đâu, hoặc đường dẫn gọi video."))

    def times(self) -> Times:
        """Of a valid form."""
        data = self.cleaned_data
        starts: list[datetime] = [data[name] for name in TIMES if data[name]]
        return Times(starts, data["minutes"], data["way"], data["place"], data["note"], data["capacity"])


class WordForm(forms.Form):
    reason = TidyField(label=_("Lý do"), max_length=255)


class NoneFitsForm(forms.Form):
    reason = TidyField(
        label=_("Giờ nào anh chị đi được?"),
        max_length=255,
        help_text=_("Ví dụ: sau 17 giờ, hoặc sáng thứ bảy."),
    )


class MoveForm(forms.Form):
    starts_at = moment_field(_("Giờ mới"), required=True)
    reason = TidyField(label=_("Lý do"), max_length=255)
    version = forms.IntegerField(widget=forms.HiddenInput)
