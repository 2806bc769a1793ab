"""Text messages: words that fit into one, and no more of them in a day than the centre pays for."""

import logging
import unicodedata

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.module_loading import import_string

from portal.notices.channels.base import Refused, TextSender

log = logging.getLogger("portal.sms")

LONGEST = 160
"""Characters of the GSM 7-bit alphabet in one message; with other letters it would hold 70."""
_GSM = frozenset("@_!\"#%&'()*+,-./0123456789:;<=>?\n ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$")
_INSTEAD = str.maketrans({"đ": "d", "Đ": "D", "–": "-", "—": "-", "“": '"', "”": '"', "’": "'", "‘": "'", "…": "...",
                          "·": "-", "\u00a0": " "})  # fmt: skip


def plain(text: str) -> str:
    """``text`` without diacritics and without signs that count double or make the message longer."""
    bare = unicodedata.normalize("NFD", text.translate(_INSTEAD))
    return " ".join("".join(c for c in bare if c in _GSM).split())


def fit(text: str, address: str = "") -> str:
    """``text`` and ``address`` in at most 160 plain characters; of the two the text is cut."""
    end = f" {address}" if address else ""
    words, room = plain(text), LONGEST - len(end)
    if len(words) > room:
        words = words[: room - 3].rsplit(" ", 1)[0].rstrip(" ,.;:-") + "..."
    return words + end


def masked(phone: str) -> str:
    """Enough of a number to find it again by, too little to call it."""
    return f"{phone[:3]}...{phone[-2:]}"


def send(phone: str, text: str, key: str) -> None:
    """Send ``text`` (made to fit); ``key`` is the same for the same message.

    Raises :class:`Later` or :class:`Refused`, also when the day's messages are used up.
    """
    if not _within_the_day():
        log.error("SMS %s not sent: the day's %d messages are used up", masked(phone), settings.SMS_MOST_A_DAY)
        raise Refused("daily limit")
    sender: TextSender = import_string(settings.SMS_BACKEND)()
    sender.send(phone, fit(text), key)


def _within_the_day() -> bool:
    name = f"sms-{timezone.localdate():%Y%m%d}"
    cache.add(name, 0, timeout=172_800)
    return cache.incr(name) <= settings.SMS_MOST_A_DAY
