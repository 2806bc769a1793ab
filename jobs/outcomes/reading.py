"""What is due, what differs from the advert, what the national exchange waits for.

Everything is read for one office: people in its care, or whose letter it issued. Dates are of the centre's zone.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from jobs.models import Placement, PlacementCheck, Referral
from jobs.outcomes.enums import FINAL, Difference, Justified
from jobs.outcomes.models import Call, EmployerWord, Refusal
from portal.codes.holidays import office_day_after
from workers.insurance.dates import months_after
from workers.insurance.models import BenefitPeriod

MONTHS = (1, 3, 6)
FORGOTTEN_AFTER = timedelta(days=90)
"""A check this long overdue is no longer put before the counsellor; the next one asks the same."""
EXCHANGE_DAYS = 20
"""Working days within which the result of a placement is updated on the national exchange (Decree 352/2025)."""
UNREACHED = PlacementCheck.Outcome.UNREACHED
_LONG = ("application__vacancy__description", "application__vacancy__requirements",
         "application__vacancy__benefits_text", "application__vacancy__employer__about",
         "application__worker__identity_number", "application__worker__ethnicity", "application__worker__religion",
         "application__worker__sensitive_groups")  # fmt: skip


def of_office(office_id: int | None, path: str = "application") -> Q:
    """Placements (or, by ``path`` "", applications) of people in the office's care or with its letter."""
    prefix = f"{path}__" if path else ""
    return Q(**{f"{prefix}worker__office": office_id}) | Q(**{f"{prefix}referral__office": office_id})


def _with_people(found: "QuerySet[Placement]") -> "QuerySet[Placement]":
    return found.select_related(
        "application__worker__commune", "application__vacancy__employer", "application__referral"
    ).defer(*_LONG)


def due(today: date) -> "QuerySet[Placement]":
    """Placements to ask after, with ``due_month`` 1, 3 or 6, the longest due first.

    The latest month that has come; not those who were found to have left, nor those to be tried again later.
    """
    whens, any_month = [], Q()
    for month in reversed(MONTHS):
        begun = months_after(today, -month)
        came = Q(started_on__lte=begun, started_on__gt=begun - FORGOTTEN_AFTER)
        whens.append(When(came, then=Value(month)))
        any_month |= came
    checks = PlacementCheck.objects.filter(placement=OuterRef("pk"))
    reached = checks.exclude(outcome=UNREACHED).filter(month__gte=OuterRef("due_month"))
    left = checks.filter(outcome=PlacementCheck.Outcome.LEFT)
    last = Call.objects.filter(placement=OuterRef("pk")).order_by("-at", "-id")
    return _with_people(
        Placement.objects.filter(any_month)
        .annotate(due_month=Case(*whens, output_field=IntegerField()), again_on=Subquery(last.values("again_on")[:1]))
        .exclude(Exists(reached))
        .exclude(Exists(left))
        .exclude(again_on__gt=today, again_on__isnull=False)
        .order_by("started_on", "id")
    )


def month_due(placement: Placement, today: date | None = None) -> int:
    """Which of the three checks a call today belongs to: the latest whose day has come, else the first."""
    day = today or timezone.localdate()
    return max((month for month in MONTHS if months_after(placement.started_on, month) <= day), default=MONTHS[0])


def due_on(placement: Placement, month: int) -> date:
    return months_after(placement.started_on, month)


# --- Mẫu 04


def exchange_due(placement: Placement) -> date:
    """The last day to update the exchange: 20 office days after a month of work."""
    return office_day_after(months_after(placement.started_on, 1), EXCHANGE_DAYS)


def followed(today: date) -> "QuerySet[Placement]":
    """Placements followed for at least a month and not yet updated on the exchange, the most urgent first.

    ``last_check`` is the latest outcome that reached the person: the form's remark.
    """
    reached = PlacementCheck.objects.filter(placement=OuterRef("pk")).exclude(outcome=UNREACHED).order_by("-month")
    return _with_people(
        Placement.objects.filter(started_on__lte=months_after(today, -1), exchange_update=None)
        .annotate(last_check=Subquery(reached.values("outcome")[:1]))
        .order_by("started_on", "id")
    )


