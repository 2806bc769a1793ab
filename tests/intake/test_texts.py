"""Experience, education, dates, counts, contacts and cues."""

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.intake.contacts import (
    clean_title,
    employer_key,
    parse_email,
    parse_identity,
    parse_phone,
    parse_sex,
    parse_tax_code,
)
from jobs.intake.cues import cues_in
from jobs.intake.deadline import Day, parse_day
from jobs.intake.education import Education, education_in, parse_education
from jobs.intake.enums import Reading, Reason
from jobs.intake.experience import Experience, experience_in, parse_experience
from jobs.intake.headcount import Birth, headcount_in, parse_age, parse_birth, parse_headcount
from portal.codes.enums import GeneralEducation, Meals, Position, Proficiency, QualificationLevel, WorkingTime

G, Q = GeneralEducation, QualificationLevel
TODAY = date(2025, 10, 20)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1 năm", 12, 12),
        ("1-3 năm", 12, 36),
        ("Từ 1 đến 2 năm", 12, 24),
        ("Không yêu cầu", 0, 0),
        ("Không yêu cầu kinh nghiệm", 0, 0),
        ("Chưa Có Kinh Nghiệm", 0, 0),
        ("Dưới 1 năm", 0, 12),
        ("Trên 5 năm", 60, None),
        ("3+ năm", 36, None),
        ("6 tháng", 6, 6),
        ("1 năm rưỡi", 18, 18),
        ("ít nhất 01 (một) năm", 12, None),
        ("hai năm", 24, 24),
        ("1 - 2 years", 12, 24),
    ],
)
def test_experience(text: str, low: int, high: int | None) -> None:
    assert parse_experience(text).sure == Experience(low, high)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("2", Reason.EXPERIENCE_UNIT), ("Có kinh nghiệm", Reason.EXPERIENCE_AMOUNT), ("99 năm", Reason.EXPERIENCE_BOUNDS)],
)
def test_experience_in_doubt(text: str, reason: Reason) -> None:
    assert parse_experience(text).reason is reason
    assert parse_experience(text).sure is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nhanh nhẹn.\nTối thiểu 3-5 năm kinh nghiệm may", Experience(36, 60)),
        ("Hợp đồng 1 năm\nCó kinh nghiệm lái xe ít nhất 2 năm", Experience(24, None)),
        ("Không cần kinh nghiệm, được đào tạo", Experience(0, 0)),
        ("Ưu tiên có 1 năm kinh nghiệm", Experience(12, 12, preferred=True)),
    ],
)
def test_experience_within_requirements(text: str, expected: Experience) -> None:
    assert experience_in(text).sure == expected


def test_years_of_other_things_are_no_experience() -> None:
    assert experience_in("Hợp đồng 2 năm, tuổi 18-35").reading is Reading.ABSENT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tốt nghiệp THPT", Education(G.UPPER_SECONDARY)),
        ("12/12", Education(G.UPPER_SECONDARY)),
        ("THCS", Education(G.LOWER_SECONDARY)),
        ("Cao đẳng trở lên", Education(None, Q.COLLEGE)),
        ("Trung cấp nghề may", Education(None, Q.INTERMEDIATE)),
        ("ĐH/CĐ", Education(None, Q.COLLEGE)),
        ("Trên đại học", Education(None, Q.MASTER)),
        ("Không yêu cầu bằng cấp", Education(None, Q.NONE)),
        ("Lao động phổ thông", Education(None, Q.NONE)),
    ],
)
def test_education(text: str, expected: Education) -> None:
    assert parse_education(text).sure == expected


def test_education_wished_for_is_not_required() -> None:
    assert education_in("Ưu tiên tốt nghiệp đại học").sure == Education(preferred=Q.UNIVERSITY)
    assert education_in("- Tốt nghiệp Cao đẳng trở lên\n- Ưu tiên trình độ Đại học").sure == Education(
        None, Q.COLLEGE, Q.UNIVERSITY
    )


