"""Signing an employer up (the first questions of Mẫu 03)."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from employers.enums import Verification
from employers.models import Employer
from employers.services import Company
from employers.tax_code import validate_tax_code
from employers.verification.claims import sign_up_or_claim
from employers.verification.likeness import Like, like
from employers.verification.models import Claim
from portal.accounts.join import JoinForm
from portal.accounts.models import User
from portal.codes.form_fields import TidyField


class CompanyForm(forms.Form):
    """For somebody who has an account."""

    company = TidyField(label=_("Tên doanh nghiệp, hộ kinh doanh"), max_length=255)
    tax_code = forms.CharField(
        label=_("Mã số thuế"),
        max_length=20,
        help_text=_("10 chữ số; chi nhánh ghi thêm -001; hộ kinh doanh ghi 12 chữ số."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    looked = forms.CharField(required=False, widget=forms.HiddenInput)
    """The name and tax code the look-alikes were shown for: pressed again, they are meant."""

    def clean_tax_code(self) -> str:
        code = "".join(self.cleaned_data["tax_code"].split())
        validate_tax_code(code)
        return code

    def clean(self) -> Any:
        """Warn once of employers with a like name. Whether the tax code is taken is not said here: it would tell
        anybody who tries codes which employers have accounts."""
        cleaned = super().clean()
        name, code = self.cleaned_data.get("company"), self.cleaned_data.get("tax_code")
        self.alike = self._alike(name, code) if name and code else []
        asked = f"{name}|{code}"
        if self.alike and self.data.get("looked") != asked:
            typed: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, as posted
            typed["looked"] = asked
            self.data = typed
            self.add_error(
                "company",
                _("Đã có đơn vị tên gần giống (xem bên dưới). Nếu đúng là đơn vị khác, hãy bấm đăng ký lần nữa."),
            )
        return cleaned

    def _alike(self, name: str, code: str) -> list[Like]:
        """Those whose page anybody may read, under another tax code."""
        if Employer.objects.filter(tax_code=code).exists():
            return []
        public = {Verification.VERIFIED, Verification.COLLECTED}
        return [one for one in like(name, code) if one.employer.verification in public][:4]

    def sign_up(self, user: User) -> Employer | Claim:
        """Raises :class:`employers.services.Refused`."""
        return sign_up_or_claim(user, Company(self.cleaned_data["company"], self.cleaned_data["tax_code"]))


class EmployerJoinForm(CompanyForm, JoinForm):
    """Account and employer at once."""

    field_order = ["company", "tax_code", "full_name", "contact", "password1"]

    @transaction.atomic
    def save(self, request: HttpRequest) -> Any:
        return super().save(request)

    def signup(self, request: HttpRequest, user: User) -> None:
        self.sign_up(user)


class OnBehalfForm(CompanyForm):
    """Staff register an employer that calls or comes to the counter."""

    phone = forms.CharField(label=_("Điện thoại của đơn vị"), max_length=20, required=False)
