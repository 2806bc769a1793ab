"""Search and public pages at 66,000 vacancies: server time, queries, and how well unaccented words and slips find.

The adverts are made here; with ``PORTAL_TEST_DATA`` the titles and texts of real adverts are used, and the
unaccented bars are measured on them.
"""

import json
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from statistics import quantiles
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from employers.enums import Verification
from employers.models import Employer
from employers.tax_code import check_digit
from jobs.enums import VacancyState
from jobs.models import Vacancy, VacancyPlace
from jobs.saved.alerts import due, tell_new
from jobs.saved.models import Favourite, SavedSearch
from jobs.saved.searches import MOST as most_searches
from jobs.saved.searches import save as save_search
from jobs.saved.services import MOST as most_favourites
from jobs.search import Criteria, search
from jobs.search.kept import key_of
from jobs.search.run import PAGE
from jobs.search.shelf import renew, shelf
from jobs.search.sql import page_sql, statement, words_sql
from jobs.search.words import read
from portal.accounts.models import User
from portal.codes.models import Commune, Occupation
from portal.codes.text import fold, fold_words
from tests.bench.centre import leave
from tests.bench.figures import Figure, stopwatch
from workers.models import Worker

SIZES = {"short": 6_000, "full": 66_000}
TITLES = ("Công nhân may", "Lái xe nâng", "Kế toán tổng hợp", "Nhân viên kinh doanh", "Thợ hàn", "Kỹ sư điện")
WORDS = (
    "", "", "may", "cong nhan may", "nhan vien kinh doanh", "ke toan", "lai xe", "tai xe", "ky su", "tho han",
    "nhan vien", "bao ve", "cong nhan may vu thu", "nhan vien kinh daonh", "truong phong", "ban hang tai thai binh",
)  # fmt: skip
PLACES = ("", "", "", "Vũ Thư", "huyện Tiền Hải", "Hưng Yên", "thai thuy", "tp Thái Bình")
LETTERS = "abcdefghiklmnopqrstuvxy"


def run(scale: str) -> Iterator[Figure]:
    leave()
    rnd = random.Random(7)
    adverts = _adverts()
    real = _fill(SIZES[scale], adverts, rnd)
    today = timezone.localdate()
    # The bars hold for 66,000 vacancies; on the small data the same figures are only told.
    for figure in _pages(rnd, today, 60 if scale == "short" else 200):
        yield figure._replace(bar=None) if scale == "short" and figure.unit != "queries" else figure
    if real:
        yield from _unaccented(real, rnd, today, 150 if scale == "short" else len(real))
    Vacancy.objects.all().delete()
    Employer.objects.all().delete()


def _adverts() -> list[dict[str, str]]:
    path = settings.ENV.portal_test_data / "job_ads_topcv.jsonl"
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _fill(size: int, adverts: list[dict[str, str]], rnd: random.Random) -> list[Vacancy]:
    """``size`` published vacancies; returns those that are the real adverts, each once."""
    employers = _employers()
    communes = list(Commune.objects.filter(valid_to=None).order_by("code"))
    near = [commune for commune in communes if commune.wage_zone] or communes
    occupations = list(Occupation.objects.filter(level=4).order_by("code"))
    now = timezone.now()
    real: list[Vacancy] = []
    for start in range(0, size, 2_000):
        made = []
        for number in range(start, min(size, start + 2_000)):
            advert = adverts[number % len(adverts)] if adverts else None
            title = advert["title"][:255] if advert else f"{rnd.choice(TITLES)} {number % 500}"
            # Copies of a real advert get a title of their own, so that its own stays the only one so named.
            if advert and number >= len(adverts):
                title = f"{rnd.choice(TITLES)} {fold(title)[:60]} {number}"
            pay = rnd.choice([None, 6, 7, 8, 9, 10, 12, 15, 20])
            made.append(
                Vacancy(
                    employer=rnd.choice(employers),
                    title=title,
                    description=advert["job_description"] if advert else "Việc nhẹ, ăn ca, có xe đưa đón. " * 8,
                    requirements=advert["requirements"] if advert else "Chăm chỉ, chịu khó học nghề.",
                    occupation=rnd.choice(occupations),
                    state=VacancyState.PUBLISHED,
                    published_at=now - timedelta(minutes=rnd.randrange(60 * 24 * 60)),
                    deadline=now.date() + timedelta(days=rnd.randrange(5, 60)),
                    headcount=rnd.choice([1, 2, 5, 20]),
                    pay_min=pay and pay * 1_000_000,
                    pay_max=pay and (pay + 2) * 1_000_000,
                    experience_min_months=rnd.choice([None, 0, 0, 12, 24, 60]),
                    working_time=rnd.choice(["", "full", "full", "part"]),
                )
            )
        for vacancy in made:
            vacancy.prepare()
        Vacancy.objects.bulk_create(made)
        places = [(v, rnd.choice(near if rnd.random() < 0.8 else communes)) for v in made]
        VacancyPlace.objects.bulk_create(
            [VacancyPlace(vacancy=v, commune=c, province_id=c.province_id) for v, c in places]
        )
        real += made[: max(0, len(adverts) - start)]
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE jobs_vacancyindex")
        cursor.execute("ANALYZE jobs_vacancy")
        cursor.execute("ANALYZE jobs_vacancyplace")
    return real