def test_pupils_taught_are_not_the_applicants_degree() -> None:
    assert education_in("Có kinh nghiệm giảng dạy tiểu học, tốt nghiệp là lợi thế với học sinh tiểu học").sure is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("15-10-2025", date(2025, 10, 15)),
        ("2025-10-31", date(2025, 10, 31)),
        ("2025-10-31T00:00:00Z", date(2025, 10, 31)),
        ("31/10/2025", date(2025, 10, 31)),
        ("1.10.25", date(2025, 10, 1)),
        ("ngày 31 tháng 12 năm 2025", date(2025, 12, 31)),
        ("01/10/2025 - 31/10/2025", date(2025, 10, 31)),
        ("45961", date(2025, 10, 31)),
        (45961.5, date(2025, 10, 31)),
        (datetime(2025, 10, 31, 8), date(2025, 10, 31)),  # noqa: DTZ001 — spreadsheets' times have no zone
        (date(2025, 10, 31), date(2025, 10, 31)),
    ],
)
def test_days(value: object, expected: date) -> None:
    assert parse_day(value).sure == Day(expected)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("31", Reason.DATE_BARE_NUMBER),
        (1, Reason.DATE_BARE_NUMBER),
        ("Hôm nay", Reason.DATE_RELATIVE),
        ("còn 5 ngày", Reason.DATE_RELATIVE),
        ("31/12", Reason.DATE_NO_YEAR),
        ("31/02/2025", Reason.DATE_IMPOSSIBLE),
        ("10/31/2025", Reason.DATE_ORDER),
        ("1/1/1925", Reason.DATE_BOUNDS),
        ("sớm", Reason.DATE_UNCLEAR),
        (True, Reason.DATE_UNCLEAR),
    ],
)
def test_broken_days_are_never_invented(value: object, reason: Reason) -> None:
    read = parse_day(value)
    assert (read.reason, read.sure) == (reason, None)


def test_relative_days_count_from_the_day_the_file_was_seen() -> None:
    assert parse_day("Hôm nay", TODAY).sure == Day(TODAY)
    assert parse_day("còn 5 ngày", TODAY).sure == Day(date(2025, 10, 25))


def test_open_ended_deadlines_have_no_day() -> None:
    assert parse_day("Đến khi tuyển đủ").sure == Day(None, until_filled=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("SL: 10", 10), ("tuyển 20 công nhân", 20), ("05", 5), ("10 người", 10), ("1.000", 1_000), ("10.0", 10)],
)
def test_headcount(text: str, expected: int) -> None:
    assert parse_headcount(text).sure == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("20-30", Reason.COUNT_RANGE),
        ("nhiều", Reason.COUNT_OPEN),
        ("0", Reason.COUNT_BOUNDS),
        ("999999", Reason.COUNT_BOUNDS),
    ],
)
def test_headcount_in_doubt(text: str, reason: Reason) -> None:
    assert parse_headcount(text).reason is reason


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Tuyển 50 lao động phổ thông lương 8tr", 50),
        ("02 Nhân viên kế toán", 2),
        ("Nhân viên kho (SL 05)", 5),
        ("Tuyển 3D artist", None),
        ("Nhân viên 2 năm kinh nghiệm", None),
    ],
)
def test_headcount_of_titles(title: str, expected: int | None) -> None:
    assert headcount_in(title).sure == expected


def test_births_and_ages() -> None:
    assert parse_birth("1995", TODAY).sure == Birth(1995)
    assert parse_birth("02/09/1990", TODAY).sure == Birth(1990, date(1990, 9, 2))
    assert parse_birth("1850", TODAY).reason is Reason.AGE_BOUNDS
    assert parse_age("24.0").sure == 24
    assert parse_age("-1.0").reason is Reason.AGE_BOUNDS
    assert parse_age("").reading is Reading.ABSENT


