"""Identity numbers at rest: encrypted for reading back, hashed with a key for finding."""

import base64
import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=2)
def _keys(secret: str) -> tuple[Fernet, bytes]:
    def derive(purpose: bytes) -> bytes:
        return hmac.new(secret.encode(), purpose, hashlib.sha256).digest()

    return Fernet(base64.urlsafe_b64encode(derive(b"encrypt"))), derive(b"search")


def encrypt(text: str) -> bytes:
    return _keys(settings.IDENTITY_KEY)[0].encrypt(text.encode())


def decrypt(token: bytes) -> str:
    """Raises :class:`cryptography.fernet.InvalidToken` when the key is not the one that encrypted."""
    return _keys(settings.IDENTITY_KEY)[0].decrypt(bytes(token)).decode()


def search_hash(text: str) -> str:
    """64 hexadecimal digits; equal texts, and only they, have equal hashes under one key."""
    return hmac.new(_keys(settings.IDENTITY_KEY)[1], text.encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.BinaryField[str, str]):
    """Text that the database sees encrypted only; an empty text is stored as no bytes."""

    def get_prep_value(self, value: Any) -> Any:
        return encrypt(value) if value else b""

    def from_db_value(self, value: Any, *_: Any) -> str:
        return decrypt(value) if value else ""

    def to_python(self, value: Any) -> Any:
        return value

    def get_default(self) -> str:
        return ""
