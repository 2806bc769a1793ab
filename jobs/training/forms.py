from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.training.enums import MemberState
from jobs.training.models import Cohort
from portal.codes.form_fields import TidyField


class CohortForm(forms.ModelForm[Cohort]):
    name = TidyField(label=_("Tên danh sách"), max_length=160)
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    class Meta:
        model = Cohort
        fields = ("name", "note")


class MemberForm(forms.Form):
    state = forms.ChoiceField(label=_("Tình trạng"), choices=MemberState.choices)
    note = TidyField(label=_("Ghi chú"), required=False, max_length=255)
