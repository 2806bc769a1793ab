"""CSV and TSV as people save them: any usual encoding and separator, stray quotes, broken lines."""

import codecs
import csv
import io
import unicodedata
from collections import Counter, deque
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from jobs.intake.enums import Reason
from jobs.intake.readers.base import MAX_CELL, MAX_COLUMNS, FileError, FileTrouble, Row, Sheet, Source, storable

_SEPARATORS = ",;\t|"
_MAX_LINES = 200
"""Lines one quoted cell may span; a stray quote must not swallow the file."""
_MAX_RECORD = 400_000
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
csv.field_size_limit(_MAX_RECORD * 2)


def text_source(path: Path, head: bytes) -> Source:
    """A text table; ``head`` is the file's first piece. Raises :class:`FileError` for binary data."""
    encoding = guess_encoding(path, head)
    sample = head.decode(encoding, errors="replace")
    controls = sum(unicodedata.category(c) == "Cc" and c not in "\t\r\n\x0b\x0c\x1f" for c in sample)
    if controls > len(sample) / 100:
        raise FileError(FileTrouble.NOT_A_TABLE)
    separator = guess_separator(sample)
    shown = {"\t": "TAB"}.get(separator, separator)
    rows = lambda: _rows(path, encoding, separator)  # noqa: E731 — a stream opened afresh each time
    return Source(f"CSV, {encoding}, “{shown}”", (Sheet("", rows),))


def guess_encoding(path: Path, head: bytes) -> str:
    """The encoding of a text by its marks and by what decodes: UTF-8, UTF-16, windows-1258 or windows-1252."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) / 8:
        return "utf-16-be" if even > odd else "utf-16-le"
    if _is_utf8(path):
        return "utf-8"
    # One damaged byte does not make a file of UTF-8 a Windows one.
    as_utf8 = head.decode("utf-8", errors="replace")
    if sum(c != "\ufffd" and ord(c) > 127 for c in as_utf8) > 20 * max(1, as_utf8.count("\ufffd") - 1):
        return "utf-8"
    as_1258 = head.decode("cp1258", errors="replace")
    pairs = sum(tone in _TONES and before.isalpha() for before, tone in pairwise(as_1258))
    return "cp1258" if pairs or any(c in "ươƯƠăĂđĐ₫" for c in as_1258) else "cp1252"


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(1_048_576):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def guess_separator(sample: str) -> str:
    """The separator that gives the most lines of one width, wider first."""
    lines = sample.splitlines()[:200]
    if len(lines) > 1:
        lines = lines[:-1]
    best, best_score = ",", 0.0
    for separator in _SEPARATORS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if row)
        width, times = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        score = 0.0 if width < 2 else times / max(1, sum(widths.values())) + min(width, 20) / 100
        if score > best_score:
            best, best_score = separator, score
    return best


def _rows(path: Path, encoding: str, separator: str) -> Iterator[Row]:
    with path.open("rb") as raw:
        stream = io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="")
        yield from rows_of(stream, separator)


def rows_of(stream: Iterator[str], separator: str) -> Iterator[Row]:
    """Records of a text table.

    A record whose quotes do not close within :data:`_MAX_LINES` lines is taken as one plain line,
    so that no line after it is lost.
    """
    waiting: deque[str] = deque()
    number, width = 1, 0
    while True:
        first = waiting.popleft() if waiting else next(stream, None)
        if first is None:
            return
        lines, cells = _record(first, waiting, stream, separator, width)
        at, number = number, number + lines
        if not cells or not any(cell.strip() for cell in cells):
            continue
        width = max(width, len(cells)) if at <= 40 else width
        composed = tuple(unicodedata.normalize("NFC", storable(cell)) for cell in cells[:MAX_COLUMNS])
        yield Row(at, composed, _problem(cells, first))


def _problem(cells: list[str], line: str) -> Reason | None:
    if any(len(cell) > MAX_CELL for cell in cells):
        return Reason.ROW_TOO_LONG
    if any("\ufffd" in cell or "\0" in cell for cell in cells) or len(cells) > MAX_COLUMNS:
        return Reason.ROW_BROKEN
    return None


def _record(
    first: str, waiting: deque[str], stream: Iterator[str], separator: str, width: int
) -> tuple[int, list[str]]:
    """The cells of the record that starts with the line ``first``, and how many lines it took."""
    if first.count('"') % 2 == 0:
        return 1, _cells(first, separator)
    lines = [first]
    quotes, length = first.count('"'), len(first)
    while quotes % 2 and len(lines) < _MAX_LINES and length < _MAX_RECORD:
        line = waiting.popleft() if waiting else next(stream, None)
        if line is None:
            break
        lines.append(line)
        quotes, length = quotes + line.count('"'), length + len(line)
    whole = _cells("".join(lines), separator) if quotes % 2 == 0 else []
    if whole and (not width or len(whole) == width):
        return len(lines), whole
    # A stray quote ('Màn hình 24"'): the line stands for itself, the others wait for their turn.
    plain = first.rstrip("\r\n").split(separator)
    if whole and width and len(plain) != width and len(whole) < width:
        return len(lines), whole
    waiting.extendleft(reversed(lines[1:]))
    return 1, plain


def _cells(record: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(record, newline=""), delimiter=separator), [])
    except csv.Error:
        return record.rstrip("\r\n").split(separator)
