"""The vocabulary for reading events."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from workers.outreach.models import OutreachEvent  # noqa: F401 — the queryset's model


class OutreachEventQuerySet(models.QuerySet["OutreachEvent"]):
    def public(self) -> Self:
        """Events anybody may read about."""
        return self.filter(is_public=True)

    def coming(self, now: datetime) -> Self:
        """Not over yet, the next first."""
        return self.filter(ends_at__gte=now).order_by("starts_at", "id")

    def past(self, now: datetime) -> Self:
        """Over, the latest first."""
        return self.filter(ends_at__lt=now).order_by("-starts_at", "-id")
