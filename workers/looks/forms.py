"""Why a person is opened, why a field is shown."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.codes.form_fields import TidyField
from workers.looks.enums import Sensitive, ShowWhy, Why


class SaysWhy(forms.Form):
    """A reason from a list; the last of them is said in words."""

    text = TidyField(label=_("Nói rõ hơn"), required=False, max_length=255)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("why") == "other" and len(data.get("text", "")) < 10 and "text" not in self.errors:
            self.add_error("text", _("Viết lý do, ít nhất 10 chữ cái."))
        return data


class ReasonForm(SaysWhy):
    """Why a counsellor opens a person of another office."""

    why = forms.ChoiceField(
        label=_("Vì sao anh chị cần mở"),
        choices=[(one.value, one.label) for one in Why if one != Why.TICKET],
        initial=Why.COUNTER,
        widget=forms.RadioSelect,
    )
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    field_order = ("why", "text", "next")


class ShowForm(SaysWhy):
    """Which sensitive field, and what for."""

    field = forms.ChoiceField(choices=Sensitive.choices)
    why = forms.ChoiceField(label=_("Cần xem để"), choices=ShowWhy.choices, initial=ShowWhy.CHECK)
    sent = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)
