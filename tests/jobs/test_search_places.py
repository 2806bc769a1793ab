"""Results by place: the map, the nearest places, the order by distance, what letting go of a place would add."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from jobs.search import Criteria, Found, search
from jobs.search.loosen import loosenings
from jobs.search.sketch import sketch
from jobs.search.spread import commune_name, nearest, spread
from portal.codes import gazetteer as store
from portal.codes import places
from portal.codes.models import Commune
from tests.factories import VacancyFactory, VacancyPlaceFactory
from tests.jobs.people import signed_in, tailor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()
    places.gazetteer()


def find(**asked: object) -> Found:
    return search(Criteria(**asked), 1, timezone.localdate())  # type: ignore[arg-type]


def commune(name: str) -> Commune:
    return Commune.objects.get(name=name, valid_to=None, province__code="33")


def work_in(*names: str, **fields: object) -> int:
    vacancy = VacancyFactory.create(**fields)
    for name in names:
        VacancyPlaceFactory.create(vacancy=vacancy, commune=commune(name))
    return vacancy.pk


def test_results_are_counted_by_commune_whatever_the_place_asked_for() -> None:
    work_in("Xã Vũ Thư")
    work_in("Xã Vũ Thư", "Xã Tiền Hải")
    VacancyFactory.create()
    found = find(where="Xã Vũ Thư, Hưng Yên")
    lying = spread(found.reading, timezone.localdate())
    assert found.counts.total == 2
    assert lying.communes == {commune("Xã Vũ Thư").pk: 2, commune("Xã Tiền Hải").pk: 1}
    assert (lying.everywhere, lying.unplaced) == (3, 1)


def test_the_map_agrees_with_the_searches_it_leads_to(client: Client) -> None:
    store.forget()  # a test before may have had a commune of its own
    for name in ("Xã Vũ Thư", "Xã Vũ Thư", "Xã Tiền Hải", "Xã Thái Thụy"):
        work_in(name, title="Thợ may")
    elsewhere = Commune.objects.filter(valid_to=None).exclude(province__code="33").order_by("code")[0]
    VacancyPlaceFactory.create(commune=elsewhere, vacancy__title="Thợ may")
    drawn = sketch(Criteria(text="thợ may", view="ban-do"), spread(find(text="thợ may").reading, timezone.localdate()))
    assert [(spot.name, spot.count) for spot in drawn.spots] == [
        ("Xã Vũ Thư", 2),
        ("Xã Thái Thụy", 1),
        ("Xã Tiền Hải", 1),
    ]
    assert [count for _name, _address, count in drawn.elsewhere] == [1]
    assert (
        drawn.dots.count("M") + len(drawn.spots) == Commune.objects.filter(valid_to=None, province__code="33").count()
    )
    for spot in drawn.spots:
        page = client.get(f"/viec-lam/{spot.address}").content.decode()
        assert f'<span class="figures">{spot.count}</span>' in page, spot.name
        assert "xem=ban-do" not in spot.address
        assert 0 < spot.x < drawn.width
        assert 0 < spot.y < drawn.height


def test_north_is_up_and_more_is_larger() -> None:
    for name in ("Xã Tiền Hải", "Xã Tiền Hải", "Xã Tiền Hải", "Xã Yên Mỹ"):
        work_in(name)
    south, north = sketch(Criteria(), spread(find().reading, timezone.localdate())).spots
    assert (south.name, north.name) == ("Xã Tiền Hải", "Xã Yên Mỹ")
    assert south.y > north.y
    assert south.r > north.r


def test_the_map_page_works_bare_and_its_filters_stay_on_the_map(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    work_in("Xã Vũ Thư", title="Thợ <may>", pay_min=8_000_000, pay_max=9_000_000)
    with django_assert_max_num_queries(12):
        page = client.get("/viec-lam/?noi=V%C5%A9+Th%C6%B0&xem=ban-do").content.decode()
    assert "<svg" in page
    assert "map-asked" in page
    assert re.search(r'<th scope="row"><a class="link" href="\?noi=X%C3%A3\+V%C5%A9\+Th%C6%B0', page)
    assert "luong=7&amp;xem=ban-do" in page
    assert 'name="xem" value="ban-do"' in page
    assert client.get("/viec-lam/?noi=khong+dau+ca&xem=ban-do").status_code == 200
    assert client.get("/viec-lam/?noi=H%C3%A0+N%E1%BB%99i&xem=ban-do").status_code == 200
    assert '<svg class="map"' not in client.get("/viec-lam/?xem=nonsense").content.decode()


def test_the_nearest_places_with_results_are_offered_in_order_with_their_distance(client: Client) -> None:
    for name in ("Xã Tiền Hải", "Xã Yên Mỹ", "Xã Kiến Xương"):
        work_in(name, title="Thợ hàn")
    found = find(text="thợ hàn", where="Xã Vũ Thư, Hưng Yên")
    near = nearest(found.reading.criteria, spread(found.reading, timezone.localdate()))
    assert [one.label for one in near] == ["Xã Kiến Xương", "Xã Tiền Hải", "Xã Yên Mỹ"]
    assert [one.km for one in near] == sorted(one.km for one in near)
    for one in near:
        assert search(one.criteria, 1, timezone.localdate()).counts.total == one.count
    page = client.get("/viec-lam/?q=tho+han&noi=x%C3%A3+V%C5%A9+H%E1%BB%99i").content.decode()
    assert "Gần nơi ấy nhất có tin" in page
    assert "Báo tôi khi có" in page


def test_each_loosening_adds_what_it_says() -> None:
    work_in("Xã Vũ Thư", title="Thợ hàn", pay_min=5_000_000, pay_max=6_000_000, working_time="full")
    work_in("Xã Kiến Xương", title="Thợ hàn", pay_min=15_000_000, pay_max=16_000_000, working_time="full")
    work_in("Xã Vũ Thư", title="Bảo vệ", pay_min=15_000_000, pay_max=16_000_000, working_time="full")
    today = timezone.localdate()
    for asked in (
        Criteria(text="thợ hàn", where="Xã Vũ Thư, Hưng Yên", pay=12, time="full"),
        Criteria(text="thợ hàn", where="Xã Vũ Thư, Hưng Yên", radius=5, pay=12, view="ban-do"),
        Criteria(text="thợ hàn", groups=("72",), experience=0, days=1, time="part"),
    ):
        found = search(asked, 1, today)
        offers = loosenings(found, today)
        assert offers or asked.groups
        for offer in offers:
            assert search(offer.criteria, 1, today).counts.total - found.counts.total == offer.more, offer.label
            assert not offer.criteria.view


def test_around_a_place_the_nearest_may_come_first_and_cards_say_how_far(client: Client) -> None:
    far = work_in("Xã Tiền Hải", title="Thợ hàn xa")
    home = work_in("Xã Vũ Thư", title="Thợ hàn gần")
    both = work_in("Xã Tiền Hải", "Xã Kiến Xương", title="Thợ hàn hai nơi")
    asked = Criteria(where="Xã Vũ Thư, Hưng Yên", radius=40)
    assert search(asked.having(sort="near"), 1, timezone.localdate()).keys == [home, both, far]
    page = client.get(f"/viec-lam/{asked.address()}").content.decode()
    assert "Gần nhất" in page
    assert "ngay nơi ấy" in page
    assert re.search(r"cách khoảng \d+ km", page)
    alone = client.get(f"/viec-lam/{asked.without('radius').address()}&sx=near").content.decode()
    assert "Gần nhất" not in alone


def test_another_order_is_another_order_though_the_counts_are_kept() -> None:
    poor = work_in("Xã Vũ Thư", pay_min=5_000_000, pay_max=6_000_000)
    rich = work_in("Xã Vũ Thư", pay_min=15_000_000, pay_max=16_000_000, published_at=timezone.now())
    newest = work_in("Xã Vũ Thư", pay_min=6_000_000, pay_max=7_000_000)
    today = timezone.localdate()
    assert search(Criteria(), 1, today).keys == [newest, rich, poor]
    by_pay = search(Criteria(sort="pay"), 1, today)
    assert by_pay.keys == [rich, newest, poor]
    assert by_pay.reading.criteria.sort == "pay"


def test_little_found_by_somebody_signed_in_still_costs_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    work_in("Xã Kiến Xương", title="Thợ hàn")
    work_in("Xã Vũ Thư", title="Thợ hàn")
    client = signed_in(tailor().user)
    with django_assert_max_num_queries(12):
        assert client.get("/viec-lam/?q=tho+han&noi=vu+thu&luong=5").status_code == 200


def test_a_communes_name_is_understood_as_that_commune() -> None:
    for one in places.gazetteer().of_province(places.province_id("33")):
        best = places.resolve(commune_name(one.id)).best
        assert best
        assert best.communes == (one.id,), one.name


@pytest.mark.parametrize(
    "typed", ["xã Vũ Hội", "huyện Vũ Thư", "vu thu", "KCN Phúc Khánh", "kcn phuc khanh", "Tiền Hãi"]
)
def test_places_are_known_as_people_say_them(typed: str) -> None:
    assert Criteria(where=typed).communes()
