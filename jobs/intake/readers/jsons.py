"""JSON lines, JSON arrays, and an object that holds one array of rows."""

import json
from collections.abc import Iterator
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import Any

from jobs.intake.enums import Reason
from jobs.intake.readers.base import MAX_CELL, MAX_COLUMNS, Cell, FileError, FileTrouble, Row, Sheet, Source, storable

_LOOK_AT = 2_000
"""Objects looked at to learn the columns."""
_CHUNK = 262_144


def looks_like_json(head: bytes) -> bool:
    """Whether a file begins as JSON does (a CSV may begin with "[" too: the next sign tells)."""
    text = head.decode("utf-8-sig", errors="replace").lstrip()
    if text.startswith("{"):
        return text[1:].lstrip()[:1] in {'"', "}"}
    return text.startswith("[") and text[1:].lstrip()[:1] in {"{", "]", "["}


def json_source(path: Path) -> Source:
    """Rows are objects; the columns are the keys of the first objects, in order of appearance."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        first = file.read(1).strip() or file.read(4_096).lstrip()[:1]
    lines = first == "{" and _first_line_is_object(path)
    stream = _lines if lines else _array
    keys: dict[str, None] = {}
    try:
        for _number, item in islice(stream(path), _LOOK_AT):
            if isinstance(item, dict):
                keys.update(dict.fromkeys(list(item)[:MAX_COLUMNS]))
    except FileError:
        if not keys:
            raise
    header = tuple(keys)[:MAX_COLUMNS]
    if not header:
        raise FileError(FileTrouble.NOT_A_TABLE)
    rows = lambda: _rows(stream(path), header)  # noqa: E731 — a stream opened afresh each time
    titles = tuple(storable(key) for key in header)
    return Source("JSON lines" if lines else "JSON", (Sheet("", rows, titles),))


def _first_line_is_object(path: Path) -> bool:
    """JSON lines: the first line that is not empty is an object by itself, perhaps a damaged one, and holds no rows."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for line in islice(file, 50):
            text = line.strip()
            if text:
                item = _load(text)
                if not isinstance(item, dict):
                    return text.endswith("}")
                return not any(isinstance(v, list) and v and isinstance(v[0], dict) for v in item.values())
    return False


def _load(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _lines(path: Path) -> Iterator[tuple[int, Any]]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield number, _load(line) if len(line) <= 40 * MAX_CELL else None


def _array(path: Path) -> Iterator[tuple[int, Any]]:
    """Items of the outermost array, decoded one by one; numbers count from 1."""
    decoder = json.JSONDecoder()
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        buffer = _up_to_array(file.read(_CHUNK))
        number, ended = 1, False
        while True:
            buffer = buffer.lstrip(" \t\r\n,")
            if buffer.startswith("]"):
                return
            try:
                item, end = decoder.raw_decode(buffer)
            except (ValueError, RecursionError) as error:
                more = file.read(_CHUNK)
                if not more or len(buffer) > 40 * MAX_CELL:
                    if ended or number > 1 or buffer:
                        yield number, None
                        return
                    raise FileError(FileTrouble.BROKEN) from error
                buffer += more
                continue
            yield number, item
            buffer, number = buffer[end:], number + 1
            if len(buffer) < 4_096 and not ended:
                more = file.read(_CHUNK)
                ended, buffer = not more, buffer + more


def _up_to_array(text: str) -> str:
    """``text`` after the bracket that opens the first array of objects."""
    at = text.find("[")
    while at >= 0:
        if text[at + 1 :].lstrip()[:1] in {"{", "]", "["}:
            return text[at + 1 :]
        at = text.find("[", at + 1)
    raise FileError(FileTrouble.NOT_A_TABLE)


def _rows(items: Iterator[tuple[int, Any]], header: tuple[str, ...]) -> Iterator[Row]:
    for number, item in items:
        if not isinstance(item, dict):
            yield Row(number, (), Reason.ROW_BROKEN)
            continue
        cells = tuple(_cell(item.get(key)) for key in header)
        long = any(isinstance(cell, str) and len(cell) > MAX_CELL for cell in cells)
        yield Row(number, cells, Reason.ROW_TOO_LONG if long else None)


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, float) and not isfinite(value):
        return None
    if value is None or isinstance(value, int | float | bool):
        return value
    if isinstance(value, list):
        return "; ".join(str(_cell(item) or "") for item in value)
    return storable(json.dumps(value, ensure_ascii=False))
