"""The form of a group: Mẫu 02, the list of those present, and what every turn holds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.codes.form_fields import ManyField, TidyField
from workers.counselling.forms import PhoneField, TurnForm
from workers.groups.enums import Asked
from workers.groups.services import Stated

LONGEST_LIST = 40_000
MOST_PEOPLE = 2000


class GroupForm(TurnForm):
    """Several people counselled together."""

    origin = TidyField(
        label=_("Đến từ"), max_length=200, help_text=_("Thôn, tổ dân phố, trường, đơn vị, doanh nghiệp…")
    )
    headcount = forms.IntegerField(label=_("Số người đến"), min_value=2, max_value=MOST_PEOPLE)
    representative = TidyField(label=_("Người đại diện"), max_length=120)
    phone = PhoneField(label=_("Điện thoại người đại diện"))
    address = TidyField(label=_("Địa chỉ"), max_length=255)
    email = forms.EmailField(label=_("Thư điện tử"), required=False, max_length=254)
    services = ManyField(label=_("Nhóm đề nghị"), choices=Asked.choices, required=True)
    other_service = TidyField(label=_("Dịch vụ khác"), required=False, max_length=255)
    wished_time = TidyField(label=_("Thời gian đề nghị"), required=False, max_length=120)
    list = forms.CharField(
        label=_("Dán danh sách"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Mỗi người một dòng, chép từ bảng tính cũng được: tên; năm sinh; điện thoại hoặc số căn cước."),
    )
    search = TidyField(
        label=_("Hoặc tìm từng người"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "data-key": "/", "data-private": ""}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("other_service") and Asked.OTHER not in data.get("services", []):
            data["services"] = [*data.get("services", []), Asked.OTHER.value]
        elif Asked.OTHER in data.get("services", []) and not data.get("other_service"):
            self.add_error("other_service", _("Ghi dịch vụ khác là gì."))
        return data

    def stated(self) -> Stated:
        """Of a valid form."""
        return Stated(**{name: self.cleaned_data[name] for name in Stated.__dataclass_fields__})
