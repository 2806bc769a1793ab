"""From a file to vacancies and people: nothing lost, nothing twice, whatever interrupts."""

import csv
import json
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from openpyxl import load_workbook

from employers.enums import Verification
from employers.models import Employer
from jobs.enums import CloseReason, VacancyOrigin, VacancyState
from jobs.intake import engine, services, tasks
from jobs.intake.badrows import harmless, write_bad_rows
from jobs.intake.enums import BatchState, Kind, Outcome, Reason
from jobs.intake.models import IntakeBatch, IntakeRow
from jobs.intake.tally import Tally
from jobs.models import Vacancy, VacancyIndex, VacancyTransition
from portal.codes.enums import PayUnit
from tests.factories import EmployerFactory, VacancyFactory, WorkerFactory
from tests.intake.files import HEADER, ROW, SEEKER, SEEKERS, csv_file, vacancy, xlsx_file
from workers.enums import ConsentPurpose, Visibility
from workers.models import Consent, WantedPlace, Worker

pytestmark = pytest.mark.django_db


def intake(kind: str, path: Path, *options: str) -> dict[str, Any]:
    out = StringIO()
    call_command("intake", kind, str(path), "--json", *options, stdout=out, stderr=StringIO())
    figures: dict[str, Any] = json.loads(out.getvalue())
    assert figures["read"] == figures["imported"] + figures["duplicate"] + sum(figures["rejected"].values())
    return figures


def test_an_advert_becomes_a_published_vacancy(tmp_path: Path) -> None:
    figures = intake("vacancies", xlsx_file(tmp_path / "a.xlsx", [HEADER, ROW]))
    assert (figures["read"], figures["imported"], figures["employers_added"]) == (1, 1, 1)
    found = Vacancy.objects.select_related("employer").get()
    assert (found.title, found.state, found.origin) == (
        "Công nhân may",
        VacancyState.PUBLISHED,
        VacancyOrigin.SPREADSHEET,
    )
    assert (found.pay_min, found.pay_max, found.pay_unit) == (7_000_000, 9_000_000, PayUnit.MONTH)
    assert (found.monthly_min, found.monthly_max, found.folded_title) == (7_000_000, 9_000_000, "cong nhan may")
    assert (found.headcount, found.experience_min_months, found.deadline) == (20, 0, date(2099, 12, 31))
    assert found.occupation is not None
    assert found.employer.verification == Verification.COLLECTED
    assert found.employer.folded_name == "cong ty tnhh may mot"
    assert all(place.commune_id and place.text == "Huyện Vũ Thư" for place in found.places.all())
    assert VacancyTransition.objects.get(vacancy=found).after == VacancyState.PUBLISHED
    assert VacancyIndex.objects.filter(vacancy=found).exists()


def test_a_second_run_imports_nothing(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER, *(vacancy(n) for n in range(1, 31))])
    assert intake("vacancies", path)["imported"] == 30
    again = intake("vacancies", path)
    assert (again["imported"], again["duplicate"]) == (0, 30)
    assert Vacancy.objects.count() == 30


def test_the_same_advert_in_another_file_is_a_duplicate(tmp_path: Path) -> None:
    intake("vacancies", csv_file(tmp_path / "a.csv", [HEADER, vacancy(1)]))
    reordered = [[row[n] for n in (2, 1, 0, 3, 4, 5, 6, 7)] for row in (HEADER, ["Z9", *vacancy(1)[1:]])]
    figures = intake("vacancies", csv_file(tmp_path / "b.csv", reordered))
    assert figures["duplicate_by_reason"] == {"same_content": 1}


def test_duplicates_within_a_file_and_numbers_that_start_anew(tmp_path: Path) -> None:
    rows = [HEADER, vacancy(1), vacancy(1), ["A1", *vacancy(2)[1:]]]
    figures = intake("vacancies", csv_file(tmp_path / "a.csv", rows))
    # The third row has the first one's number but is another advert.
    assert (figures["imported"], figures["duplicate"]) == (2, 1)


def test_a_vacancy_entered_by_hand_is_not_doubled(tmp_path: Path) -> None:
    employer = EmployerFactory.create(name="Cty TNHH May 1")
    VacancyFactory.create(employer=employer, title="Công nhân may chuyền 1")
    figures = intake("vacancies", csv_file(tmp_path / "a.csv", [HEADER, vacancy(1)]))
    assert figures["duplicate_by_reason"] == {"same_record": 1}
    assert Employer.objects.count() == 1


