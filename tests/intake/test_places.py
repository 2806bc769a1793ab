import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.intake.enums import Reading, Reason
from jobs.intake.gazetteer import Index, Named, PlaceKind, current_gazetteer
from jobs.intake.places import UNKNOWN_COUNTRY, parse_places
from jobs.intake.placing import Atlas
from portal.codes.models import Province

pytestmark = pytest.mark.django_db


def names(text: str) -> list[str]:
    value = parse_places(text, current_gazetteer()).sure
    assert value is not None, text
    return [place.name for place in value.places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hà Nội", ["Thành phố Hà Nội"]),
        ("ha noi/hai phong", ["Thành phố Hà Nội", "Thành phố Hải Phòng"]),
        ("Hà Nội Hồ Chí Minh", ["Thành phố Hà Nội", "Thành phố Hồ Chí Minh"]),
        ("Hà Nội-Hồ Chí Minh", ["Thành phố Hà Nội", "Thành phố Hồ Chí Minh"]),
        ("TP.HCM", ["Thành phố Hồ Chí Minh"]),
        ("Bà Rịa-Vũng Tàu, Đồng Nai", ["Tỉnh Bà Rịa - Vũng Tàu", "Tỉnh Đồng Nai"]),
        ("Thái Bình, Hưng Yên", ["Tỉnh Thái Bình", "Tỉnh Hưng Yên"]),
        ("Dak Lak", ["Tỉnh Đắk Lắk"]),
        ("Hà Nội Hưng Yên Bắc Giang", ["Thành phố Hà Nội", "Tỉnh Hưng Yên", "Tỉnh Bắc Giang"]),
        ("Vũ Thư, Thái Bình", ["Huyện Vũ Thư"]),
        ("huyen vu thu", ["Huyện Vũ Thư"]),
        ("TP. Thái Bình", ["Thành phố Thái Bình"]),
        ("Xã An Quí, Quỳnh Phụ, Thái Bình", ["Xã An Quý"]),
        ("Thị trấn Diêm Điền, huyện Thái Thụy, tỉnh Thái Bình", ["Thị trấn Diêm Điền"]),
        ("Số 12 đường Lê Lợi, Phường Trần Lãm, Thái Bình", ["Phường Trần Lãm"]),
        ("phường Phố Hiến", ["Phường Phố Hiến"]),
        ("Q.1, TP HCM", ["Quận 1"]),
        ("Hà Nội: Cầu Giấy", ["Quận Cầu Giấy"]),
        ("KCN Phúc Khánh", ["Khu công nghiệp Phúc Khánh"]),
        ("Khu công nghiệp Sông Trà, Thái Bình", ["Khu công nghiệp Sông Trà"]),
        ("KV Tây Nguyên", ["Tỉnh Kon Tum", "Tỉnh Gia Lai", "Tỉnh Đắk Lắk", "Tỉnh Đắk Nông", "Tỉnh Lâm Đồng"]),
    ],
)
def test_old_and_new_places_are_found(text: str, expected: list[str]) -> None:
    assert sorted(set(names(text)) - {"Tỉnh Thái Bình"} | ({"Tỉnh Thái Bình"} & set(expected))) == sorted(expected)


def test_a_street_named_like_a_commune_is_no_place() -> None:
    assert "Xã Lê Lợi" not in names("Số 12 đường Lê Lợi, Phường Trần Lãm, Thái Bình")


def test_wider_answers() -> None:
    gazetteer = current_gazetteer()
    nation, abroad, counted, home = (
        parse_places(text, gazetteer).sure for text in ("Toàn quốc", "Nước ngoài", "Hà Nội & 2 nơi khác", "Làm tại nhà")
    )
    assert getattr(nation, "nationwide", False)
    assert getattr(abroad, "abroad", ()) == (UNKNOWN_COUNTRY,)
    assert getattr(counted, "more", 0) == 2
    assert getattr(home, "remote", False)


@pytest.mark.parametrize(
    ("text", "country"), [("Tokyo", "JP"), ("Attapeu", "LA"), ("Hàn Quốc", "KR"), ("Đức", "DE"), ("Singapore", "SG")]
)
def test_places_abroad_give_their_country(text: str, country: str) -> None:
    value = parse_places(text, current_gazetteer()).sure
    assert value is not None
    assert value.abroad == (country,)


@pytest.mark.parametrize(
    ("text", "reading", "reason"),
    [
        ("", Reading.ABSENT, None),
        ("Khác", Reading.UNCERTAIN, Reason.PLACE_UNSPECIFIED),
        ("xyzzy", Reading.NOT_UNDERSTOOD, Reason.PLACE_UNKNOWN),
        ("Hà Nội, Atlantis", Reading.UNCERTAIN, Reason.PLACE_PARTLY),
        ("xã Minh Quang", Reading.UNCERTAIN, Reason.PLACE_AMBIGUOUS),
    ],
)
def test_doubts_are_named(text: str, reading: Reading, reason: Reason | None) -> None:
    read = parse_places(text, current_gazetteer())
    assert (read.reading, read.reason) == (reading, reason)


def test_an_old_district_becomes_the_communes_it_covers() -> None:
    spots = Atlas().spots(parse_places("Huyện Vũ Thư", current_gazetteer()))
    province = Province.objects.get(code="33", valid_to=None)
    assert len(spots) > 3
    assert {spot.province for spot in spots} == {province.pk}
    assert all(spot.commune for spot in spots)


def test_old_and_new_province_of_one_land_make_one_spot() -> None:
    assert len(Atlas().spots(parse_places("Thái Bình, Hưng Yên", current_gazetteer()))) == 1


def small() -> Index:
    nam = Named(PlaceKind.PROVINCE, 1, "Tỉnh Nam", 1)
    bac = Named(PlaceKind.PROVINCE, 2, "Tỉnh Bắc", 2)
    town = Named(PlaceKind.DISTRICT, 3, "Huyện Giữa", 1, frozenset({(PlaceKind.PROVINCE, 1)}), (7,), False, "huyen")
    return Index([("tinh nam", nam), ("nam phuong", nam), ("bac phuong", bac), ("giua", town)], home=1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(
    ["Nam Phương", "Bắc Phương", "huyện", "Giữa", "tỉnh", ",", "/", "-", "&", "2 nơi khác", "khác", "KCN", "Q.1",
     "toàn quốc", "Lào"]
), max_size=7).map(" ".join)))  # fmt: skip
def test_any_text_is_answered_alike_in_both_unicode_forms(text: str) -> None:
    gazetteer = small()
    composed = parse_places(unicodedata.normalize("NFC", text), gazetteer)
    assert parse_places(unicodedata.normalize("NFD", text), gazetteer) == composed
