import datetime as dt
import json
import time
import tracemalloc
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from jobs.intake.enums import Reason
from jobs.intake.readers import FileError, FileTrouble, Row, base, open_source
from tests.intake.files import HEADER, ROW, bomb, csv_file, json_lines, vacancy, xlsx_file


def rows(path: Path, sheet: int = 0) -> list[Row]:
    return list(open_source(path).sheets[sheet].rows())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_text_tables_in_every_encoding_and_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    # The name lies on purpose: only the content counts.
    path = csv_file(tmp_path / "tin.xlsx", [HEADER, ROW, vacancy(2)], encoding, separator)
    found = rows(path)
    assert [row.number for row in found] == [1, 2, 3]
    assert found[1].cells == tuple(ROW)


def test_windows_1258_with_its_separate_tones(tmp_path: Path) -> None:
    def as_1258(text: str) -> str:
        out = ""
        for letter in unicodedata.normalize("NFC", text):
            parts = unicodedata.normalize("NFD", letter)
            tones = "".join(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)) + tones
        return out

    path = csv_file(tmp_path / "a.csv", [[as_1258(cell) for cell in row] for row in (HEADER, ROW)], "cp1258")
    source = open_source(path)
    assert "cp1258" in source.format
    assert [row.cells for row in source.sheets[0].rows()] == [tuple(HEADER), tuple(ROW)]


def test_windows_1252_without_vietnamese(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [["Job title", "Company"], ["Chef de café", "Société Générale"]], "cp1252")
    assert rows(path)[1].cells == ("Chef de café", "Société Générale")


def test_decomposed_text_is_composed(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [[unicodedata.normalize("NFD", cell) for cell in row] for row in (HEADER, ROW)])
    assert rows(path)[1].cells == tuple(ROW)


def test_a_damaged_byte_breaks_its_row_only(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER, *(vacancy(n) for n in range(1, 30))])
    data = path.read_bytes()
    at = data.index("chuyền 7".encode())
    path.write_bytes(data[:at] + b"\xff" + data[at + 1 :])
    assert [row.number for row in rows(path) if row.problem] == [8]
    assert next(row for row in rows(path) if row.problem).problem is Reason.ROW_BROKEN


def test_quoted_newlines_stay_in_their_cell(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER, vacancy(1, title="Công nhân\nmay"), vacancy(2)])
    found = rows(path)
    assert [row.number for row in found] == [1, 2, 4]
    assert found[1].cells[1] == "Công nhân\nmay"


def test_a_stray_quote_swallows_no_other_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [",".join(HEADER), 'A1,Bán màn hình 24",Công ty,Hà Nội,7 triệu,1 năm,2,31/12/2099']
    lines += [f"A{n},Công nhân,Công ty,Hà Nội,7 triệu,1 năm,2,31/12/2099" for n in range(2, 900)]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = rows(path)
    assert len(found) == 900
    assert found[1].cells[1] == 'Bán màn hình 24"'


def test_an_open_quote_at_the_end_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",".join(HEADER) + "\n" + ",".join(ROW[:3]) + ',"chưa xong', encoding="utf-8")
    assert len(rows(path)) == 2


