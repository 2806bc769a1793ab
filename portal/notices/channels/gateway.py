"""Text messages through a provider's HTTP gateway; its address and the shape of its requests are settings."""

import json
import logging
from string import Template
from typing import Any

import requests
from django.conf import settings

from portal.notices.channels.base import Later, Refused
from portal.notices.channels.sms import masked

log = logging.getLogger("portal.sms")

_TRY_AGAIN = {408, 425, 429}
"""Answers that say: not now."""


class Gateway:
    """One POST for each message, with a key by which the provider knows a repeated one.

    Neither the number nor the text is ever logged in full.
    """

    def send(self, phone: str, text: str, key: str) -> None:
        try:
            answer = requests.post(
                settings.SMS_GATEWAY,
                timeout=settings.SMS_TIMEOUT,
                headers={"Authorization": f"Bearer {settings.SMS_TOKEN}", "Idempotency-Key": key},
                allow_redirects=False,
                **_body(phone, text, key),
            )
        except requests.ReadTimeout:
            # It was handed over and may have been sent: a second one would cost again and confuse.
            log.warning("SMS %s %s: no answer in time", masked(phone), key)
            return
        except requests.RequestException as trouble:
            raise Later(type(trouble).__name__) from None
        if answer.status_code in _TRY_AGAIN or answer.status_code >= 500:
            raise Later(f"HTTP {answer.status_code}")
        if not 200 <= answer.status_code < 300:
            raise Refused(f"HTTP {answer.status_code}")


def _body(phone: str, text: str, key: str) -> dict[str, Any]:
    """The configured fields with what they stand for: values are filled in one by one, so no text breaks out."""
    values = {
        "to": f"84{phone[1:]}" if settings.SMS_INTERNATIONAL else phone,
        "text": text,
        "sender": settings.SMS_SENDER,
        "key": key,
        "token": settings.SMS_TOKEN,
    }
    filled = _filled(json.loads(settings.SMS_BODY), values)
    return {"json": filled} if settings.SMS_FORM == "json" else {"data": filled}


def _filled(shape: Any, values: dict[str, str]) -> Any:
    if isinstance(shape, str):
        return Template(shape).safe_substitute(values)
    if isinstance(shape, dict):
        return {name: _filled(one, values) for name, one in shape.items()}
    if isinstance(shape, list):
        return [_filled(one, values) for one in shape]
    return shape