def test_a_known_employer_keeps_its_verification(tmp_path: Path) -> None:
    employer = EmployerFactory.create(name="CÔNG TY TNHH MAY MỘT")
    figures = intake("vacancies", csv_file(tmp_path / "a.csv", [HEADER, ROW]))
    assert figures["employers_added"] == 0
    employer.refresh_from_db()
    assert employer.verification == Verification.VERIFIED
    assert Vacancy.objects.get().employer == employer


def test_past_deadlines_come_in_closed_unless_the_day_of_collection_says_otherwise(tmp_path: Path) -> None:
    rows = [HEADER, vacancy(1, deadline="08-11-2020"), vacancy(2, deadline="hôm nay"), vacancy(3, deadline="31")]
    path = csv_file(tmp_path / "a.csv", rows)
    assert (
        intake("vacancies", path, "--dry-run", "--collected-on", "2020-10-20")["fields"]["deadline"]["understood"] == 2
    )
    figures = intake("vacancies", path)
    assert figures["fields"]["deadline"] == {
        "present": 3, "understood": 1, "uncertain": 2, "absent": 0, "not_understood": 0,
    }  # fmt: skip
    closed = Vacancy.objects.get(state=VacancyState.CLOSED)
    assert (closed.close_reason, closed.deadline) == (CloseReason.EXPIRED, date(2020, 11, 8))
    assert set(Vacancy.objects.filter(state=VacancyState.PUBLISHED).values_list("deadline", flat=True)) == {None}


def test_pay_in_doubt_is_not_stored_as_a_fact(tmp_path: Path) -> None:
    intake("vacancies", csv_file(tmp_path / "a.csv", [HEADER, vacancy(1, pay="5 - 8 triệu /giờ")]))
    found = Vacancy.objects.get()
    assert (found.pay_min, found.pay_max, found.pay_negotiable) == (None, None, False)
    assert IntakeRow.objects.get().problems == {"pay": "pay_bounds"}


def test_bad_rows_come_back_with_reasons_and_nothing_else_is_lost(tmp_path: Path) -> None:
    rows = [HEADER, vacancy(1), vacancy(2, title=""), vacancy(3, employer="N/A"), [""] * 8, vacancy(4)]
    target = tmp_path / "bad.csv"
    figures = intake("vacancies", csv_file(tmp_path / "a.csv", rows), "--bad-rows", str(target))
    assert figures["rejected"] == {"row_no_employer": 1, "row_no_title": 1}
    assert (figures["read"], figures["imported"]) == (4, 2)
    with target.open(encoding="utf-8-sig", newline="") as file:
        given = list(csv.reader(file))
    assert given[0][3:] == HEADER
    assert [line[0] for line in given[1:]] == ["3", "4"]
    assert "Thiếu tên công việc." in given[1][2]
    assert given[2][3:] == vacancy(3, employer="N/A")


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1"])
def test_formulas_are_given_back_harmless(tmp_path: Path, text: str) -> None:
    assert harmless(text).startswith("'")
    intake("vacancies", csv_file(tmp_path / "a.csv", [HEADER, vacancy(1, title="", pay=text)]))
    batch = IntakeBatch.objects.get()
    write_bad_rows(batch, tmp_path / "bad.xlsx")
    sheet = load_workbook(tmp_path / "bad.xlsx").active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [cell.value for cell in cells if cell.data_type == "f" or str(cell.value).startswith(("=", "+", "@"))]


def test_numbers_stay_numbers_in_the_bad_rows() -> None:
    assert harmless("-12.5") == "-12.5"
    assert harmless(7) == 7


