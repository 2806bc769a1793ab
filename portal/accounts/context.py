"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from portal.accounts.demo_signins import signins


def portal(request: HttpRequest) -> dict[str, Any]:
    """The centre, who acts, and in demonstration mode the invented people's sign-ins."""
    return {
        "centre_name": settings.CENTRE_NAME,
        "centre_phone": settings.CENTRE_PHONE,
        "public_address": settings.PUBLIC_ADDRESS,
        "actor": getattr(request, "actor", None),
        "demo": settings.DEMO,
        "demo_signins": signins() if settings.DEMO else [],
    }
