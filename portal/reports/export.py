"""Rows as a spreadsheet, written to disk as they come from the database and sent from there."""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from portal.reports.listings import Cell, Column

SHEET_ROWS = 1_000_000
"""A sheet holds a little more; the rest is left out and said so."""
_LONGEST_CELL = 32_000
_CHUNK = 64 * 1024


def workbook(
    title: str, notes: Iterable[str], columns: tuple[Column, ...], rows: Iterator[Any], mark: str = ""
) -> Iterator[bytes]:
    """The bytes of an XLSX file, made when they are first asked for; nothing is left if nobody reads them.

    Text is written as text whatever it begins with: a name such as "=HYPERLINK(…)" is never a formula. ``mark`` says
    who took the file and stands at the foot of every printed sheet and among the file's properties.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    if mark:
        book.properties.creator = book.properties.description = mark
        # "&" begins a command there.
        sheet.oddFooter.left.text = sheet.evenFooter.left.text = mark.replace("&", "&&")
    sheet.freeze_panes = "A4"
    bold = Font(bold=True)
    sheet.append([_styled(sheet, title, bold)])
    sheet.append([_cell(sheet, " · ".join(notes))])
    sheet.append([_styled(sheet, str(column.label), bold) for column in columns])
    for position, row in enumerate(rows):
        if position == SHEET_ROWS:
            sheet.append([_("Còn nữa; hãy chọn kỳ ngắn hơn.")])
            break
        sheet.append([_cell(sheet, column.value(row)) for column in columns])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _cell(sheet: Any, value: Cell) -> Any:
    if isinstance(value, datetime):
        # Spreadsheets know no time zones: the centre's own.
        return timezone.make_naive(value)
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_CELL])
    cell.data_type = "s"
    return cell


def _styled(sheet: Any, value: str, font: Font) -> Any:
    cell = _cell(sheet, value)
    cell.font = font
    return cell
