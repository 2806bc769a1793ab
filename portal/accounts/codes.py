"""Six digits by text message or e-mail instead of a password: the forms that ask for them.

Apart from ``forms`` because allauth's own forms read its adapter, which reads ``forms``.
"""

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.forms import BaseConfirmCodeForm, SetPasswordForm, VerifyPhoneForm
from allauth.account.models import EmailAddress
from allauth.core import context, ratelimit
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms import ContactField, split_contact
from portal.accounts.models import User

_DIGITS = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "11", "spellcheck": "false"}


def owner_of(phone: str, email: str) -> User | None:
    """Whose proven number or address it is. One that somebody merely typed in signs nobody in: it may be another's."""
    if email:
        address = EmailAddress.objects.filter(email__iexact=email, verified=True).select_related("user").first()
        return address.user if address and address.user.is_active else None
    user = User.objects.filter(phone=phone, is_active=True).first()
    if user and (user.phone_verified or not app_settings.PHONE_VERIFICATION_ENABLED):
        return user
    return None


def _ask_for_digits(form: forms.Form) -> None:
    form.fields["code"].label = _("Mã xác nhận")
    form.fields["code"].widget.attrs = dict(_DIGITS)


class RequestCodeForm(forms.Form):
    """Where to send the code; says nothing of whether there is an account."""

    contact = ContactField()
    _user: User | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if contact := cleaned.get("contact"):
            if not ratelimit.consume(context.request, action="request_login_code", key=contact):
                raise get_adapter().validation_error("rate_limited")
            cleaned["phone"], cleaned["email"] = split_contact(contact)
            self._user = owner_of(cleaned["phone"], cleaned["email"])
        return cleaned


class LoginCodeForm(BaseConfirmCodeForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_digits(self)


class PhoneCodeForm(VerifyPhoneForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_digits(self)


class NewPasswordForm(SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Asked once: it can be had anew by a code at any time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