def test_contacts() -> None:
    assert parse_phone("0912 345 678").sure == "0912345678"
    assert parse_phone("+84 912.345.678").sure == "0912345678"
    assert parse_phone("912345678").sure == "0912345678"
    assert parse_phone("09xx").reason is Reason.PHONE_INVALID
    assert parse_email(" An@Example.test ").sure == "an@example.test"
    assert parse_email("an@").reason is Reason.EMAIL_INVALID
    assert parse_tax_code("0100109106").sure == "0100109106"
    assert parse_tax_code("100109106").sure == "0100109106"
    assert parse_tax_code("0100109107").reason is Reason.TAX_CODE_INVALID
    assert parse_identity("034095001234", date(1995, 1, 1), "male").sure == "034095001234"
    assert parse_identity("034095001234", date(1996, 1, 1)).reason is Reason.IDENTITY_INVALID
    assert (parse_sex("Nữ"), parse_sex("nam"), parse_sex("Nam/Nữ"), parse_sex("")) == ("female", "male", None, None)


def test_employers_meet_under_their_abbreviated_names() -> None:
    assert employer_key("CTY TNHH MTV May Thái Bình") == employer_key("Công ty TNHH Một thành viên May Thái Bình")
    assert employer_key("CTCP Dệt ABC (DABC)") == employer_key("Công ty Cổ phần Dệt ABC")
    assert employer_key("Công ty TNHH ABC") != employer_key("Công ty Cổ phần ABC")


def test_titles_lose_what_boards_add() -> None:
    assert clean_title("Nhân Viên Kho(đang Tìm Việc)") == "Nhân Viên Kho"


def test_cues() -> None:
    cues = cues_in(
        "Trưởng ca sản xuất (Full-time)",
        "Đóng BHXH đầy đủ, có xe đưa đón, bao ăn trưa, ký túc xá cho công nhân. Lương + hoa hồng.",
        "Sẵn sàng làm ca\nSẵn sàng đi công tác tỉnh\nTiếng Anh giao tiếp\nƯu tiên biết tiếng Hàn\nThành thạo Excel\n"
        "Có bằng lái xe B2\nKỹ năng giao tiếp tốt",
    )
    assert (cues.working_time, cues.position, cues.shifts, cues.travel) == (
        WorkingTime.FULL,
        Position.MANAGER,
        True,
        True,
    )
    assert (cues.dormitory, cues.meals, cues.commission) == (True, Meals.ONE, True)
    assert {"insurance", "shuttle", "dormitory"} <= set(cues.benefits)
    assert cues.languages == (("en", Proficiency.GOOD),)
    assert ("excel", Proficiency.VERY_GOOD) in cues.computing
    assert cues.licences == ("drive-b",)
    assert cues.soft_skills == ("communication",)


def test_silence_gives_no_cue() -> None:
    cues = cues_in("Công nhân may", "")
    assert (cues.working_time, cues.shifts, cues.travel, cues.meals, cues.benefits) == (None, None, None, None, ())


ANY = st.one_of(st.text(max_size=80), st.integers(), st.floats(), st.booleans(), st.none(), st.dates(), st.datetimes())


@given(ANY)
def test_no_value_breaks_a_date(value: object) -> None:
    read = parse_day(value, TODAY)
    assert (read.reading is Reading.UNDERSTOOD) == (read.sure is not None)
    parse_birth(value, TODAY)


@given(st.text(max_size=200))
def test_no_text_breaks_a_parser(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    for parse in (
        parse_experience,
        experience_in,
        parse_education,
        education_in,
        parse_headcount,
        headcount_in,
        parse_age,
    ):
        assert parse(composed) == parse(decomposed)
    for contact in (parse_phone, parse_email, parse_tax_code, parse_identity):
        contact(text)
    cues_in(text, text, text)
    read = parse_experience(text).value
    assert read is None or read.high is None or read.low <= read.high
