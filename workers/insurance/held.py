"""What this room holds of a person, for their copy of their data."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from workers.insurance.models import BenefitPeriod
from workers.models import Worker
from workers.rights.gathering import Row, Section, row_of


def hold(sender: Any, worker: Worker, **more: Any) -> list[Section]:
    """Listens to :data:`workers.rights.signals.gather`."""
    return [(_("Trợ cấp thất nghiệp"), list(_periods(worker)))]


def _periods(worker: Worker) -> Iterator[Row]:
    found = BenefitPeriod.objects.filter(worker=worker).order_by("first_day", "id")
    for period in found.prefetch_related("notices__sought", "trainings"):
        row = row_of(period, ["recorded_by"])
        row[_("Thông báo tìm kiếm việc làm")] = [
            _said(row_of(one, ["period", "recorded_by", "recorded_at", "public_id"]))
            + "".join(f"; {_said(row_of(place, ['notice', 'position']))}" for place in one.sought.all())
            for one in period.notices.all()
        ]
        row[_("Học nghề")] = [
            _said(row_of(one, ["period", "recorded_by", "public_id"])) for one in period.trainings.all()
        ]
        yield row


def _said(row: Row) -> str:
    return ", ".join(f"{label}: {value}" for label, value in row.items())
