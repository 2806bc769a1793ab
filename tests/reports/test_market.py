"""The labour-market page: figures equal what their links find, small groups stay hidden."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.codes import places
from portal.codes.models import Commune, Occupation
from portal.reports.market import counted, market
from tests.factories import OccupationFactory, VacancyFactory, VacancyPlaceFactory, WorkerFactory
from workers.enums import Search
from workers.models import WantedOccupation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.delete("reports:market")
    places.gazetteer()


@pytest.fixture
def sewing() -> Occupation:
    found: Occupation = OccupationFactory.create(code="7531")
    return found


def seekers(count: int, occupation: Occupation, commune: Commune, search: str = Search.LOOKING) -> None:
    for _n in range(count):
        worker = WorkerFactory.create(commune=commune, search=search)
        WantedOccupation.objects.create(worker=worker, rank=1, title="May", occupation=occupation)


@pytest.fixture
def commune() -> Commune:
    return Commune.objects.get(name="Xã Vũ Thư", valid_to=None, province__code="33")


def test_offers_pay_and_people_are_counted_from_the_records(sewing: Occupation, commune: Commune) -> None:
    for pay in (6, 7, 8, 9, 10):
        VacancyPlaceFactory.create(
            commune=commune,
            vacancy__occupation=sewing,
            vacancy__headcount=10,
            vacancy__filled=4,
            vacancy__pay_min=(pay - 1) * 1_000_000,
            vacancy__pay_max=(pay + 1) * 1_000_000,
        )
    VacancyFactory.create(occupation=sewing, pay_min=None, pay_max=None, deadline=timezone.localdate())
    VacancyFactory.create(occupation=sewing, deadline=timezone.localdate() - timedelta(days=1))
    seekers(6, sewing, commune)
    seekers(3, sewing, commune, Search.NOT_LOOKING)
    found = counted(timezone.now())
    assert (found.whole.vacancies, found.whole.seats, found.whole.seekers) == (6, 40, 6)
    group = found.groups[0]
    assert (group.key, group.vacancies, group.seekers) == ("75", 6, 6)
    assert group.pay
    assert (group.pay.low, group.pay.middle, group.pay.high) == (7_000_000, 8_000_000, 9_000_000)
    assert group.pay.stated == 5
    area = found.areas[0]
    assert (area.key, area.vacancies, area.seats, area.seekers) == (str(commune.pk), 5, 30, 6)
    assert found.months[-1].vacancies == 7  # the one past its deadline was published too


def test_fewer_than_five_people_or_wages_are_not_shown(client: Client, sewing: Occupation, commune: Commune) -> None:
    for _n in range(4):
        VacancyPlaceFactory.create(commune=commune, vacancy__occupation=sewing)
    seekers(4, sewing, commune)
    found = counted(timezone.now())
    assert found.groups[0].pay is None
    assert found.groups[0].seekers is None
    assert found.areas[0].seekers is None
    assert found.whole.seekers is None
    page = client.get("/so-lieu/thi-truong/").content.decode()
    assert "dưới 5" in page
    assert "ít tin nêu lương" in page


def test_each_figure_equals_what_its_link_finds(client: Client, sewing: Occupation, commune: Commune) -> None:
    other = Commune.objects.filter(valid_to=None, province__code="33").exclude(pk=commune.pk).order_by("code")[0]
    for n in range(7):
        VacancyPlaceFactory.create(
            commune=commune if n % 2 else other,
            vacancy__occupation=sewing,
            vacancy__pay_min=n * 3_000_000 + 1_000_000,
            vacancy__pay_max=n * 3_000_000 + 2_000_000,
            vacancy__published_at=timezone.now() - timedelta(days=10 * n, hours=n),
        )
    context = client.get("/so-lieu/thi-truong/").context
    checked = [(line.address, line.offer.vacancies) for line in [*context["groups"], *context["areas"]]]
    checked += [(address, count) for _n, count, address in context["bands"]]
    checked.append((context["recent_address"], context["market"].recent))
    assert len(checked) == 1 + 2 + 6 + 1
    for address, count in checked:
        found = client.get(f"/viec-lam/{address}").context["found"]
        assert found.counts.total == count, address


def test_the_page_costs_few_queries_and_none_when_kept(
    client: Client, sewing: Occupation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    VacancyPlaceFactory.create(vacancy__occupation=sewing, commune=Commune.objects.filter(valid_to=None)[:1].get())
    with django_assert_max_num_queries(12):
        page = client.get("/so-lieu/thi-truong/")
    assert page.context["chart"].startswith("<svg")
    with django_assert_max_num_queries(1):
        again = client.get("/so-lieu/thi-truong/")
    assert unescape(again.content.decode()).count("<table") == 3


def test_while_somebody_counts_anew_others_read_the_old_figures(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    now = timezone.now()
    old = market(now)
    later = now + timedelta(hours=1)
    cache.add("reports:market:counting", 1, 60)
    with django_assert_num_queries(0):
        assert market(later).at == old.at
    cache.delete("reports:market:counting")
    assert market(later).at == later
    cache.delete("reports:market:counting")


def test_without_any_record_the_page_teaches(client: Client) -> None:
    page = client.get("/so-lieu/thi-truong/").content.decode()
    assert "Chưa có tin nào đang tuyển" in page
