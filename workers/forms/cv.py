"""What a CV shows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workers.cv import PARTS, USUAL


class CvForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Ngôn ngữ"), choices=[("vi", "Tiếng Việt"), ("en", "English")], widget=forms.RadioSelect, initial="vi"
    )
    show = forms.MultipleChoiceField(
        label=_("Hiện những phần"),
        choices=list(PARTS.items()),
        widget=forms.CheckboxSelectMultiple,
        initial=list(USUAL),
        required=False,
    )
