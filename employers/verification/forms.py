"""What employers and the centre write about a registration."""

from django import forms
from django.utils.translation import gettext_lazy as _

from employers.enums import MemberRole
from employers.verification.enums import PaperKind, ReturnCode
from portal.accounts.forms import ContactField
from portal.codes.form_fields import TidyField

ROLES = [
    (MemberRole.RECRUITER.value, MemberRole.RECRUITER.label),
    (MemberRole.OWNER.value, MemberRole.OWNER.label),
]
"""The one that opens less comes first."""


class PaperForm(forms.Form):
    kind = forms.ChoiceField(label=_("Loại giấy tờ"), choices=PaperKind.choices)
    file = forms.FileField(
        label=_("Tệp"),
        help_text=_("Ảnh chụp (JPEG, PNG) hoặc PDF, tối đa 5 MB. Chụp đủ bốn góc, đọc rõ chữ."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,image/*"}),
    )


class HandInForm(forms.Form):
    agreed = forms.BooleanField(
        label=_(
            "Tôi đã đọc lại và đồng ý để tổ chức dịch vụ việc làm sử dụng các thông tin nói trên phục vụ cho công tác "
            "tư vấn, giới thiệu việc làm, kết nối cung - cầu lao động."
        )
    )


class ReturnForm(forms.Form):
    codes = forms.MultipleChoiceField(
        label=_("Vì sao trả lại"), choices=ReturnCode.choices, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("Nói rõ cần sửa gì"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Doanh nghiệp đọc đúng câu này."),
    )


class ReasonForm(forms.Form):
    reason = TidyField(label=_("Lý do"), max_length=255)


class ClaimForm(forms.Form):
    message = forms.CharField(
        label=_("Anh chị làm gì ở đơn vị, vì sao cần quản lý?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    letter = forms.FileField(
        label=_("Giấy ủy quyền, giấy giới thiệu"),
        required=False,
        help_text=_("Ảnh chụp hoặc PDF, tối đa 5 MB. Có giấy thì trung tâm trả lời nhanh hơn."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,image/*"}),
    )


class ClaimAnswerForm(forms.Form):
    role = forms.ChoiceField(label=_("Vai trò"), choices=ROLES)
    reason = TidyField(label=_("Lý do, nếu không chấp nhận"), max_length=255, required=False)


class InviteForm(forms.Form):
    contact = ContactField(
        label=_("Thư điện tử hoặc di động của đồng nghiệp"),
        help_text=_("Người được mời chưa cần có tài khoản."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    role = forms.ChoiceField(
        label=_("Vai trò"), choices=ROLES, initial=MemberRole.RECRUITER.value, widget=forms.RadioSelect
    )
