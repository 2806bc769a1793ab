"""The vocabulary for reading cases."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from jobs.caseload.enums import Ended

if TYPE_CHECKING:
    from jobs.caseload.models import Case  # noqa: F401 — the queryset's model
    from portal.accounts.models import User


def is_quiet(days: int) -> Q:
    """No turn for ``days`` days or more; without any turn, as long since the case began."""
    return Q(contact_at__lte=timezone.now() - timedelta(days=days))


def is_due(today: date) -> Q:
    """What was agreed falls due today or earlier, and no later turn has answered it."""
    return Q(next_on__lte=today)


def is_benefit_client(today: date) -> Q:
    """Draws the unemployment benefit on ``today``, as far as the papers say."""
    from workers.insurance.models import BenefitPeriod

    # Asked once for all cases, not for each: they are few.
    return Q(worker__in=BenefitPeriod.objects.running(today).order_by().values("worker"))


def is_booked() -> Q:
    """Has an appointment ahead."""
    from workers.appointments.enums import AppointmentState
    from workers.appointments.models import Appointment

    ahead = Appointment.objects.filter(state=AppointmentState.BOOKED, starts_at__gte=timezone.now())
    return Q(worker__in=ahead.order_by().values("worker"))


def is_matched() -> Exists:
    """Something is in the person's list of the run shown now."""
    from jobs.matching.enums import Side
    from jobs.matching.models import Match

    return Exists(Match.objects.published().filter(side=Side.WORKER, worker=OuterRef("worker")))


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> Self:
        return self.filter(until=None)

    def end(self, why: Ended, by: "User | None" = None, at: datetime | None = None) -> int:
        """Close them; how many. A clock a little behind another's makes no case end before it began."""
        until = Greatest(Value(at or timezone.now()), F("since"))
        return self.open().order_by().update(until=until, ended=why, ended_by=by)

    def of_office(self, office_id: int | None) -> Self:
        return self.filter(office=office_id)
