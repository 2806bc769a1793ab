"""Mẫu 04, Kết quả kết nối việc làm (Decree 352/2025, annex I): people still at work after at least one month."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.utils import translation

from jobs.models import PlacementCheck
from jobs.printing.forms.mau_03 import whole_address
from jobs.printing.forms.signing import centre_place
from portal.codes.enums import QualificationLevel
from portal.codes.holidays import holidays
from portal.documents.layout import Form, Section, Signature, Table, Words, day, long_day
from workers.slips.enums import PayBand, band_of

HEADS = [
    "STT", "Số định danh cá nhân", "Họ và tên", "Trình độ", "Giới tính", "Số ĐKKD/ MST", "Tên đơn vị",
    "Ngành sản xuất kinh doanh", "Địa chỉ", "Vị trí việc làm", "Mức lương", "Ngày bắt đầu làm việc", "Ghi chú",
]  # fmt: skip
WIDTHS = [4, 11, 11, 7, 5, 9, 13, 11, 13, 11, 6, 9, 8]
MONTH = 1
UPDATE_DAYS = 20
"""Working days after the month's check in which the national exchange is to be told."""
NO_CERTIFICATE = "Không bằng/ chứng chỉ"


def fill(checks: Iterable[PlacementCheck], first: date, last: date, signer: str, on: date) -> Form:
    """The list of ``checks`` made from ``first`` to ``last``, in their order, drawn up by ``signer`` on ``on``."""
    with translation.override("vi"):
        rows = [_row(n, check) for n, check in enumerate(checks, 1)]
        codes = "; ".join(f"{band.value + 1}: {str(band.label).lower()} đồng" for band in PayBand)
        return Form(
            number="Mẫu số 04",
            title="KẾT QUẢ KẾT NỐI VIỆC LÀM",
            subtitle=f"(Người lao động được theo dõi việc làm từ 01 tháng trở lên; kỳ {day(first)} – {day(last)})",
            code="",
            centre=settings.CENTRE_NAME,
            sections=[
                Section("", [
                    Table(HEADS, rows or [[""] * len(HEADS)], WIDTHS, numbered=True),
                    Words(f"Cộng: {len(rows)} người lao động."),
                ])
            ],
            commitment="",
            agreed_on="",
            name=signer,
            signatures=[
                Signature("NGƯỜI LẬP", signer),
                Signature("THỦ TRƯỞNG ĐƠN VỊ", "", f"{centre_place()}, {long_day(on)}",
                          "(Ký, đóng dấu)"),
            ],
            notes=[
                f"Cột 11: 1 đến 5 theo mức lương tháng – {codes}.",
                "Cập nhật lên Sàn giao dịch việc làm quốc gia trong 20 ngày làm việc.",
            ],
            is_wide=True,
            points=9,
        )  # fmt: skip


def _row(n: int, check: PlacementCheck) -> list[str]:
    placement = check.placement
    worker, vacancy = placement.application.worker, placement.application.vacancy
    employer = vacancy.employer
    return [
        str(n), worker.identity_number, worker.full_name, _learnt(worker.qualification), worker.get_sex_display(),
        employer.tax_code or "", employer.name, employer.industry.name if employer.industry else "",
        whole_address(employer), vacancy.title, _pay(placement.monthly_pay), day(placement.started_on), check.note,
    ]  # fmt: skip


def _learnt(level: int | None) -> str:
    if level is None:
        return ""
    if level < QualificationLevel.ELEMENTARY:
        return NO_CERTIFICATE
    return str(QualificationLevel(level).label)


def _pay(monthly: int | None) -> str:
    return "" if monthly is None else str(band_of(monthly).value + 1)


def update_by(checked_on: date) -> date:
    """The last of the twenty working days (Monday to Friday, no holidays) after the check."""
    day_, left = checked_on, UPDATE_DAYS
    while left:
        day_ += timedelta(days=1)
        # Offices, unlike factories, are closed on Saturdays.
        left -= day_.weekday() < 5 and day_ not in holidays(day_.year)
    return day_
