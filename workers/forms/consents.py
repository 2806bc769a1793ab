"""Giving and withdrawing one consent; who may see the profile."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workers.enums import ConsentPurpose, Visibility


class ConsentForm(forms.Form):
    purpose = forms.TypedChoiceField(choices=ConsentPurpose.choices, coerce=ConsentPurpose)
    agreed = forms.BooleanField(required=False)


class VisibilityForm(forms.Form):
    visibility = forms.TypedChoiceField(
        label=_("Doanh nghiệp thấy hồ sơ của anh chị thế nào?"),
        choices=Visibility.choices,
        coerce=Visibility,
        widget=forms.RadioSelect,
    )
