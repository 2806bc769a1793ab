"""The vocabulary for reading programmes of work abroad."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from workers.overseas.models import OverseasProgramme  # noqa: F401 — the queryset's model


class OverseasProgrammeQuerySet(models.QuerySet["OverseasProgramme"]):
    def taking(self, day: date) -> Self:
        """Those that take registrations on ``day`` or will, the first to close first."""
        return self.filter(closes_on__gte=day).order_by("closes_on", "id")

    def closed(self, day: date) -> Self:
        """Those that take no more, the latest first."""
        return self.filter(closes_on__lt=day).order_by("-closes_on", "-id")