# --- the advert beside what was found


def newest_call() -> "QuerySet[Call]":
    """The latest call that reached the person, one a placement."""
    later = Call.objects.filter(placement=OuterRef("placement"), id__gt=OuterRef("id")).exclude(outcome=UNREACHED)
    return Call.objects.exclude(outcome=UNREACHED).exclude(Exists(later))


_ADVERT = "placement__application__vacancy"
DIFFERS = {
    Difference.PAY: Q(**{f"{_ADVERT}__monthly_min__gt": F("monthly_pay")}),
    Difference.CONTRACT: Q(has_contract=False)
    | ~Q(contract_type="")
    & ~Q(**{f"{_ADVERT}__contract_type": ""})
    & ~Q(**{f"{_ADVERT}__contract_type": F("contract_type")}),
    Difference.INSURANCE: Q(is_insured=False),
    Difference.PROBLEM: ~Q(problems=""),
}
"""What a call found otherwise than the advert said, by kind."""


# --- referrals


def open_referrals(today: date) -> "QuerySet[Referral]":
    """Letters about which nobody has said how it ended, the oldest first; those of the last half year."""
    from jobs.enums import APPLICATION_LIVE

    final = EmployerWord.objects.filter(referral=OuterRef("pk"), word__in=FINAL)
    return (
        Referral.objects.filter(application__state__in=APPLICATION_LIVE, issued_on__gt=today - timedelta(days=183))
        .exclude(Exists(final))
        .order_by("issued_on", "id")
    )


def with_letter(found: "QuerySet[Referral]") -> "QuerySet[Referral]":
    """What a line about a letter shows."""
    return found.select_related("application__worker", "application__vacancy__employer", "office", "issued_by").defer(
        *_LONG
    )


@dataclass(frozen=True)
class Warned:
    """Refusals without a good reason noted while the person draws unemployment benefit."""

    period: BenefitPeriod
    refusals: list[Refusal]

    @property
    def is_grave(self) -> bool:
        """Two or more: whoever decides on the benefit has to know. The portal decides nothing."""
        return len(self.refusals) >= 2


def warning_for(worker_id: int, today: date | None = None) -> Warned | None:
    """Refusals of the running benefit period that were not justified; ``None`` without a period or without any."""
    day = today or timezone.localdate()
    period = BenefitPeriod.objects.running(day).filter(worker=worker_id).order_by("-first_day", "-id").first()
    return warning_within(period) if period else None


def warning_within(period: BenefitPeriod) -> Warned | None:
    """Those of ``period``; ``None`` without any. One query."""
    refusals = list(refusals_within(period).filter(justified=Justified.NO))
    return Warned(period, refusals) if refusals else None


def refusals_within(period: BenefitPeriod) -> "QuerySet[Refusal]":
    """What the person refused while drawing the benefit, oldest first."""
    return (
        Refusal.objects.filter(
            referral__application__worker=period.worker_id,
            refused_on__gte=period.first_day,
            refused_on__lte=period.until,
        )
        .select_related("referral__application__vacancy__employer")
        .order_by("refused_on", "id")
    )


def counts(office_id: int | None, today: date) -> dict[str, Any]:
    """How many wait, for the tabs: calls, letters, lines of Mẫu 04."""
    mine = of_office(office_id)
    return {
        "calls": due(today).filter(mine).count(),
        "letters": open_referrals(today).filter(office=office_id).count(),
        "exchange": to_update(today).filter(mine).count(),
    }


def to_update(today: date) -> "QuerySet[Placement]":
    """Of :func:`followed`, those whose person was reached: there is a result to enter."""
    return followed(today).exclude(last_check=None)  # type: ignore[misc]  # annotated by followed()
