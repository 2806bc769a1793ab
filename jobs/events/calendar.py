"""An event as an iCalendar file (RFC 5545), for the calendar of a phone."""

from datetime import UTC, datetime

from workers.outreach.models import OutreachEvent

_LINE = 75
"""Octets a line may have; what is longer goes on in the next after a space."""


def calendar(event: OutreachEvent, *, where: str, address: str, now: datetime) -> str:
    """The file's text: one event with a reminder the day before. ``where`` is place and commune, ``address`` the
    event's page, also what makes the event's identity unique in the world."""
    host = address.partition("://")[2].partition("/")[0]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Cau Viec//VI",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{event.public_id}@{host}",
        f"DTSTAMP:{_moment(now)}",
        f"DTSTART:{_moment(event.starts_at)}",
        f"DTEND:{_moment(event.ends_at)}",
        f"SUMMARY:{_text(event.title)}",
        f"LOCATION:{_text(where)}",
        f"DESCRIPTION:{_text(_told(event, address))}",
        f"URL:{address}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(event.title)}",
        "TRIGGER:-P1D",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _told(event: OutreachEvent, address: str) -> str:
    return "\n\n".join(filter(None, [event.description, event.how_to_join, address]))


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """A text value: signs with a meaning of their own escaped, no line can end early."""
    for sign, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n"), ("\r", "\n"), ("\n", "\\n")):
        value = value.replace(sign, escaped)
    return "".join(letter for letter in value if letter >= " " or letter == "\t")


def _folded(line: str) -> list[str]:
    """The line in pieces of at most 75 octets, never through the middle of a letter."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += octets
    return [*pieces, piece]
