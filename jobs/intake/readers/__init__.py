"""Real files as centres get them, typed by content, never by name."""

from pathlib import Path

from jobs.intake.readers.base import MAX_FILE_BYTES, Cell, FileError, FileTrouble, Row, Sheet, Source, is_blank
from jobs.intake.readers.jsons import json_source, looks_like_json
from jobs.intake.readers.text import text_source
from jobs.intake.readers.xlsx import xlsx_source

__all__ = ["Cell", "FileError", "FileTrouble", "Row", "Sheet", "Source", "is_blank", "open_source"]

_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_OTHER = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"MZ",
    b"\x7fELF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
)


def open_source(path: Path) -> Source:
    """Open ``path`` for streaming; only a small piece is read now.

    Raises :class:`FileError` for what is no table, too large, broken or a decompression bomb.
    """
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise FileError(FileTrouble.TOO_LARGE)
    with path.open("rb") as file:
        head = file.read(65_536)
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileError(FileTrouble.EMPTY)
    if head.startswith(_OLE):
        raise FileError(FileTrouble.OLD_EXCEL)
    if head.startswith(_ZIP):
        return xlsx_source(path)
    if head.startswith(_OTHER):
        raise FileError(FileTrouble.NOT_A_TABLE)
    if looks_like_json(head):
        return json_source(path)
    return text_source(path, head)
