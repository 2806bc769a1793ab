"""Identity numbers: their parts agree with what the person said; at rest nobody reads them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from portal.accounts.crypto import search_hash
from tests.factories import WorkerFactory
from workers.identity import doubts, parts_of, validate_identity_number
from workers.models import Worker

WOMAN_OF_1995 = "034195001234"
MAN_OF_2004 = "034204001234"


def test_parts_that_agree_pass() -> None:
    validate_identity_number(WOMAN_OF_1995, date(1995, 5, 1), "female")
    validate_identity_number(MAN_OF_2004, date(2004, 5, 1), "male")
    validate_identity_number(WOMAN_OF_1995)


@pytest.mark.parametrize(
    ("number", "birth_date", "sex"),
    [
        ("03419500123", None, ""),
        ("03419500123a", None, ""),
        ("0341950012345", None, ""),
        (WOMAN_OF_1995, date(1996, 5, 1), ""),
        (MAN_OF_2004, date(1904, 5, 1), ""),
        (WOMAN_OF_1995, None, "male"),
        (MAN_OF_2004, None, "female"),
    ],
)
def test_what_disagrees_is_named(number: str, birth_date: date | None, sex: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_identity_number(number, birth_date, sex)
    assert refused.value.messages[0]


def test_the_parts_are_read() -> None:
    parts = parts_of(WOMAN_OF_1995)
    assert parts
    assert (parts.place, parts.sex, parts.year, parts.is_abroad) == ("Thái Bình", "female", 1995, False)
    born_abroad = parts_of("115204001234")
    assert born_abroad
    assert (born_abroad.place, born_abroad.is_abroad, born_abroad.year) == ("", True, 2004)
    assert parts_of("03419500123") is None
    assert parts_of("٠34195001234") is None


@pytest.mark.parametrize(
    ("number", "year", "sex", "said"),
    [
        (WOMAN_OF_1995, 1995, "female", []),
        (WOMAN_OF_1995, None, "", []),
        ("115204001234", 2004, "male", []),
        (WOMAN_OF_1995, 1996, "", ["năm sinh 1995, khác với 1996"]),
        (WOMAN_OF_1995, 1995, "male", ["giới tính nữ"]),
        ("003195001234", 1995, "", ["003 không phải mã"]),
        ("034999001234", None, "", ["chưa tới"]),
        ("003195001234", 1990, "male", ["003", "1995", "nữ"]),
        ("x", 1990, "male", []),
    ],
)
def test_doubts_name_what_disagrees(number: str, year: int | None, sex: str, said: list[str]) -> None:
    found = doubts(number, year, sex)
    assert len(found) == len(said)
    for words, doubt in zip(said, found, strict=True):
        assert words in doubt


@pytest.mark.django_db
def test_the_database_holds_no_readable_identity_number() -> None:
    worker = WorkerFactory.create(identity_number=WOMAN_OF_1995, ethnicity="Kinh")
    with connection.cursor() as cursor:
        cursor.execute("SELECT workers_worker::text, identity_number FROM workers_worker WHERE id = %s", [worker.pk])
        row, stored = cursor.fetchone()
    assert WOMAN_OF_1995 not in row
    assert WOMAN_OF_1995.encode() not in bytes(stored)
    again = Worker.objects.get(identity_hash=search_hash(WOMAN_OF_1995))
    assert (again.identity_number, again.ethnicity, again.religion) == (WOMAN_OF_1995, "Kinh", "")


@pytest.mark.django_db
def test_one_identity_number_one_person() -> None:
    WorkerFactory.create(identity_number=WOMAN_OF_1995)
    WorkerFactory.create(identity_number="")
    WorkerFactory.create(identity_number="")
    with pytest.raises(IntegrityError):
        WorkerFactory.create(identity_number=WOMAN_OF_1995)


def test_age_counts_completed_years() -> None:
    born = Worker(birth_date=date(2000, 6, 15))
    assert born.age_on(date(2026, 6, 14)) == 25
    assert born.age_on(date(2026, 6, 15)) == 26
    assert Worker(birth_year=2000).age_on(date(2026, 6, 15)) == 25
    assert Worker().age_on(date(2026, 6, 15)) is None
