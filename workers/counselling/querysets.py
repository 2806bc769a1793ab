"""The vocabulary for reading turns."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone

from portal.codes.functions import ViFold

if TYPE_CHECKING:
    from workers.counselling.models import CounsellingSession  # noqa: F401 — the queryset's model

FORGOTTEN_AFTER = timedelta(days=60)
"""An appointment this long past is no longer put before the counsellor every morning."""


class Tally(NamedTuple):
    """Turns (lượt) beside the different people they were given to."""

    turns: int
    people: int


class SessionQuerySet(models.QuerySet["CounsellingSession"]):
    def on(self, first: date, last: date | None = None) -> Self:
        """Given on these days of the centre's time zone, both included."""
        midnight = timezone.make_aware(datetime.combine(first, time.min))
        after = timezone.make_aware(datetime.combine((last or first) + timedelta(days=1), time.min))
        return self.filter(at__gte=midnight, at__lt=after)

    def due(self, day: date) -> Self:
        """Turns whose next step falls due by ``day`` and that no later turn of the same person has answered."""
        later = self.model.objects.filter(worker=OuterRef("worker"), at__gt=OuterRef("at"))
        return (
            self.filter(next_on__lte=day, next_on__gte=day - FORGOTTEN_AFTER)
            .exclude(Q(worker__isnull=False) & Exists(later))
            .order_by("next_on", "-id")
        )

    def with_people(self) -> Self:
        """What a line about a turn shows."""
        return self.select_related("worker__commune", "counsellor", "office")

    def tally(self) -> Tally:
        """Walk-ins without a record are told apart by name and telephone."""
        named = Concat(ViFold(F("walk_in_name")), Value("/"), F("walk_in_phone"))
        counted = self.order_by().aggregate(
            turns=Count("pk"),
            people=Count("worker", distinct=True) + Count(named, distinct=True, filter=Q(worker=None)),
        )
        return Tally(counted["turns"], counted["people"])
