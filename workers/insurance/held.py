"""What this room holds of a person, for their copy of their data."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from workers.insurance.models import BenefitPeriod, MonthlyNotice, Sought, TrainingSupport
from workers.models import Worker
from workers.rights.gathering import Row, Section, row_of


def hold(sender: Any, worker: Worker, **more: Any) -> list[Section]:
    """Listens to :data:`workers.rights.signals.gather`."""
    return [(_("Trợ cấp thất nghiệp"), list(_periods(worker)))]


def _periods(worker: Worker) -> Iterator[Row]:
    for period in BenefitPeriod.objects.filter(worker=worker).order_by("first_day", "id"):
        yield row_of(period, ["recorded_by"])
    of = {"period__worker": worker}
    for notice in MonthlyNotice.objects.filter(**of).order_by("opens_on", "id"):
        yield row_of(notice, ["period", "recorded_by", "recorded_at", "public_id"])
    for place in Sought.objects.filter(notice__period__worker=worker).order_by("notice", "position"):
        yield row_of(place, ["notice", "position"])
    for course in TrainingSupport.objects.filter(**of).order_by("id"):
        yield row_of(course, ["period", "recorded_by", "public_id"])