def test_several_sheets_are_all_taken_in(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", [HEADER, vacancy(1)], "Xã A")
    book = load_workbook(path)
    for name, number in (("Xã B", 2), ("Xã C", 3)):
        sheet = book.create_sheet(name)
        sheet.append(["Biểu thu thập"])
        for row in (HEADER, vacancy(number)):
            sheet.append(row)
    book.create_sheet("Ghi chú").append(["xin cảm ơn"])
    book.save(path)
    assert intake("vacancies", path)["imported"] == 3
    assert list(IntakeRow.objects.order_by("ordinal").values_list("sheet", "number")) == [
        ("Xã A", 2),
        ("Xã B", 3),
        ("Xã C", 3),
    ]


def test_emoji_nul_and_decomposed_letters_do_no_harm(tmp_path: Path) -> None:
    rows = [
        HEADER,
        vacancy(1, title="🔥 Công nhân may 🔥"),
        vacancy(2, title="Thơ\u0323 may"),
        vacancy(3, title="Thợ\\nhàn\\t\\N"),
    ]
    path = csv_file(tmp_path / "a.csv", rows)
    assert intake("vacancies", path)["imported"] == 3
    titles = set(Vacancy.objects.order_by("id").values_list("title", flat=True))
    assert titles == {"🔥 Công nhân may 🔥", "Thợ may", "Thợ\\nhàn\\t\\N"}


def test_a_dry_run_writes_nothing_and_counts_the_same(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER, *(vacancy(n % 20) for n in range(25)), vacancy(30, title="")])
    dry = intake("vacancies", path, "--dry-run")
    assert not Vacancy.objects.exists()
    assert not IntakeBatch.objects.exists()
    wet = intake("vacancies", path)
    for name in ("read", "imported", "duplicate", "rejected", "fields", "not_understood_because"):
        assert dry[name] == wet[name]


def test_a_file_without_known_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Không nhận ra cột nào"):
        intake("vacancies", csv_file(tmp_path / "a.csv", [["a", "b"], ["1", "2"]]))
    assert not IntakeBatch.objects.exists()


# People


def test_seekers_come_in_with_wishes_and_consents_kept_on_paper(tmp_path: Path) -> None:
    figures = intake("workers", csv_file(tmp_path / "a.csv", [SEEKERS, SEEKER]), "--consented")
    assert figures["imported"] == 1
    person = Worker.objects.get()
    assert (person.full_name, person.birth_year, person.phone) == ("Nguyễn Thị Thử", 1995, "0912345678")
    assert (person.stated_experience_months, person.visibility) == (12, Visibility.ANONYMOUS)
    assert (person.wish.pay_min, person.wish.pay_negotiable) == (7_000_000, False)
    assert person.wanted_occupations.get().title == "Công nhân may"
    assert WantedPlace.objects.get(worker=person).province is not None
    purposes = set(Consent.objects.filter(worker=person).order_by("id").values_list("purpose", flat=True))
    assert purposes == {ConsentPurpose.SERVICE, ConsentPurpose.MATCHING}


def test_without_the_word_on_consents_people_stay_hidden_and_unmatched(tmp_path: Path) -> None:
    intake("workers", csv_file(tmp_path / "a.csv", [SEEKERS, SEEKER]))
    assert Worker.objects.get().visibility == Visibility.HIDDEN
    assert not Consent.objects.exists()


def test_people_known_by_telephone_are_not_doubled(tmp_path: Path) -> None:
    WorkerFactory.create(full_name="Nguyễn Thị Thử", phone="0912345678")
    figures = intake("workers", csv_file(tmp_path / "a.csv", [SEEKERS, SEEKER]))
    assert figures["duplicate_by_reason"] == {"same_record": 1}
    assert Worker.objects.count() == 1


def test_children_and_nobodies_are_not_taken_in(tmp_path: Path) -> None:
    child = [SEEKER[0], str(timezone.localdate().year - 12), *SEEKER[2:]]
    nobody = ["", "", "", *SEEKER[3:]]
    figures = intake("workers", csv_file(tmp_path / "a.csv", [SEEKERS, child, nobody]))
    assert figures["rejected"] == {"row_no_person": 1, "row_underage": 1}


def test_deleting_a_person_leaves_nothing_of_them_in_the_intake(tmp_path: Path) -> None:
    intake("workers", csv_file(tmp_path / "a.csv", [SEEKERS, SEEKER]))
    Worker.objects.get().delete()
    assert not IntakeRow.objects.exists()


# Interruptions


def _broken_after(blocks: int) -> Callable[..., int]:
    whole = engine.Importer._block
    done = 0

    def block(self: engine.Importer, drafts: list[Any], at: int) -> int:
        nonlocal done
        if done == blocks:
            raise KeyboardInterrupt
        done += 1
        return whole(self, drafts, at)

    return block


