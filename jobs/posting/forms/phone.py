"""Telephone numbers of offices: mobile, landline, or a service number."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_NUMBER = re.compile(r"0[2-9]\d{7,9}|1[89]00\d{4,6}")


class PhoneField(forms.CharField):
    """A number in any usual writing; its value is the digits, or empty."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 24)
        options.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}))
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        digits = re.sub(r"[\s.()\-]", "", text).replace("+84", "0", 1)
        if not _NUMBER.fullmatch(digits):
            raise ValidationError(
                _("Hãy ghi số di động hoặc máy bàn, ví dụ 0912 345 678, 0227 3123 456."), code="phone"
            )
        return digits
