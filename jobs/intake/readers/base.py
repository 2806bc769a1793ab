"""What every reader of files gives: sheets of numbered rows, streamed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from jobs.intake.enums import Reason

Cell: TypeAlias = str | int | float | bool | date | datetime | time | None

MAX_FILE_BYTES = 64 * 1024 * 1024
"""Largest file taken in (a million short rows is about 60 MB as text)."""
MAX_CELL = 50_000
"""Longest cell, in characters; a longer one breaks its row."""
MAX_COLUMNS = 200


class FileTrouble(TextChoices):
    """Why a whole file cannot be read, and how to mend it."""

    EMPTY = "empty", _("Tệp trống.")
    TOO_LARGE = "too_large", _("Tệp quá lớn. Hãy chia thành nhiều tệp nhỏ hơn 64 MB.")
    OLD_EXCEL = "old_excel", _("Tệp Excel kiểu cũ (.xls) hoặc có mật khẩu. Hãy bỏ mật khẩu và lưu lại dạng .xlsx.")
    NOT_A_TABLE = "not_a_table", _("Đây không phải bảng tính, CSV hay JSON. Hãy lưu dữ liệu dạng .xlsx hoặc .csv.")
    BROKEN = "broken", _("Tệp hỏng, không mở được. Hãy mở tệp trong Excel và lưu lại.")
    BOMB = "bomb", _("Tệp giải nén ra quá lớn so với kích thước của nó; không nhập.")
    NO_COLUMNS = "no_columns", _("Không nhận ra cột nào. Hãy đặt dòng tiêu đề, ví dụ “Tên công việc”, “Mức lương”.")


class FileError(Exception):
    """A file that cannot be taken in; ``trouble`` tells the reader why."""

    def __init__(self, trouble: FileTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Row:
    """One row as found. ``number`` is the one people see: the sheet's row, the text's line (from 1)."""

    number: int
    cells: tuple[Cell, ...]
    problem: Reason | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table within a file. ``rows`` opens a fresh stream each time.

    ``header`` is set where the format itself names the columns (JSON).
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    header: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A readable file: its format in words ("XLSX", "CSV, windows-1258, “;”") and its sheets."""

    format: str
    sheets: tuple[Sheet, ...]


def is_blank(cells: tuple[Cell, ...]) -> bool:
    """Whether a row holds nothing at all."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def storable(text: str) -> str:
    """``text`` with "\ufffd" for what PostgreSQL keeps in no text: NUL, and half of a surrogate pair."""
    text = text.replace("\0", "\ufffd")
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
