"""The log as a spreadsheet, marked with who took it away and when."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE


def workbook(mark: str, rows: Iterable[Iterable[Any]]) -> bytes:
    """XLSX; text stays text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Nhật ký"))
    heads = (
        _("Lúc"),
        _("Ai"),
        _("Vai trò"),
        _("Văn phòng"),
        _("Xem ai"),
        _("Mã hồ sơ"),
        _("Việc"),
        _("Lý do"),
        _("Nơi khác"),
    )
    sheet.append([_cell(sheet, mark)])
    for row in (heads, *rows):
        sheet.append([_cell(sheet, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def mark(who: object) -> str:
    """The watermark of a file."""
    at = f"{timezone.localtime():%H:%M %d/%m/%Y}"
    return _("%(who)s tải lúc %(at)s. Dữ liệu cá nhân: không chuyển cho người khác.") % {"who": who, "at": at}


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:1000])
    cell.data_type = "s"
    return cell