def _employers() -> list[Employer]:
    codes = (f"{100_000_000 + n * 7:09d}" for n in range(900))
    valid = [f"{code}{digit}" for code in codes if (digit := check_digit(code)) is not None][:502]
    names = [f"Công ty May mặc và Thương mại số {n}" for n in range(len(valid))]
    rows = [
        Employer(name=name, folded_name=fold_words(name), tax_code=code, verification=Verification.VERIFIED)
        for name, code in zip(names, valid, strict=True)
    ]
    return Employer.objects.bulk_create(rows)


def _asked(rnd: random.Random) -> Criteria:
    """A search as readers ask: some words, perhaps a place, seldom filters."""
    place = rnd.choice(PLACES)
    return Criteria(
        text=rnd.choice(WORDS),
        where=place,
        radius=rnd.choice([0, 0, 10]) if place else 0,
        pay=rnd.choice([0, 0, 0, 7, 12]),
        experience=rnd.choice([None, None, 0]),
        time=rnd.choice(["", "", "", "full"]),
    )


def _pages(rnd: random.Random, today: date, rounds: int) -> Iterator[Figure]:
    client = Client()
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        keys = list(Vacancy.objects.order_by("id").values_list("public_id", flat=True)[:rounds])
        client.get("/viec-lam/")
        client.get(f"/viec-lam/{keys[0]}/")
        searches = [_asked(rnd) for _ in range(rounds)]
        shown = _timed(client, [f"/viec-lam/{asked.address()}" for asked in searches])
        yield Figure("search page, p95", shown["p95"], "ms", 60)
        yield Figure("search page, queries at most", shown["queries"], "queries", 12)
        shown = _timed(client, [f"/viec-lam/{asked.having(view='ban-do').address()}" for asked in searches])
        yield Figure("map of results, p95", shown["p95"], "ms", 60)
        yield Figure("map of results, queries at most", shown["queries"], "queries", 12)
        shown = _timed(client, [f"/viec-lam/{key}/" for key in keys])
        yield Figure("vacancy page, p95", shown["p95"], "ms", 30)
        yield Figure("vacancy page, queries at most", shown["queries"], "queries", 12)
        shown = _timed(client, ["/"] * min(rounds, 50))
        yield Figure("home page, p95", shown["p95"], "ms", 60)
        yield Figure("home page, queries at most", shown["queries"], "queries", 12)
        yield from _kept(searches, rounds)
    yield Figure("search beside its bare SQL", _beside_sql(searches, today), "times", 2)
    with stopwatch() as watch:
        renew(today)
    yield Figure("what is open, read anew every three minutes", watch.seconds * 1000, "ms")


