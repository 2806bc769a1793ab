from pathlib import Path

import pytest

from jobs.intake.columns import Mapping, by_header, columns_for, propose
from jobs.intake.enums import Column as C
from jobs.intake.enums import Kind
from jobs.intake.gazetteer import current_gazetteer
from jobs.intake.readers import open_source
from tests.intake.files import HEADER, SEEKER, SEEKERS, csv_file, vacancy, xlsx_file

pytestmark = pytest.mark.django_db


def mapping(path: Path, kind: Kind = Kind.VACANCIES) -> Mapping:
    sheet = open_source(path).sheets[0]
    return propose(sheet.rows(), kind, current_gazetteer(), sheet.header)


def test_headers_in_vietnamese(tmp_path: Path) -> None:
    found = mapping(csv_file(tmp_path / "a", [HEADER, vacancy(1)]))
    assert [found.columns[at] for at in range(8)] == [
        C.SOURCE_ID, C.TITLE, C.EMPLOYER, C.PLACES, C.PAY, C.EXPERIENCE, C.HEADCOUNT, C.DEADLINE,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("VỊ TRÍ TUYỂN DỤNG", C.TITLE),
        ("vi tri tuyen dung", C.TITLE),
        ("Mức lương (triệu đồng)", C.PAY),
        ("Số lượng *", C.HEADCOUNT),
        ("Company name", C.EMPLOYER),
        ("job_description", C.DESCRIPTION),
        ("MST", C.TAX_CODE),
        ("Hạn nộp hồ sơ", C.DEADLINE),
        ("Ghi chú", None),
        ("STT", None),
    ],
)
def test_headers_other_people_write(header: str, column: C | None) -> None:
    assert by_header(header, Kind.VACANCIES) is column


def test_the_header_may_stand_below_a_title(tmp_path: Path) -> None:
    rows = [["DANH SÁCH DOANH NGHIỆP TUYỂN DỤNG THÁNG 10"], ["Kèm theo công văn số 12"], [], HEADER, vacancy(1)]
    found = mapping(xlsx_file(tmp_path / "a.xlsx", rows))
    assert found.header_row == 4
    assert C.PAY in found.mapped


def test_without_header_the_content_tells(tmp_path: Path) -> None:
    rows = [
        [f"Nhân viên kho {n}", f"Công ty TNHH {n}", "Hưng Yên", "7 - 9 triệu", "1 năm", "31/12/2099"] for n in range(9)
    ]
    found = mapping(csv_file(tmp_path / "a", rows))
    assert found.header_row == 0
    assert [found.columns[at] for at in range(6)] == [C.TITLE, C.EMPLOYER, C.PLACES, C.PAY, C.EXPERIENCE, C.DEADLINE]


def test_strange_headers_over_known_content(tmp_path: Path) -> None:
    rows = [
        ["Tên công việc", "Tên công ty", "Cột A", "Cột B"],
        *([f"Thợ hàn {n}", "Cty A", "Thái Bình", "9tr"] for n in range(5)),
    ]
    found = mapping(csv_file(tmp_path / "a", rows))
    assert (found.columns[2], found.columns[3]) == (C.PLACES, C.PAY)


def test_seekers(tmp_path: Path) -> None:
    found = mapping(csv_file(tmp_path / "a", [SEEKERS, SEEKER]), Kind.WORKERS)
    assert [found.columns[at] for at in range(7)] == [C.NAME, C.BIRTH, C.PHONE, C.TITLE, C.PLACES, C.PAY, C.EXPERIENCE]


def test_a_mapping_survives_its_json() -> None:
    before = Mapping(3, ("a", "b"), {0: C.TITLE, 1: C.PAY})
    assert Mapping.from_json(before.as_json()) == before


def test_people_have_no_vacancy_columns() -> None:
    assert C.EMPLOYER not in columns_for(Kind.WORKERS)
    assert C.NAME not in columns_for(Kind.VACANCIES)
