"""Mẫu 04 (Decree 352/2025, annex I) as rows and as a spreadsheet. Text stays text, whatever it begins with."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.utils import translation
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from jobs.models import Placement, PlacementCheck

HEADS = (
    "STT", "Số định danh cá nhân", "Họ và tên", "Trình độ", "Giới tính", "Số ĐKKD/Mã số thuế", "Tên đơn vị",
    "Ngành sản xuất, kinh doanh", "Địa chỉ", "Vị trí việc làm", "Mức lương (1–5)", "Ngày bắt đầu làm việc", "Ghi chú",
)  # fmt: skip
_BANDS = (5_000_000, 10_000_000, 20_000_000, 50_000_000)


def pay_band(monthly: int | None) -> int | None:
    """1 below 5 million a month, 2 to 10, 3 to 20, 4 to 50, 5 above; ``None`` where unknown."""
    if monthly is None:
        return None
    return 1 if monthly < _BANDS[0] else 2 + sum(monthly > band for band in _BANDS[1:])


def rows(placements: Iterable[Placement]) -> list[list[Any]]:
    """The form's lines; ``placements`` as :func:`jobs.outcomes.reading.followed` gives them, with nothing deferred."""
    with translation.override("vi"):
        return [_row(number, one) for number, one in enumerate(placements, 1)]


def _row(number: int, one: Any) -> list[Any]:
    worker, vacancy = one.application.worker, one.application.vacancy
    employer = vacancy.employer
    return [
        number,
        worker.identity_number,
        worker.full_name,
        worker.get_qualification_display() if worker.qualification is not None else "",
        worker.get_sex_display(),
        employer.tax_code or "",
        employer.name,
        str(employer.industry or ""),
        employer.address,
        vacancy.title,
        pay_band(one.monthly_pay),
        one.started_on,
        str(PlacementCheck.Outcome(one.last_check).label) if one.last_check else "",
    ]


def workbook(placements: Iterable[Placement]) -> bytes:
    """XLSX."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Mẫu 04")
    for row in (list(HEADS), *rows(placements)):
        sheet.append([_cell(sheet, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell
