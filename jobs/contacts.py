"""Telephones and e-mail addresses in an advert's text: kept from machines that gather them, shown to people who ask."""

import re
from typing import NamedTuple

_PHONE = re.compile(r"(?<![\w.,])(?:\+84|84(?=[235789]\d{8}\b)|0)(?:[\s.\-]?\(?[235789]\)?)(?:[\s.\-]?\d){7,9}(?!\w)")
_EMAIL = re.compile(r"[\w.+%-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
HIDDEN = "•••"


class Contacts(NamedTuple):
    phones: list[str]
    """Ten or eleven digits, each once, in order."""
    emails: list[str]


def masked(text: str) -> str:
    """``text`` with :data:`HIDDEN` for every telephone and e-mail address. Pay and tax codes stay."""
    return _PHONE.sub(HIDDEN, _EMAIL.sub(HIDDEN, text)) if "@" in text or "0" in text or "84" in text else text


def found(*texts: str) -> Contacts:
    """What :func:`masked` takes out of ``texts``."""
    phones: dict[str, None] = {}
    emails: dict[str, None] = {}
    for text in texts:
        emails |= dict.fromkeys(re.sub(r"\s", "", match[0]).lower() for match in _EMAIL.finditer(text))
        for match in _PHONE.finditer(_EMAIL.sub(HIDDEN, text)):
            digits = re.sub(r"\D", "", match[0])
            phones[f"0{digits[2:]}" if digits.startswith("84") else digits] = None
    return Contacts(list(phones), list(emails))
