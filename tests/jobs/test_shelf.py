"""What is open, in columns: as Postgres counts it, the same for all processes, never behind where nothing was found."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobs.models import VacancyIndex
from jobs.search import Criteria, search
from jobs.search.criteria import DAYS
from jobs.search.shelf import renew, shelf
from jobs.search.sql import statement
from jobs.search.words import read
from portal.codes import places
from portal.codes.models import Commune, Occupation
from tests.factories import VacancyFactory, VacancyPlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()
    places.gazetteer()


def counted_by_postgres(asked: Criteria) -> int:
    found = statement(read(asked), timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM jobs_vacancyindex WHERE {found.where()}", found.params)
        return int(cursor.fetchone()[0])


def test_every_search_counts_what_postgres_counts() -> None:
    communes = Commune.objects.filter(valid_to=None, province__code="33").order_by("code")[:3]
    occupations = Occupation.objects.filter(level=4).order_by("code")[:2]
    for number, (commune, occupation) in enumerate(product(communes, occupations)):
        vacancy = VacancyFactory.create(
            title=f"Thợ {'may' if number % 2 else 'hàn'}",
            occupation=occupation,
            pay_min=(5 + 2 * number) * 1_000_000,
            pay_max=(6 + 2 * number) * 1_000_000,
            experience_min_months=12 * (number % 3),
            working_time="full" if number % 2 else "part",
            published_at=timezone.now() - timedelta(days=5 * number, hours=1),
        )
        VacancyPlaceFactory.create(vacancy=vacancy, commune=commune)
        if commune != communes[0]:
            VacancyPlaceFactory.create(vacancy=vacancy, commune=communes[0])
    cache.clear()
    texts, wheres = ("", "tho may", "han", "khong co"), ("", f"{communes[1].name}, Hưng Yên", "Hưng Yên", "chẳng đâu")
    seen = set()
    for text, where, pay, days, time in product(texts, wheres, (0, 9), (0, *DAYS), ("", "full")):
        asked = Criteria(text=text, where=where, pay=pay, days=days, time=time)
        total = search(asked, 1, timezone.localdate(), counts_only=True).counts.total
        assert total == counted_by_postgres(asked), asked
        seen.add(total)
    assert {0, 1, 2, 3, 6} <= seen


def test_postgres_is_asked_once_for_the_words_whatever_else_changes() -> None:
    for title in ("Thợ may", "Thợ may mẫu"):
        VacancyFactory.create(title=title)
    today = timezone.localdate()
    search(Criteria(text="tho may"), 1, today)
    search(Criteria(text="tho may", where="Hưng Yên"), 1, today)
    with CaptureQueriesContext(connection) as captured:
        for asked in (Criteria(text="tho may", days=1), Criteria(text="tho may", pay=7), Criteria(text="tho may")):
            search(asked, 1, today, counts_only=True)
    assert len(captured) == 0


def test_where_nothing_was_found_a_first_vacancy_shows_at_once() -> None:
    today = timezone.localdate()
    assert search(Criteria(where="Hưng Yên"), 1, today).counts.total == 0
    before = shelf(today)
    VacancyPlaceFactory.create(commune=Commune.objects.filter(valid_to=None, province__code="33").order_by("code")[0])
    found = search(Criteria(where="Hưng Yên"), 1, today)
    assert (found.counts.total, len(found.keys)) == (1, 1)
    assert shelf(today) is not before


def test_a_shelf_is_read_again_when_another_is_in_force() -> None:
    today = timezone.localdate()
    VacancyFactory.create()
    first = shelf(today)
    VacancyFactory.create()
    assert shelf(today) is first
    cache.clear()  # as when its three minutes are over, or another process has renewed it
    assert len(shelf(today).keys) == 2
    VacancyIndex.objects.all().delete()
    assert len(renew(today).keys) == 0
    assert search(Criteria(), 1, today).counts.total == 0
