"""Finding people by whatever they say first, and noticing who is known already."""

from datetime import date

import pytest

from portal.codes.models import Commune
from tests.factories import OfficeFactory, WorkerFactory
from workers.counselling.duplicates import Alike, known_already
from workers.counselling.search import find, understand

pytestmark = pytest.mark.django_db


def names(text: str, office: int | None = None) -> list[str]:
    return [worker.full_name for worker in find(understand(text), office)]


def commune(name: str) -> Commune:
    return Commune.objects.get(name=name, valid_to=None, province__code="33")


def test_a_name_without_diacritics_in_parts() -> None:
    WorkerFactory.create(full_name="Nguyễn Thị Hòa")
    WorkerFactory.create(full_name="Trần Văn Khoa")
    assert names("nguyen hoa") == ["Nguyễn Thị Hòa"]
    assert names("HOÀ") == ["Nguyễn Thị Hòa"]
    assert names("hòa nguyễn") == ["Nguyễn Thị Hòa"]
    assert names("hoan") == []


def test_a_given_name_comes_before_a_middle_name_and_ones_own_office_first() -> None:
    mine, other = OfficeFactory.create(), OfficeFactory.create()
    WorkerFactory.create(full_name="Lê An Bình", office=mine)
    WorkerFactory.create(full_name="Lê Văn An", office=other)
    WorkerFactory.create(full_name="Vũ Văn An", office=mine)
    assert names("an", mine.pk) == ["Vũ Văn An", "Lê Văn An", "Lê An Bình"]


@pytest.mark.parametrize("said", ["0912345678", "0912 345 678", "+84 912 345 678", "5678", "345 678"])
def test_a_telephone_number_or_its_end(said: str) -> None:
    WorkerFactory.create(full_name="Nguyễn Văn Số", phone="0912345678")
    WorkerFactory.create(phone="0987111222")
    assert names(said) == ["Nguyễn Văn Số"]


def test_an_identity_number_is_found_by_its_hash_alone() -> None:
    WorkerFactory.create(full_name="Nguyễn Văn Định", identity_number="034095001234", phone="034095001234")
    WorkerFactory.create(identity_number="034095001235")
    assert names("034095001234") == ["Nguyễn Văn Định"]
    assert "identity_hash" in str(find(understand("034095001234"), None).query)


def test_a_birth_year_or_date_narrows() -> None:
    WorkerFactory.create(full_name="Phạm Thị Mai", birth_date=date(1990, 3, 12))
    WorkerFactory.create(full_name="Phạm Thị Mai Anh", birth_year=1991)
    assert names("mai 1990") == ["Phạm Thị Mai"]
    assert names("mai 12/3/1990") == ["Phạm Thị Mai"]
    assert names("12.03.1990") == ["Phạm Thị Mai"]
    assert understand("31/2/1990").is_empty


def test_a_place_old_or_new_narrows_or_stands_alone() -> None:
    WorkerFactory.create(full_name="Trần Thị Liên", commune=commune("Xã Vũ Thư"))
    WorkerFactory.create(full_name="Trần Thị Liên", commune=commune("Xã Tiền Hải"))
    assert len(names("lien")) == 2
    for said in ("lien vu thu", "liên Vũ Thư", "Trần Liên xã Vũ Thư"):
        found = find(understand(said), None)
        assert [worker.commune.name for worker in found if worker.commune] == ["Xã Vũ Thư"], said
    assert names("vũ thư") == ["Trần Thị Liên"]


def test_an_old_district_takes_in_all_its_communes() -> None:
    asked = understand("vu thu")
    assert any(not place.current and len(place.communes) > 1 for place in asked.places)


def test_a_place_name_may_still_be_part_of_a_name() -> None:
    WorkerFactory.create(full_name="Vũ Thư", commune=None)
    assert names("vu thu") == ["Vũ Thư"]


def test_what_was_understood_is_said() -> None:
    assert understand("hoa 1990 0912345678").understood == [
        "điện thoại có 0912345678",
        "sinh năm 1990",
        "tên có “hoa”",
    ]


@pytest.mark.parametrize("said", ["1990 0912345678 hoa", "hoa 0912 345 678 1990", "0912345678 hoa 1990"])
def test_numbers_beside_each_other_are_told_apart(said: str) -> None:
    asked = understand(said)
    assert (asked.year, asked.phone, asked.words) == (1990, "0912345678", ("hoa",))


@pytest.mark.parametrize("text", ["", "   ", "!!!", "\x00"])
def test_nothing_asked_finds_nobody(text: str) -> None:
    WorkerFactory.create()
    assert names(text) == []


def test_someone_known_already_is_noticed() -> None:
    same = WorkerFactory.create(
        full_name="Đỗ Thị Thắm", phone="0912345678", birth_date=date(1988, 5, 1), identity_number="034188000111"
    )
    WorkerFactory.create(full_name="Đỗ Thị Thắm", birth_year=1970)
    sure = known_already("Đỗ Thắm", identity="034188000111")
    assert [(known.worker, known.why, known.is_certain) for known in sure] == [(same, [Alike.IDENTITY], True)]
    by_phone = known_already("Khác Hẳn", phone="0912345678")
    assert [(known.worker, known.why) for known in by_phone] == [(same, [Alike.PHONE])]
    by_name = known_already("do thi tham", birth_year=1988)
    assert [(known.worker, known.why) for known in by_name] == [(same, [Alike.NAME_AND_BIRTH])]
    assert known_already("do thi tham", birth_date=date(1988, 6, 1)) == []
    assert known_already("do thi tham") == []


@pytest.mark.parametrize("text", ["12/3/1990", "hoa 12 3 1990", "12031990 hoa", "12.03.1990", "hoa 12-3-1990"])
def test_a_birth_date_in_any_spelling(text: str) -> None:
    assert understand(text, date(2026, 5, 1)).birth == date(1990, 3, 12)


@pytest.mark.parametrize("text", ["0912031990", "034190001234", "0912 031 990", "1990", "31021990"])
def test_what_only_looks_like_a_birth_date(text: str) -> None:
    assert understand(text, date(2026, 5, 1)).birth is None