def test_workbooks_with_dates_formulas_and_a_second_sheet(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.append(["DANH SÁCH"])
    first.append(HEADER)
    first.append([*ROW[:7], dt.datetime(2025, 10, 31)])  # noqa: DTZ001 — spreadsheets' times have no zone
    second = book.create_sheet("Khác")
    second.append(["x"])
    book.create_sheet("Ẩn").sheet_state = "hidden"
    path = tmp_path / "a.csv"
    book.save(path)
    source = open_source(path)
    assert [sheet.name for sheet in source.sheets] == [first.title, "Khác"]
    assert rows(path)[2].cells[7] == dt.datetime(2025, 10, 31)  # noqa: DTZ001 — as above


def test_merged_cells_count_for_every_row_they_cover(tmp_path: Path) -> None:
    path = xlsx_file(
        tmp_path / "a.xlsx", [HEADER, vacancy(1), vacancy(2, employer=""), vacancy(3, employer=""), vacancy(4)]
    )
    book = load_workbook(path)
    assert book.active is not None
    book.active.merge_cells("C2:C4")
    book.save(path)
    assert [row.cells[2] for row in rows(path)[1:]] == ["Công ty TNHH May 1"] * 3 + ["Công ty TNHH May 4"]


def test_json_lines_arrays_and_wrapped_arrays(tmp_path: Path) -> None:
    items = [{"title": f"Thợ hàn {n}", "tags": ["Cơ khí", "Hàn"], "more": {"a": 1}} for n in range(3)]
    lines = json_lines(tmp_path / "a", items)
    array, wrapped = tmp_path / "b", tmp_path / "c"
    array.write_text(json.dumps(items, indent=1), encoding="utf-8-sig")
    wrapped.write_text(json.dumps({"total": 3, "data": items}), encoding="utf-8")
    for path in (lines, array, wrapped):
        source = open_source(path)
        assert source.sheets[0].header == ("title", "tags", "more")
        assert [row.cells for row in source.sheets[0].rows()] == [
            (f"Thợ hàn {n}", "Cơ khí; Hàn", '{"a": 1}') for n in range(3)
        ]


def test_a_broken_json_line_is_a_broken_row(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "A"}\n{"title": "B\n[1]\n{"title": "\\ud800"}\n', encoding="utf-8")
    assert [row.problem for row in rows(path)] == [None, Reason.ROW_BROKEN, Reason.ROW_BROKEN, None]
    assert rows(path)[3].cells == ("?",)


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"", FileTrouble.EMPTY),
        (b" \r\n \n", FileTrouble.EMPTY),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), FileTrouble.OLD_EXCEL),
        (b"%PDF-1.7\n...", FileTrouble.NOT_A_TABLE),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), FileTrouble.NOT_A_TABLE),
        (bytes(range(1, 9)) * 50, FileTrouble.NOT_A_TABLE),
        (b"PK\x03\x04broken", FileTrouble.BROKEN),
        (b"[]", FileTrouble.NOT_A_TABLE),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(tmp_path: Path, content: bytes, trouble: FileTrouble) -> None:
    path = tmp_path / "tin.csv"
    path.write_bytes(content)
    with pytest.raises(FileError) as caught:
        open_source(path)
    assert caught.value.trouble is trouble


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = bomb(tmp_path / "a.xlsx")
    assert path.stat().st_size < 200_000
    tracemalloc.start()
    with pytest.raises(FileError) as caught:
        open_source(path)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert caught.value.trouble is FileTrouble.BOMB


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobs.intake.readers.MAX_FILE_BYTES", 100)
    with pytest.raises(FileError) as caught:
        open_source(csv_file(tmp_path / "a.csv", [HEADER, ROW]))
    assert caught.value.trouble is FileTrouble.TOO_LARGE


def test_a_cell_too_long_breaks_its_row_only(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER, vacancy(1, title="x" * (base.MAX_CELL + 1)), vacancy(2)])
    assert [row.problem for row in rows(path)] == [None, Reason.ROW_TOO_LONG, None]


@pytest.mark.slow
def test_a_million_rows_stream_in_bounded_memory_and_time(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("Tên công việc;Công ty\n")
        file.writelines(f"Thợ {n};Cty {n % 9}\n" for n in range(1_000_000))
    started = time.perf_counter()
    tracemalloc.start()
    count = sum(1 for _ in zip(range(100_000), open_source(path).sheets[0].rows(), strict=False))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    count = sum(1 for _ in open_source(path).sheets[0].rows())
    assert count == 1_000_001
    assert peak < 20_000_000
    assert time.perf_counter() - started < 120


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(content)
    try:
        for sheet in open_source(path).sheets:
            list(sheet.rows())
    except FileError:
        pass


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(alphabet='ab,;"\n ằ', max_size=6), min_size=2, max_size=2), min_size=2, max_size=8))
def test_well_written_csv_comes_back_cell_by_cell(tmp_path: Path, table: list[list[str]]) -> None:
    path = csv_file(tmp_path / "a.csv", [["Tên công việc", "Công ty"], *table])
    expected = [tuple(row) for row in table if any(cell.strip() for cell in row)]
    found = [row.cells for row in rows(path)][1:]
    # csv.writer turns newlines of cells into themselves; blank rows are no rows.
    assert found == expected or '"' in str(table) or "\n" in str(table) or ";" in str(table)
