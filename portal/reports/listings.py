"""The rows behind a figure, as columns for page and spreadsheet.

Names are shortened here ("N. T. Hòa"): the list proves the figure, the full record opens at the counselling desk,
where every opening is logged.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jobs.models import PlacementCheck
from portal.reports.measures import Indicator, Text
from portal.reports.periods import Period

Cell = str | int | float | date | datetime | None


@dataclass(frozen=True)
class Column:
    label: Text
    value: Callable[[Any], Cell]
    is_number: bool = False


@dataclass(frozen=True)
class Listing:
    columns: tuple[Column, ...]
    related: tuple[str, ...]
    """Foreign keys the columns read."""
    order: tuple[str, ...]
    address: Callable[[Any], str] = lambda row: ""
    """Where the row itself is read, if anywhere."""

    def rows(self, indicator: Indicator, period: Period) -> QuerySet[Model]:
        return indicator.rows(period).select_related(*self.related).order_by(*self.order)


def shortened(name: str) -> str:
    """ "Nguyễn Thị Hòa" → "N. T. Hòa"."""
    *before, last = name.split() or [""]
    return " ".join([*(f"{word[0]}." for word in before), last])


def _person(row: Any) -> str:
    return shortened(row.worker.full_name if row.worker_id else getattr(row, "walk_in_name", "") or row.name)


def _of_application(row: Any) -> str:
    return shortened(row.application.worker.full_name)


def _started(row: Any) -> date | None:
    placement = getattr(row.application, "placement", None)
    return placement.started_on if placement else None


def _last_check(row: Any) -> str:
    return str(PlacementCheck.Outcome(row.last_check).label) if row.last_check else ""


LISTINGS: dict[str, Listing] = {
    "sessions": Listing(
        (
            Column(_("Thời gian"), lambda row: row.at),
            Column(_("Người"), _person),
            Column(_("Nội dung"), lambda row: ", ".join(row.topic_labels)),
            Column(_("Hình thức"), lambda row: row.get_channel_display()),
            Column(_("Tư vấn viên"), lambda row: str(row.counsellor)),
            Column(_("Văn phòng"), lambda row: row.office.name),
        ),
        ("worker", "counsellor", "office"),
        ("-at", "-id"),
        lambda row: reverse("desk:turn", args=[row.public_id]),
    ),
    "events": Listing(
        (
            Column(_("Bắt đầu"), lambda row: row.starts_at),
            Column(_("Tên"), lambda row: row.title),
            Column(_("Xã, phường"), lambda row: row.commune.name),
            Column(_("Địa điểm"), lambda row: row.venue),
            Column(_("Đơn vị phối hợp"), lambda row: row.partners),
        ),
        ("commune",),
        ("-starts_at", "-id"),
    ),
    "attendances": Listing(
        (
            Column(_("Ngày"), lambda row: row.event.starts_at),
            Column(_("Sự kiện"), lambda row: row.event.title),
            Column(_("Người"), _person),
            Column(_("Đối tượng"), lambda row: row.get_audience_display()),
            Column(_("Xã, phường"), lambda row: row.commune.name if row.commune else ""),
        ),
        ("event", "worker", "commune"),
        ("-event__starts_at", "id"),
    ),
    "vacancies": Listing(
        (
            Column(_("Tiếp nhận"), lambda row: row.created_at),
            Column(_("Tên công việc"), lambda row: row.title),
            Column(_("Doanh nghiệp"), lambda row: row.employer.name),
            Column(_("Chỉ tiêu"), lambda row: row.headcount, is_number=True),
            Column(_("Đã tuyển"), lambda row: row.filled, is_number=True),
            Column(_("Trạng thái"), lambda row: row.get_state_display()),
        ),
        ("employer",),
        ("employer__name", "employer", "-created_at", "-id"),
        lambda row: reverse("jobs:vacancy", args=[row.public_id]),
    ),
    "dossiers": Listing(
        (
            Column(_("Đăng ký"), lambda row: row.registered_on),
            Column(_("Hướng dẫn"), lambda row: row.guided_on),
            Column(_("Người"), _person),
            Column(_("Chương trình"), lambda row: row.programme.name),
            Column(_("Tình trạng"), lambda row: row.get_state_display()),
        ),
        ("worker", "programme"),
        ("-registered_on", "-id"),
    ),
    "agreements": Listing(
        (
            Column(_("Số"), lambda row: row.number),
            Column(_("Ngày ký"), lambda row: row.signed_on),
            Column(_("Doanh nghiệp"), lambda row: row.employer.name),
            Column(_("Chỉ tiêu"), lambda row: row.promised, is_number=True),
            Column(_("Từ ngày"), lambda row: row.starts_on),
            Column(_("Đến ngày"), lambda row: row.ends_on),
        ),
        ("employer",),
        ("-signed_on", "-id"),
    ),
    "referrals": Listing(
        (
            Column(_("Số"), lambda row: row.number),
            Column(_("Ngày cấp"), lambda row: row.issued_on),
            Column(_("Người"), _of_application),
            Column(_("Việc"), lambda row: row.application.vacancy.title),
            Column(_("Doanh nghiệp"), lambda row: row.application.vacancy.employer.name),
            Column(_("Bắt đầu làm"), _started),
            Column(_("Kiểm tra gần nhất"), _last_check),
        ),
        ("application__worker", "application__vacancy__employer", "application__placement"),
        ("-issued_on", "-id"),
    ),
}
