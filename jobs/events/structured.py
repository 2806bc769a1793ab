"""An event as schema.org Event, for search engines."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from workers.outreach.enums import Audience
from workers.outreach.models import OutreachEvent

_ESCAPED = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}
"""Signs that could end the script element, as JSON writes them."""
_SCHEMA = "https://schema.org"


def event_data(event: OutreachEvent, address: str, seats_left: int | None) -> SafeString:
    """The JSON-LD text, safe inside a ``<script type="application/ld+json">`` element."""
    data: dict[str, Any] = {
        "@context": _SCHEMA,
        "@type": "Event",
        "name": event.title,
        "description": event.description or event.title,
        "url": address,
        "startDate": localtime(event.starts_at).isoformat(timespec="minutes"),
        "endDate": localtime(event.ends_at).isoformat(timespec="minutes"),
        "eventStatus": f"{_SCHEMA}/EventScheduled",
        "eventAttendanceMode": f"{_SCHEMA}/OfflineEventAttendanceMode",
        "isAccessibleForFree": True,
        "audience": {
            "@type": "Audience",
            "audienceType": ", ".join(str(Audience(value).label) for value in event.audiences),
        },
        "maximumAttendeeCapacity": event.capacity,
        "remainingAttendeeCapacity": seats_left,
        "location": {
            "@type": "Place",
            "name": event.venue,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": event.venue,
                "addressLocality": event.commune.name,
                "addressRegion": event.commune.province.name,
                "addressCountry": "VN",
            },
        },
        "organizer": {"@type": "Organization", "name": settings.CENTRE_NAME, "url": settings.PUBLIC_ADDRESS},
        "offers": {"@type": "Offer", "price": "0", "priceCurrency": "VND", "url": address},
    }
    said = {name: value for name, value in data.items() if value is not None}
    text = json.dumps(said, ensure_ascii=False).translate(_ESCAPED)
    return mark_safe(text)  # noqa: S308 — every sign that could end the element is escaped
