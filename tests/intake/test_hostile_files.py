"""Files made to break the import: what the database keeps in no text, impossible rows, names no sheet may have."""

import json
import zipfile
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jobs.intake.badrows import write_bad_rows
from jobs.intake.engine import Importer
from jobs.intake.enums import BatchState, Kind, Outcome
from jobs.intake.models import IntakeBatch
from jobs.intake.readers import FileError, FileTrouble, open_source
from jobs.intake.services import Handing, open_local
from tests.intake.files import HEADER, ROW, csv_file, vacancy, xlsx_file


def imported(path: Path) -> IntakeBatch:
    batch = open_local(path, Handing(Kind.VACANCIES))
    IntakeBatch.objects.filter(pk=batch.pk).update(state=BatchState.RUNNING)
    batch.refresh_from_db()
    Importer(batch, path).run()
    batch.refresh_from_db()
    return batch


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """A copy of a workbook with one of its parts changed."""
    made = path.with_name("rewritten.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry.filename, change(content) if entry.filename.endswith(part) else content)
    return made


@pytest.mark.django_db
def test_what_no_text_can_hold_stops_no_import(tmp_path: Path) -> None:
    good = dict(zip(HEADER, ROW, strict=True))
    rows = [good | {"Tên công việc": ""}, good | {"Mã tin": "A2"}]
    odd = {"x\0": "a\0b", "y\ud800": "\ud800", "z": {"a": "\ud800"}, "n": float("nan"), "i": float("-inf")}
    path = tmp_path / "odd.json"
    path.write_text(json.dumps([row | odd for row in rows]))
    batch = imported(path)
    assert batch.state == BatchState.DONE
    assert sorted(row.outcome for row in batch.rows.all()) == [Outcome.IMPORTED, Outcome.REJECTED]


@pytest.mark.django_db
def test_a_nul_in_csv_breaks_its_row_only(tmp_path: Path) -> None:
    rows = [HEADER, *(vacancy(n) for n in range(60)), vacancy(90, title="Thợ \0may")]
    batch = imported(csv_file(tmp_path / "nul.csv", rows))
    assert batch.rows.filter(outcome=Outcome.IMPORTED).count() == 60
    assert batch.rows.get(outcome=Outcome.REJECTED).number == 62


def test_an_impossible_row_number_is_refused(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "far.xlsx", [HEADER, ROW])
    far = rewritten(path, "sheet1.xml", lambda xml: xml.replace(b'<row r="2"', b'<row r="99999999999"'))
    [sheet] = open_source(far).sheets
    with pytest.raises(FileError) as trouble:
        deque(sheet.rows(), maxlen=0)
    assert trouble.value.trouble is FileTrouble.BROKEN


@pytest.mark.django_db
def test_bad_rows_come_back_whatever_the_sheet_is_called(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "name.xlsx", [HEADER, vacancy(1), vacancy(2, title="")])
    named = rewritten(path, "workbook.xml", lambda xml: xml.replace(b'name="Tin"', b'name="a/b*?[x]:"'))
    batch = imported(named)
    target = tmp_path / "back.xlsx"
    write_bad_rows(batch, target)
    assert load_workbook(target).sheetnames[0].startswith("a_b__")
