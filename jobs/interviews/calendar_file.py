"""An interview as a calendar file (RFC 5545), for the phone's own calendar."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.interviews.enums import InterviewState
from jobs.interviews.models import Interview

_LINE = 73
"""Octets a line may hold before it is folded."""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Continued on lines that begin with a space, never within a letter."""
    parts, current = [], ""
    for letter in line:
        if len((current + letter).encode()) > _LINE:
            parts.append(current)
            current = ""
        current += letter
    return "\r\n ".join([*parts, current])


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def calendar_file(interview: Interview) -> str:
    """The booked interview; in UTC, so that every calendar shows it at the right hour, and with a reminder."""
    vacancy, slot = interview.application.vacancy, interview.slot
    if slot is None:
        raise ValueError("nothing is booked")
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    details = "\n".join(filter(None, [str(slot.get_way_display()), slot.note, vacancy.contact_phone]))
    gone = interview.state == InterviewState.CANCELLED
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Cau Viec//VI",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{interview.public_id}@{host}",
        f"SEQUENCE:{slot.version}",
        f"DTSTAMP:{_moment(timezone.now())}",
        f"DTSTART:{_moment(slot.starts_at)}",
        f"DTEND:{_moment(slot.ends_at)}",
        "SUMMARY:" + _escaped(_("Phỏng vấn: %(title)s, %(employer)s") % {
            "title": vacancy.title, "employer": vacancy.employer.name,
        }),
        f"LOCATION:{_escaped(slot.place)}",
        f"DESCRIPTION:{_escaped(details)}",
        f"STATUS:{'CANCELLED' if gone else 'CONFIRMED'}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:" + _escaped(vacancy.title),
        "TRIGGER:-PT2H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def as_download(interview: Interview) -> HttpResponse:
    response = HttpResponse(calendar_file(interview), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="phong-van.ics"'
    response["Cache-Control"] = "private, no-store"
    return response
