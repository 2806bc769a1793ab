"""What a counsellor sees of a person's unemployment benefit."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from workers.insurance.models import BenefitPeriod, MonthlyNotice
from workers.models import Worker


@dataclass(frozen=True)
class Benefit:
    """The period of today, with its notices in order."""

    period: BenefitPeriod
    notices: list[MonthlyNotice]
    today: date

    @property
    def _awaited(self) -> list[MonthlyNotice]:
        return [one for one in self.notices if one.given_on is None and one.opens_on <= self.period.until]

    @property
    def missed(self) -> list[MonthlyNotice]:
        """Whose last day is past, and none came."""
        return [one for one in self._awaited if one.due_on < self.today]

    @property
    def next(self) -> MonthlyNotice | None:
        """The one that can be given now, or comes next."""
        return next((one for one in self._awaited if one.due_on >= self.today), None)

    @property
    def is_due(self) -> bool:
        """A notice can be given today."""
        return self.next is not None and self.next.opens_on <= self.today

    @property
    def days_left(self) -> int:
        """Of the benefit, today included."""
        return (self.period.until - self.today).days + 1


def benefit_of(worker: Worker, day: date | None = None) -> Benefit | None:
    """The benefit ``worker`` draws on ``day`` (today); ``None`` where the centre knows of none. At most two queries."""
    today = day or timezone.localdate()
    period = BenefitPeriod.objects.running(today).filter(worker=worker).order_by("-first_day", "-id").first()
    return benefit_in(period, today) if period else None


def benefit_in(period: BenefitPeriod, today: date) -> Benefit:
    """What ``period`` asks of the person. One query."""
    return Benefit(period, list(period.notices.order_by("month")), today)
