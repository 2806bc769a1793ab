"""Forms about accounts: mobile numbers as people write them, and signing up with one way to be reached."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import MOBILE
from portal.codes.text import nfc


def mobile(text: str) -> str:
    """Ten digits from "+84 912 000 001", "84912000001" or "0912.000.001"; raises ``ValidationError`` for others."""
    digits = "".join(c for c in text if c in "0123456789")
    if digits.startswith("84") and len(digits) == 11:
        digits = "0" + digits[2:]
    MOBILE(digits)
    return digits


class MobileField(forms.CharField):
    """A mobile number in any usual writing; its value is the ten digits, or empty."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 24)
        options.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}))
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        return mobile(text) if text else ""


class ContactField(forms.CharField):
    """A mobile number or an e-mail address, whichever was given; see :func:`split_contact`."""

    def __init__(self, **options: Any) -> None:
        attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        options.setdefault("label", _("Số điện thoại hoặc thư điện tử"))
        options.setdefault("max_length", 254)
        options.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if "@" in text:
            try:
                validate_email(text)
            except ValidationError:
                raise ValidationError(
                    _("Thư điện tử viết như ten@vidu.vn; hãy xem lại từng chữ."), code="contact"
                ) from None
            return text.lower()
        return mobile(text) if text else ""


def split_contact(contact: str) -> tuple[str, str]:
    """(phone, e-mail) of a cleaned contact; one of them is empty."""
    return ("", contact) if "@" in contact else (contact, "")


class NameField(forms.CharField):
    """A person's name, composed (NFC) and with single spaces."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Họ và tên"))
        options.setdefault("max_length", 120)
        options.setdefault("widget", forms.TextInput(attrs={"autocomplete": "name"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        return nfc(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not any(c.isalpha() for c in value):
            raise ValidationError(_("Hãy ghi họ tên bằng chữ."), code="name")
