"""The parts of following up, each with how many wait."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.outcomes.reading import counts
from portal.accounts.access import actor_of


def tabs(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """For ``<c-tabs>``; three queries."""
    waiting = counts(actor_of(request).office_id, timezone.localdate())
    parts = (
        ("due", _("Gọi hỏi thăm"), waiting["calls"]),
        ("letters", _("Giấy giới thiệu"), waiting["letters"]),
        ("exchange", _("Mẫu 04"), waiting["exchange"]),
        ("differences", _("Khác tin đăng"), None),
    )
    return [
        {"label": label, "url": reverse(f"outcomes:{name}"), "count": count, "current": name == current}
        for name, label, count in parts
    ]
