"""Excel workbooks, streamed with openpyxl; guarded against bombs; merged cells filled downwards."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from jobs.intake.enums import Reason
from jobs.intake.readers.base import MAX_CELL, MAX_COLUMNS, Cell, FileError, FileTrouble, Row, Sheet, Source

MAX_UNPACKED = 1_500_000_000
"""Bytes all parts may unpack to: a million rows of twelve cells is about 700 MB of XML."""
MAX_STRINGS = 300_000_000
"""Bytes of the shared strings, the one part that is held in memory."""
MAX_RATIO = 200
"""Sheets pack 5–60 times; a bomb a thousand times and more."""
MAX_ROWS = 1_048_576
"""Rows a sheet can have."""
_RATIO_MATTERS = 5_000_000
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_TROUBLES = (
    zipfile.BadZipFile,
    InvalidFileException,
    KeyError,
    ValueError,
    OSError,
    ParseError,
    AttributeError,
    TypeError,
)


def _check(path: Path) -> None:
    """Refuse archives that unpack to too much, before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise FileError(FileTrouble.BROKEN) from error
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(name.endswith("workbook.xml") for name in names):
        raise FileError(FileTrouble.NOT_A_TABLE)
    total = sum(part.file_size for part in parts)
    strings = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    dense = any(p.file_size > _RATIO_MATTERS and p.file_size > MAX_RATIO * max(1, p.compress_size) for p in parts)
    if total > MAX_UNPACKED or strings > MAX_STRINGS or dense or len(parts) > 5_000:
        raise FileError(FileTrouble.BOMB)


@contextmanager
def _open(path: Path) -> Iterator[Workbook]:
    """The workbook as a stream. Given as an open file: by name, openpyxl would judge by its ending."""
    with (
        path.open("rb") as file,
        closing(load_workbook(file, read_only=True, data_only=True, keep_links=False)) as book,
    ):
        yield book


def xlsx_source(path: Path) -> Source:
    """The visible sheets of a workbook. Formulas give their last computed value."""
    _check(path)
    try:
        with _open(path) as book:
            names = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except _TROUBLES as error:
        raise FileError(FileTrouble.BROKEN) from error
    if not names:
        raise FileError(FileTrouble.EMPTY)
    return Source("XLSX", tuple(Sheet(name, lambda name=name: _rows(path, name)) for name in names))  # type: ignore[misc]  # the default binds the loop's value


def _rows(path: Path, name: str) -> Iterator[Row]:
    try:
        with _open(path) as book:
            sheet: Any = book[name]
            # Writers often state a wrong size of the sheet: read to its real end.
            sheet.reset_dimensions()
            merged = _merged(path, getattr(sheet, "_worksheet_path", ""))
            carried: dict[int, tuple[Cell, int]] = {}
            for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
                # Gaps come as empty rows: a row said to be the 10¹⁰th would keep the reader busy for days.
                if number > MAX_ROWS:
                    raise FileError(FileTrouble.BROKEN)
                yield _row(number, values[:MAX_COLUMNS], merged, carried)
    except _TROUBLES as error:
        raise FileError(FileTrouble.BROKEN) from error


def _row(
    number: int,
    values: tuple[Cell, ...],
    merged: dict[int, list[tuple[int, int]]],
    carried: dict[int, tuple[Cell, int]],
) -> Row:
    """A row with the value of a merged block repeated in the rows the block covers."""
    cells = list(values)
    while cells and cells[-1] is None and (len(cells) - 1) not in carried:
        cells.pop()
    for column, (value, last) in list(carried.items()):
        if number > last:
            del carried[column]
            continue
        cells.extend([None] * (column + 1 - len(cells)))
        if cells[column] is None:
            cells[column] = value
    for column, last in merged.get(number, ()):
        carried[column] = (cells[column] if column < len(cells) else None, last)
    too_long = any(isinstance(cell, str) and len(cell) > MAX_CELL for cell in cells)
    if too_long:
        cells = [cell[:MAX_CELL] if isinstance(cell, str) else cell for cell in cells]
    return Row(number, tuple(cells), Reason.ROW_TOO_LONG if too_long else None)


def _merged(path: Path, part: str) -> dict[int, list[tuple[int, int]]]:
    """First row → (column from 0, last row) of each block merged over several rows.

    The streaming reader does not tell; the list stands after the rows, so the part is scanned as bytes.
    """
    found: dict[int, list[tuple[int, int]]] = {}
    tail = b""
    with zipfile.ZipFile(path) as archive:
        if part.lstrip("/") not in archive.namelist():
            return {}
        with archive.open(part.lstrip("/")) as stream:
            while chunk := stream.read(1_048_576):
                piece = tail + chunk
                for match in _MERGE.finditer(piece):
                    left, top, _right, bottom = range_boundaries(match[1].decode())
                    if (
                        left is not None
                        and top is not None
                        and bottom is not None
                        and bottom > top
                        and left <= MAX_COLUMNS
                    ):
                        found.setdefault(top, []).append((left - 1, bottom))
                # Keep an unfinished tag, never a whole one twice.
                tail = piece[piece.rfind(b"<") :][-200:] if b"<" in piece else b""
                if tail and _MERGE.match(tail):
                    tail = b""
    return found
