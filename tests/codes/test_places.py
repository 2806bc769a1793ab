"""What a text names, what a search box offers, how far places are apart."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.codes import gazetteer as store
from portal.codes import places
from portal.codes.models import Commune, PlaceAlias
from portal.codes.places import Kind

pytestmark = pytest.mark.usefixtures("codes")


def names_today(text: str) -> list[str]:
    best = places.resolve(text).best
    assert best is not None, text
    if not best.communes:
        return [places.gazetteer().provinces[best.province_id]]
    return [places.commune(key).name for key in best.communes]


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("xã Vũ Hội cũ", ["Xã Thư Vũ"]),
        ("Vũ Hội, Vũ Thư, Thái Bình", ["Xã Thư Vũ"]),
        ("vu hoi, vu thu", ["Xã Thư Vũ"]),
        ("kcn phuc khanh", ["Phường Vũ Phúc"]),
        ("Khu công nghiệp Phố Nối A", ["Xã Như Quỳnh"]),
        ("Phường Trần Lãm", ["Phường Trần Lãm"]),
        ("phường Minh Khai, TP Hưng Yên", ["Phường Phố Hiến"]),
        ("Diêm Điền", ["Xã Thái Thụy"]),
        ("Xã Kim Chung, huyện Hưng Hà", ["Xã Hưng Hà"]),
        ("An Quí", ["Xã Đồng Bằng"]),
        ("xa vu qui", ["Xã Vũ Quý"]),
        ("Hưng Yên", ["Tỉnh Hưng Yên"]),
        ("tp hcm", ["Thành phố Hồ Chí Minh"]),
        ("Sài Gòn", ["Thành phố Hồ Chí Minh"]),
        ("Bạch Long Vĩ", ["Đặc khu Bạch Long Vĩ"]),
        ("Thái Bi\u0300nh" + " 123", None),
    ],
)
def test_names_old_and_new_lead_to_today(text: str, today: list[str] | None) -> None:
    if today is None:
        assert places.resolve(text).best is None
    else:
        assert names_today(text) == today


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("TP Thái Bình", Kind.DISTRICT, "Thành phố Thái Bình"),
        ("Thái Bình", Kind.PROVINCE, "Tỉnh Thái Bình"),
        ("phường Thái Bình", Kind.COMMUNE, "Phường Thái Bình"),
        ("H. Vũ Thư", Kind.DISTRICT, "Huyện Vũ Thư"),
        ("Bà Rịa - Vũng Tàu", Kind.PROVINCE, "Tỉnh Bà Rịa - Vũng Tàu"),
        ("Cầu Giấy: Hà Nội", Kind.DISTRICT, "Quận Cầu Giấy"),
        ("Quận 1, TP HCM", Kind.DISTRICT, "Quận 1"),
        ("Thai Binh", Kind.PROVINCE, "Tỉnh Thái Bình"),
    ],
)
def test_the_kind_said_decides(text: str, kind: Kind, name: str) -> None:
    resolution = places.resolve(text)
    assert resolution.best is not None
    assert (resolution.best.kind, resolution.best.name) == (kind, name)
    assert resolution.is_certain


def test_an_ambiguous_name_shows_its_meanings() -> None:
    resolution = places.resolve("Vũ Thư")
    assert not resolution.is_certain
    assert [place.name for place in resolution.matches] == ["Huyện Vũ Thư", "Xã Vũ Thư", "Thị trấn Vũ Thư"]


def test_a_divided_commune_is_never_certain() -> None:
    resolution = places.resolve("xã Đình Dù cũ")
    assert not resolution.is_certain
    assert names_today("xã Đình Dù cũ") == ["Xã Đại Đồng", "Xã Như Quỳnh"]


def test_a_slip_of_the_finger_is_understood_but_not_certain() -> None:
    resolution = places.resolve("quynh phuj")
    assert resolution.best is not None
    assert resolution.best.name == "Huyện Quỳnh Phụ"
    assert not resolution.is_certain


@pytest.mark.parametrize("text", ["", "   ", ",;-", "toàn quốc", "???", "x" * 500, "\x00", "(((", "🎉"])
def test_what_is_no_place_is_none(text: str) -> None:
    assert places.resolve(text).matches == ()


def test_an_old_province_is_its_communes_of_today() -> None:
    thai_binh = places.resolve("Thái Bình").best
    assert thai_binh is not None
    assert len(thai_binh.communes) == 65
    assert thai_binh.province_id == places.province_id("33")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("vu th", "Huyện Vũ Thư"),
        ("hung y", "Tỉnh Hưng Yên"),
        ("Tiền", "Huyện Tiền Hải"),
        ("nguyen duc", "Khu công nghiệp Nguyễn Đức Cảnh"),
        ("thai bing", "Tỉnh Thái Bình"),
        ("xa vu hoi", "Xã Vũ Hội"),
        ("kcn song", "Khu công nghiệp Sông Trà"),
    ],
)
def test_suggestions_while_typing(typed: str, first: str) -> None:
    offered = places.suggest(typed)
    assert offered[0].name == first
    assert len(offered) <= 8
    assert len({(place.kind, place.id) for place in offered}) == len(offered)


def test_suggestions_show_what_an_old_place_is_today() -> None:
    [old] = [place for place in places.suggest("vũ hội") if place.within == "Huyện Vũ Thư, Thái Bình"]
    assert places.today(old) == "Xã Thư Vũ"


def test_a_place_that_kept_its_name_is_offered_once() -> None:
    offered = places.suggest("phường trần lãm")
    assert [place.current for place in offered if place.short == "Trần Lãm"] == [True]


def test_suggestions_of_one_kind_only() -> None:
    offered = places.suggest("tien hai", kinds=[Kind.COMMUNE])
    assert offered
    assert {place.kind for place in offered} == {Kind.COMMUNE}


def test_distances_between_centres() -> None:
    by_code = {c.code: c.id for c in places.gazetteer().communes.values()}
    vu_thu, thai_binh, thai_thuy = by_code["13192"], by_code["13225"], by_code["12826"]
    assert 3 < places.distance_km(vu_thu, thai_binh) < 9
    assert 25 < places.distance_km(vu_thu, thai_thuy) < 40
    assert places.distance_km(vu_thu, thai_thuy) == pytest.approx(places.distance_km(thai_thuy, vu_thu))
    near = places.within_km(vu_thu, 10)
    assert vu_thu in near
    assert thai_binh in near
    assert all(places.distance_km(vu_thu, key) <= 10 for key in near)
    assert thai_thuy not in near


def test_lookups_ask_the_database_nothing_once_warm() -> None:
    places.gazetteer()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        places.resolve("Vũ Thư")
        places.suggest("thai")
    assert len(queries) == 0


def test_a_new_alias_is_known_after_touch() -> None:
    assert places.resolve("Xóm Bến Hiệp Xưa").best is None
    commune = Commune.objects.get(code="13192", valid_to=None)
    PlaceAlias.objects.create(text="Xóm Bến Hiệp Xưa", folded="xom ben hiep xua", commune=commune, is_local=True)
    try:
        store.touch()
        assert names_today("Xóm Bến Hiệp Xưa") == ["Xã Vũ Thư"]
    finally:
        store.forget()


def test_a_commune_of_today_tells_what_it_was_made_of() -> None:
    here = places.resolve("Xã Vũ Thư, Hưng Yên").best
    assert here
    assert here.current
    (said,) = places.former_names(here.id)
    assert said.startswith("Thị trấn Vũ Thư, ")
    assert said.endswith("(Huyện Vũ Thư)")
    first, more = places.former_names(here.id, most=1)
    assert (first, more) == ("Thị trấn Vũ Thư (Huyện Vũ Thư)", "…")
