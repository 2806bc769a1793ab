"""The vocabulary for reading benefit periods and monthly notices."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from workers.insurance.models import BenefitPeriod, MonthlyNotice  # noqa: F401 — the querysets' models


def drawn_on(day: date, path: str = "") -> Q:
    """Of periods (or, by ``path``, of what has them): drawn on ``day``, as far as the papers say."""
    still = Q(**{f"{path}ended_on": None}) | Q(**{f"{path}ended_on__gte": day})
    return still & Q(**{f"{path}first_day__lte": day, f"{path}last_day__gte": day})


class PeriodQuerySet(models.QuerySet["BenefitPeriod"]):
    def running(self, day: date) -> Self:
        """Those drawn on ``day``, as far as the papers say."""
        return self.filter(drawn_on(day))


class MonthlyNoticeQuerySet(models.QuerySet["MonthlyNotice"]):
    def awaited(self) -> Self:
        """Not given, of a period that had not ended when the notice opened."""
        ended = Q(period__ended_on__isnull=False, period__ended_on__lt=F("opens_on"))
        return self.filter(given_on=None).exclude(ended)

    def missed(self, day: date) -> Self:
        """Whose last day is before ``day``, and none came."""
        return self.awaited().filter(due_on__lt=day)

    def due(self, first: date, last: date) -> Self:
        """That can be given on some of these days, and were not yet."""
        return self.awaited().filter(opens_on__lte=last, due_on__gte=first)
