"""What changes the record of a benefit period. The worker is locked first, so that two desks do not write two."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import Office, User
from workers.insurance.dates import last_day_of, windows
from workers.insurance.enums import Ending, GivenBy, Situation, TrainingState
from workers.insurance.models import BenefitPeriod, MonthlyNotice, Sought, TrainingSupport
from workers.models import Worker


class NotRecorded(Exception):
    """The record does not allow it; the text says why, for people."""


@dataclass(frozen=True)
class Decision:
    """What the decision on paper says."""

    number: str
    first_day: date
    months: int
    decided_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Place:
    """Where the person asked for work."""

    name: str
    address: str = ""
    contact: str = ""
    job: str = ""
    result: str = ""


@dataclass(frozen=True)
class Given:
    """One monthly notice as handed in."""

    given_on: date
    situation: Situation
    given_by: GivenBy = GivenBy.COUNTER
    employer: str = ""
    note: str = ""
    places: list[Place] = field(default_factory=list)


@transaction.atomic
def open_period(worker: Worker, decision: Decision, office: Office, by: User) -> BenefitPeriod:
    """Write the period down with the days of its notices; the same decision sent again gives back the first.

    Raises :class:`NotRecorded` where another period of the person overlaps.
    """
    Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    last = last_day_of(decision.first_day, decision.months)
    for other in worker.benefit_periods.order_by("id"):
        if (other.first_day, other.decision_number) == (decision.first_day, decision.number):
            return other
        if other.first_day <= last and decision.first_day <= other.until:
            raise NotRecorded(
                _("Người này đã có thời gian hưởng %(period)s; hai thời gian trùng nhau.")
                % {"period": f"{other.first_day:%d/%m/%Y} – {other.until:%d/%m/%Y}"}
            )
    period = BenefitPeriod.objects.create(
        worker=worker,
        office=office,
        decision_number=decision.number,
        decided_on=decision.decided_on,
        first_day=decision.first_day,
        last_day=last,
        months=decision.months,
        note=decision.note,
        recorded_by=by,
    )
    MonthlyNotice.objects.bulk_create(
        MonthlyNotice(period=period, month=one.month, opens_on=one.opens_on, due_on=one.due_on)
        for one in windows(decision.first_day, decision.months)
    )
    return period


@transaction.atomic
def give_notice(notice: MonthlyNotice, given: Given, by: User) -> MonthlyNotice:
    """Write down the notice of a month; a second one corrects the first.

    Raises :class:`NotRecorded` for a day before the notice may be given or after today.
    """
    held = MonthlyNotice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    if given.given_on > timezone.localdate():
        raise NotRecorded(_("Ngày thông báo không thể sau hôm nay."))
    if given.given_on < held.opens_on:
        raise NotRecorded(_("Tháng này thông báo từ ngày %(day)s.") % {"day": f"{held.opens_on:%d/%m/%Y}"})
    held.given_on, held.given_by, held.situation = given.given_on, given.given_by, given.situation
    held.employer, held.note = given.employer, given.note
    held.recorded_by, held.recorded_at = by, timezone.now()
    held.save()
    held.sought.all().delete()
    Sought.objects.bulk_create(_lines(held, given.places))
    return held


def _lines(notice: MonthlyNotice, places: Iterable[Place]) -> list[Sought]:
    return [Sought(notice=notice, position=at, **vars(place)) for at, place in enumerate(places, 1)]


@transaction.atomic
def end_period(period: BenefitPeriod, on: date, ending: Ending, by: User) -> BenefitPeriod:
    """Note from when the person no longer draws the benefit, as decided elsewhere. Raises :class:`NotRecorded`."""
    held = BenefitPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
    if not held.first_day <= on <= held.last_day:
        raise NotRecorded(_("Ngày thôi hưởng phải nằm trong thời gian hưởng."))
    held.ended_on, held.ending, held.recorded_by = on, ending, by
    held.save(update_fields=["ended_on", "ending", "recorded_by"])
    return held


@transaction.atomic
def note_training(
    period: BenefitPeriod,
    course: str,
    state: TrainingState,
    by: User,
    *,
    school: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> TrainingSupport:
    """Write down a course of the period; named again, how it goes now."""
    BenefitPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
    said = {"school": school, "starts_on": starts_on, "ends_on": ends_on}
    made, _new = TrainingSupport.objects.update_or_create(
        period=period,
        course=course,
        defaults={"state": state, "recorded_by": by} | {key: value for key, value in said.items() if value},
    )
    return made
