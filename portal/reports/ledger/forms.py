"""Why a list is taken away."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _


class ExportForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do xuất danh sách"),
        help_text=_("Ví dụ: báo cáo tháng gửi Sở Nội vụ. Lý do được lưu và người có tên trong danh sách xem được."),
        min_length=8,
        max_length=200,
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
