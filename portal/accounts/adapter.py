"""How allauth stores and checks mobile numbers, and where codes go."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import MOBILE, User

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Mobile numbers live on the user; codes go to the console channel."""

    def phone_form_field(self, **options: Any) -> forms.CharField:
        options.pop("required", None)
        return forms.CharField(
            label=_("Số điện thoại"),
            required=False,
            max_length=16,
            widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        )

    def clean_phone(self, phone: str) -> str:
        """Ten digits from "+84 912 000 001", "84912000001" or "0912.000.001"."""
        digits = "".join(c for c in phone if c.isdigit())
        if digits.startswith("84") and len(digits) == 11:
            digits = "0" + digits[2:]
        MOBILE(digits)
        return digits

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=phone).first()

    def send_verification_code_sms(self, user: User, phone: str, code: str, **_: Any) -> None:
        log.info("SMS code for %s…%s: %s", phone[:3], phone[-2:], code)

    def send_unknown_account_sms(self, phone: str, **_: Any) -> None:
        log.info("SMS to %s…%s: no account", phone[:3], phone[-2:])

    def send_account_already_exists_sms(self, phone: str, **_: Any) -> None:
        log.info("SMS to %s…%s: account exists", phone[:3], phone[-2:])

    def clean_email(self, email: str) -> str:
        cleaned: str = super().clean_email(email).lower()
        if len(cleaned) > 254:
            raise ValidationError(_("Địa chỉ thư điện tử quá dài."))
        return cleaned