def _kept(searches: list[Criteria], rounds: int) -> Iterator[Figure]:
    """The pages of somebody who keeps as much as one can, and a morning's news for a thousand searches."""
    user = User.objects.create(email="nguoi@example.test")
    worker = Worker.objects.create(full_name="Trần Thị Hoa", birth_year=1990, user=user)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    for asked in {asked.address(): asked for asked in searches}.values():
        if worker.saved_searches.count() < most_searches:
            save_search(worker, asked.address().removeprefix("?"))
    for vacancy in Vacancy.objects.order_by("-id")[:most_favourites]:
        Favourite.objects.create(worker=worker, vacancy=vacancy)
    a_week_ago = timezone.now() - timedelta(days=7)
    SavedSearch.objects.update(looked_at=a_week_ago, told_until=a_week_ago)
    for name, address in (("kept vacancies", "/viec-da-luu/"), ("saved searches", "/viec-da-luu/tim-kiem/")):
        client.get(address)
        shown = _timed(client, [address] * min(rounds, 50))
        yield Figure(f"page of {name}, p95", shown["p95"], "ms", 60)
        yield Figure(f"page of {name}, queries at most", shown["queries"], "queries", 12)
    spent = []
    for _ in range(min(rounds, 30)):
        cache.clear()
        shelf(timezone.localdate())
        with stopwatch() as watch:
            client.get("/viec-da-luu/tim-kiem/")
        spent.append(watch.seconds * 1000)
    yield Figure("page of saved searches that nobody asked lately, p95", quantiles(spent, n=20)[-1], "ms")
    kept = list(SavedSearch.objects.order_by("id"))
    others = [
        Worker(full_name=f"Người {n}", birth_year=1990, user=User.objects.create(email=f"nguoi{n}@example.test"))
        for n in range(50)
    ]
    Worker.objects.bulk_create(others)
    SavedSearch.objects.bulk_create(
        SavedSearch(worker=other, query=one.query, name=one.name, told_until=a_week_ago)
        for other in others
        for one in kept
    )
    cache.clear()
    with stopwatch() as watch:
        told = tell_new(due(timezone.now()).values_list("pk", flat=True), timezone.now())
    yield Figure(f"a morning's news of {len(kept) * 51} searches, {told} told", watch.seconds, "s")
    Worker.objects.all().delete()
    User.objects.all().delete()


def _timed(client: Client, addresses: list[str]) -> dict[str, float]:
    """Server time of each address, its caches as other readers left them; and the most queries of any."""
    spent = []
    for address in addresses:
        with stopwatch() as watch:
            answer = client.get(address)
        assert answer.status_code == 200, address
        spent.append(watch.seconds * 1000)
    queries = 0
    for address in addresses[:20]:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        queries = max(queries, len(captured))
    return {"p95": quantiles(spent, n=20)[-1], "queries": queries}


def _beside_sql(searches: list[Criteria], today: date) -> float:
    """Time of whole searches whose words nobody asked for lately, to that of the statements they end in, run alone;
    medians of each. What is open is there already: it is read once in three minutes for all searches."""
    ratios = []
    for asked in searches[:60]:
        reading = read(asked)
        found = statement(reading, today)
        params = {**found.params, "limit": PAGE, "offset": 0, "upto": PAGE}
        statements = [words_sql(reading, found)] if reading.words else []
        statements.append(page_sql(reading, found))
        shelf(today)
        whole = _best(partial(search, asked, 1, today), partial(_forget, asked, today))
        bare = _best(partial(_execute, statements, params), lambda: None)
        ratios.append(whole / bare)
    return quantiles(ratios, n=2)[0]


def _forget(asked: Criteria, today: date) -> None:
    """As if nobody had asked for these words lately."""
    cache.delete_many([key_of(what, Criteria(text=asked.text), today) for what in ("reading", "reading-at")])
    shelf(today).forget()


def _best(action: Callable[[], Any], before: Callable[[], Any]) -> float:
    seconds = []
    for _ in range(3):
        before()
        with stopwatch() as watch:
            action()
        seconds.append(watch.seconds)
    return min(seconds)


def _execute(statements: list[str], params: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql, params)
            cursor.fetchall()


def _unaccented(real: list[Vacancy], rnd: random.Random, today: date, count: int) -> Iterator[Figure]:
    chosen = rnd.sample(real, count)
    for name, typed, bar in (("unaccented titles", fold, 0.95), ("with one slip", lambda t: _slip(fold(t), rnd), 0.85)):
        hits = 0
        for vacancy in chosen:
            found = search(Criteria(text=typed(vacancy.title)[:160]), 1, today)
            hits += vacancy.pk in found.keys[:10]
        yield Figure(f"{name} found in the first 10", hits / count, "share", bar, at_least=True)


def _slip(text: str, rnd: random.Random) -> str:
    """One letter left out, changed, added, or two swapped."""
    place = rnd.choice([i for i, sign in enumerate(text) if sign.isalpha()])
    before, after = text[:place], text[place + 1 :]
    return rnd.choice(
        [
            before + after,
            before + rnd.choice(LETTERS) + after,
            before + rnd.choice(LETTERS) + text[place:],
            before + after[:1] + text[place] + after[1:],
        ]
    )
