"""The vocabulary for reading the chain from turns to work."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest, TruncDate

from jobs.models import PlacementCheck
from portal.reports.ledger.expressions import Days
from workers.insurance.dates import months_after

if TYPE_CHECKING:
    from portal.reports.ledger.models import Credit  # noqa: F401 — the queryset's model

STAYED_MONTHS = 3


class CreditQuerySet(models.QuerySet["Credit"]):
    def letters(self) -> Self:
        """Sent with a letter of the centre."""
        return self.filter(letter__isnull=False)

    def own(self) -> Self:
        """Sent by the person, with no letter."""
        return self.filter(letter=None)

    def hired(self) -> Self:
        """Led to work begun."""
        return self.filter(placement__isnull=False)

    def with_stay(self, today: date) -> Self:
        """``stayed``: the call at three months, or a later one, found the person at work. ``is_due``: that call was
        made or its day has come."""
        checks = PlacementCheck.objects.filter(placement=OuterRef("placement"), month__gte=STAYED_MONTHS)
        working = Exists(checks.filter(outcome=PlacementCheck.Outcome.WORKING))
        reached = Exists(checks.exclude(outcome=PlacementCheck.Outcome.UNREACHED))
        came = Q(placement__started_on__lte=months_after(today, -STAYED_MONTHS))
        # Most were not hired: nothing is looked up for them.
        hired = Q(placement__isnull=False)
        return self.annotate(stayed=_truth(hired & working), is_due=_truth(hired & (came | reached)))

    def stayed(self, today: date) -> Self:
        """Still worked there after three months."""
        return self.with_stay(today).filter(stayed=True)

    def with_days(self) -> Self:
        """Calendar days of the centre: ``to_sent`` from turn to application (none when the letter followed an
        application already sent); ``to_start`` from application to the first day of work and ``to_work`` from turn
        to it, only for :meth:`hired`."""
        turned, sent = TruncDate("turn__at"), TruncDate("sent_at")
        started = F("placement__started_on")
        return self.annotate(
            to_sent=Greatest(Days(sent, turned), 0),
            to_start=Greatest(Days(started, sent), 0),
            to_work=Greatest(Days(started, turned), 0),
        )


def _truth(condition: Q | Combinable) -> "ExpressionWrapper[Any]":
    return ExpressionWrapper(condition, output_field=models.BooleanField())
