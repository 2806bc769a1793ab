"""Signing an employer up (the first questions of Mẫu 03)."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from employers.models import Employer
from employers.services import Company, sign_up
from employers.tax_code import validate_tax_code
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

    def clean_tax_code(self) -> str:
        code = "".join(self.cleaned_data["tax_code"].split())
        validate_tax_code(code)
        return code

    def clean(self) -> Any:
        """Say at once that a tax code is taken; the service decides it under a lock again."""
        cleaned = super().clean()
        code = self.cleaned_data.get("tax_code")
        if code and Employer.objects.filter(tax_code=code, members__isnull=False).exists():
            self.add_error(
                "tax_code", _("Mã số thuế này đã có tài khoản. Hãy nhờ đồng nghiệp mời, hoặc gọi trung tâm.")
            )
        return cleaned

    def sign_up(self, user: User) -> Employer:
        return sign_up(user, Company(self.cleaned_data["company"], self.cleaned_data["tax_code"]))


class EmployerJoinForm(CompanyForm, JoinForm):
    """Account and employer at once."""

    field_order = ["company", "tax_code", "full_name", "contact", "password1"]

    @transaction.atomic
    def save(self, request: HttpRequest) -> Any:
        return super().save(request)

    def signup(self, request: HttpRequest, user: User) -> None:
        self.sign_up(user)
