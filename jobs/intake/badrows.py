"""The rows not imported, given back with reasons in the columns they came in."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.workbook.child import INVALID_TITLE_REGEX

from jobs.intake.enums import Column, Reason
from jobs.intake.models import IntakeBatch, IntakeRow

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def harmless(cell: Any) -> Any:
    """A cell that a spreadsheet shows as text, never runs as a formula (OWASP: CSV injection)."""
    if isinstance(cell, str):
        text = "".join(c for c in cell if c in "\n\t" or ord(c) >= 32)
        if text.startswith(_FORMULA) and not _is_number(text):
            return "'" + text
        return text
    return cell


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def explain(row: IntakeRow) -> str:
    """Why a row was not imported and what else in it was not understood, in the reader's language."""
    parts = [str(Reason(row.reason).label)] if row.reason else []
    parts += [f"{Column(column).label}: {Reason(reason).label}" for column, reason in row.problems.items()]
    return " ".join(parts)


def _lines(batch: IntakeBatch, sheet: str) -> Iterator[list[Any]]:
    rows = batch.rows.not_imported().filter(sheet=sheet[:80]).order_by("ordinal")
    for row in rows.iterator(chunk_size=1_000):
        yield [row.number, str(row.get_outcome_display()), explain(row), *map(harmless, row.cells or [])]


def _header(mapping: dict[str, Any]) -> list[Any]:
    return [_("Dòng"), _("Kết quả"), _("Lý do"), *map(harmless, mapping["titles"])]


def write_bad_rows(batch: IntakeBatch, target: Path) -> None:
    """Write the rows of ``batch`` that were not imported; the ending of ``target`` chooses XLSX or CSV."""
    if target.suffix.lower() == ".xlsx":
        _write_xlsx(batch, target)
        return
    # With a byte-order mark: Excel then reads the Vietnamese right.
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for mapping in batch.mapping:
            writer.writerow(_header(mapping))
            writer.writerows(_lines(batch, str(mapping["sheet"])))


def _write_xlsx(batch: IntakeBatch, target: Path) -> None:
    book = Workbook(write_only=True)
    for index, mapping in enumerate(batch.mapping, start=1):
        sheet = book.create_sheet(INVALID_TITLE_REGEX.sub("_", str(mapping["sheet"]))[:31] or f"{index}")
        sheet.freeze_panes = "A2"
        sheet.column_dimensions["C"].width = 60
        sheet.append([_bold(sheet, title) for title in _header(mapping)])
        for line in _lines(batch, str(mapping["sheet"])):
            sheet.append([_text(sheet, cell) if isinstance(cell, str) else cell for cell in line])
    book.save(target)


def _bold(sheet: Any, title: str) -> Any:
    cell = _text(sheet, title)
    cell.font = Font(bold=True)
    return cell


def _text(sheet: Any, text: str) -> Any:
    """A cell declared to be text, so that nothing in it is a formula."""
    cell = WriteOnlyCell(sheet, value=text[:32_000])
    cell.data_type = "s"
    return cell
