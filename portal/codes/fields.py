"""Fields every domain uses: opaque public identifiers and text that is always NFC."""

import secrets
from typing import Any

from django.db import models

from portal.codes.text import nfc

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
"""No vowels but "a" and "e", no 0/1/i/l/o/u: easy to read aloud, unlikely to spell anything."""


def new_public_id() -> str:
    """12 letters of 30 (58 bits): not guessable by counting, short enough to dictate."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


class PublicIdField(models.CharField[str, str]):
    """The identifier that appears in addresses; the numeric key never does."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 12)
        options.setdefault("default", new_public_id)
        options.setdefault("unique", True)
        options.setdefault("editable", False)
        super().__init__(**options)


class TidyCharField(models.CharField[str, str]):
    """One line of text, stored composed (NFC) with single spaces."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return nfc(value) if isinstance(value, str) else value