def test_an_interrupted_import_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BLOCK", 10)
    path = csv_file(tmp_path / "a.csv", [HEADER, *(vacancy(n) for n in range(1, 46))])
    with monkeypatch.context() as broken:
        broken.setattr(engine.Importer, "_block", _broken_after(2))
        with pytest.raises(KeyboardInterrupt):
            intake("vacancies", path)
    assert (Vacancy.objects.count(), IntakeBatch.objects.get().position) == (20, 20)
    figures = intake("vacancies", path)
    assert (figures["read"], figures["imported"], figures["duplicate"]) == (45, 45, 0)
    assert Vacancy.objects.count() == IntakeRow.objects.count() == 45
    assert IntakeBatch.objects.get().state == BatchState.DONE


def test_a_block_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER, *(vacancy(n) for n in range(1, 6))])

    def fail(*args: Any) -> None:
        raise OSError("disk")

    monkeypatch.setattr(engine, "write_rows", fail)
    with pytest.raises(OSError, match="disk"):
        intake("vacancies", path)
    assert not Vacancy.objects.exists()
    assert not Employer.objects.exists()


def queued(tmp_path: Path, rows: int) -> IntakeBatch:
    path = csv_file(tmp_path / "a.csv", [HEADER, *(vacancy(n) for n in range(1, rows + 1))])
    with path.open("rb") as file:
        from django.core.files import File

        batch = services.receive(File(file), "tin tháng 10.csv", services.Handing(Kind.VACANCIES))
    batch.state = BatchState.QUEUED
    batch.save()
    return batch


def test_a_redelivered_task_imports_nothing_twice(tmp_path: Path) -> None:
    batch = queued(tmp_path, 12)
    tasks.import_batch(batch.pk)
    tasks.import_batch(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.position, Tally.from_json(batch.counts).read) == (BatchState.DONE, 12, 12)
    assert Vacancy.objects.count() == 12


def test_a_running_import_is_left_alone_until_it_falls_silent(tmp_path: Path) -> None:
    batch = queued(tmp_path, 3)
    assert services.claim(batch.pk) is not None
    assert services.claim(batch.pk) is None
    assert tasks.resume_lost() == 0
    IntakeBatch.objects.update(beat_at=timezone.now() - timedelta(minutes=5))
    assert tasks.resume_lost() == 1
    assert Vacancy.objects.count() == 3


def test_two_workers_on_one_file_write_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BLOCK", 2)
    batch = queued(tmp_path, 6)
    claimed = services.claim(batch.pk)
    assert claimed is not None
    slow = engine.Importer(claimed, Path(claimed.file.path))
    other = IntakeBatch.objects.get(pk=batch.pk)
    engine.Importer(other, Path(other.file.path)).run()
    with pytest.raises(engine.LostClaim):
        slow.run()
    assert Vacancy.objects.count() == 6


def test_a_file_that_vanished_fails_with_its_reason(tmp_path: Path) -> None:
    batch = queued(tmp_path, 1)
    Path(batch.file.path).write_bytes(b"PK\x03\x04")
    tasks.import_batch(batch.pk)
    batch.refresh_from_db()
    assert batch.state == BatchState.FAILED
    assert "Tệp hỏng" in batch.error


def test_counts_survive_their_json(tmp_path: Path) -> None:
    intake("vacancies", csv_file(tmp_path / "a.csv", [HEADER, vacancy(1), vacancy(1), vacancy(2, title="")]))
    counts = IntakeBatch.objects.get().counts
    assert Tally.from_json(counts).as_json() == counts


def test_outcomes_without_a_reason_are_refused_by_the_database(tmp_path: Path) -> None:
    from django.db import IntegrityError

    batch = queued(tmp_path, 1)
    with pytest.raises(IntegrityError):
        IntakeRow.objects.create(batch=batch, ordinal=1, kind=Kind.VACANCIES, number=1, outcome=Outcome.REJECTED)


def test_identifiers_come_from_the_tables_own_sequences(tmp_path: Path) -> None:
    intake("vacancies", csv_file(tmp_path / "a.csv", [HEADER, vacancy(1)]))
    assert VacancyFactory.create().pk > Vacancy.objects.earliest("id").pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM jobs_vacancyplace WHERE vacancy_id IS NULL")
        assert cursor.fetchone() == (0,)


def test_every_reason_has_words() -> None:
    assert all(str(reason.label).endswith(".") for reason in Reason)
