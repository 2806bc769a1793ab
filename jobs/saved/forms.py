"""What a person says of a vacancy or a search they keep."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.saved.enums import Frequency
from portal.codes.form_fields import TidyField


class NoteForm(forms.Form):
    note = TidyField(label=_("Ghi chú của tôi"), required=False, max_length=300)


class SearchForm(forms.Form):
    name = TidyField(label=_("Tên"), required=False, max_length=80)
    frequency = forms.ChoiceField(label=_("Báo tin mới"), choices=Frequency.choices)
