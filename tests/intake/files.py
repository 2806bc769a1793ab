"""Small files as centres send them, written on the fly."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEADER = [
    "Mã tin",
    "Tên công việc",
    "Tên công ty",
    "Nơi làm việc",
    "Mức lương",
    "Kinh nghiệm",
    "Số lượng",
    "Hạn nộp hồ sơ",
]
ROW = [
    "A1",
    "Công nhân may",
    "Công ty TNHH May Một",
    "Vũ Thư, Thái Bình",
    "7 - 9 triệu",
    "Không yêu cầu",
    "SL: 20",
    "31/12/2099",
]
SEEKERS = [
    "Họ và tên",
    "Năm sinh",
    "Điện thoại",
    "Công việc mong muốn",
    "Nơi làm việc mong muốn",
    "Mức lương mong muốn",
    "Kinh nghiệm",
]
SEEKER = ["Nguyễn Thị Thử", "1995", "0912345678", "Công nhân may", "Thái Bình", "Từ 7 triệu", "1-3 năm"]


def vacancy(number: int, **changes: str) -> list[str]:
    """A good row; ``changes`` by header."""
    row = [f"A{number}", f"Công nhân may chuyền {number}", f"Công ty TNHH May {number % 7}", *ROW[3:]]
    for name, value in changes.items():
        row[{"title": 1, "employer": 2, "places": 3, "pay": 4, "experience": 5, "count": 6, "deadline": 7}[name]] = (
            value
        )
    return row


def csv_file(path: Path, rows: Iterable[Sequence[Any]], encoding: str = "utf-8", separator: str = ",") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def xlsx_file(path: Path, rows: Iterable[Sequence[Any]], title: str = "Tin") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def json_lines(path: Path, items: Iterable[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in items), encoding="utf-8")
    return path


def bomb(path: Path) -> Path:
    """A workbook whose sheet unpacks to 60 MB of nothing."""
    xlsx_file(path, [HEADER])
    with zipfile.ZipFile(path) as good:
        parts = {name: good.read(name) for name in good.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", b" " * 60_000_000 + b"</sheetData>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bad:
        for name, data in parts.items():
            bad.writestr(name, data)
    return path
