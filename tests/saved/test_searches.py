"""Saved searches: keeping, naming, counting what is new, telling it once, and the one-click end of it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from jobs.models import Vacancy
from jobs.saved import alerts, rights, searches, services
from jobs.saved.enums import Frequency
from jobs.saved.models import SavedSearch
from jobs.saved.tasks import tell_all, tell_batch
from jobs.services.errors import NotPossible
from portal.notices import digests
from portal.notices.models import Notice
from portal.notices.tasks import send_batch
from tests.factories import ConsentFactory, VacancyFactory
from tests.jobs.people import here, sewing_work, signed_in, tailor
from tests.notices.test_digests import reader
from workers.enums import ConsentPurpose
from workers.models import Worker

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 5, 40, tzinfo=timezone.get_default_timezone())
YESTERDAY = NOW - timedelta(days=1)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()


def saved(worker: Worker, query: str = "q=tho+may", **fields: Any) -> SavedSearch:
    search = searches.save(worker, query)
    SavedSearch.objects.filter(pk=search.pk).update(**{"told_until": YESTERDAY, "looked_at": YESTERDAY} | fields)
    search.refresh_from_db()
    return search


def at(moment: datetime, **fields: Any) -> Vacancy:
    return sewing_work(published_at=moment, deadline=None, **fields)


def morning(now: datetime = NOW) -> int:
    return alerts.tell_new(alerts.due(now).values_list("pk", flat=True), now)


def test_the_same_search_is_kept_once_whatever_its_order_and_named_by_what_it_asks() -> None:
    worker = tailor()
    client = signed_in(worker.user)
    address = "q=c%C3%B4ng+nh%C3%A2n+may&noi=V%C5%A9+Th%C6%B0&km=10&luong=7"
    for query in (address, f"{address}&sx=pay", f"{address}&page=3&nonsense=1"):
        client.post(reverse("saved:save_search"), {"query": query})
    assert SavedSearch.objects.get().name == "công nhân may · quanh Vũ Thư 10 km · từ 7 triệu"
    client.post(reverse("saved:save_search"), {"query": ""})
    assert SavedSearch.objects.filter(name="Mọi tin tuyển dụng").count() == 1


def test_there_is_an_end_to_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = tailor()
    monkeypatch.setattr(searches, "MOST", 1)
    saved(worker)
    assert saved(worker).name == "tho may"
    with pytest.raises(NotPossible):
        searches.save(worker, "q=khac")
    page = signed_in(worker.user).post(reverse("saved:save_search"), {"query": "q=khac"}, follow=True)
    assert "hãy xóa bớt" in page.content.decode()


def test_new_results_are_counted_since_the_last_look(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    worker = tailor()
    search = saved(worker)
    for query in ("noi=V%C5%A9+Th%C6%B0", "q=khong+co+gi+nhu+the", "luong=20", "kn=0&gio=full&dang=7&nghe=75"):
        saved(worker, query)
    sewing_work(title="Thợ may", published_at=YESTERDAY - timedelta(days=1))
    for n in range(3):
        sewing_work(title=f"Thợ may {n}")
    assert searches.new_counts([search]) == {search.pk: 3}
    client = signed_in(worker.user)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("saved:searches")).content.decode()
    assert "3 tin mới" in page
    opened = client.get(reverse("saved:open_search", args=[search.public_id]))
    assert opened["Location"] == "/viec-lam/?q=tho+may&sx=new"
    search.refresh_from_db()
    assert searches.new_counts([search]) == {search.pk: 0}


def test_each_morning_tells_what_is_new_and_only_once() -> None:
    worker = tailor()
    saved(worker)
    at(YESTERDAY - timedelta(hours=1), title="Thợ may cũ")
    new = [at(NOW - timedelta(hours=n), title=f"Thợ may {n}") for n in range(1, 6)]
    at(NOW - timedelta(minutes=1), title="Thợ may vừa đăng")
    assert (morning(), morning(), morning(NOW + timedelta(hours=3))) == (1, 0, 0)
    notice = Notice.objects.get()
    assert notice.recipient == worker.user
    assert notice.message.title == "5 tin mới cho “tho may”"
    assert [line.text for line in notice.message.lines] == [*(v.title for v in new[:3]), "Thôi báo tìm kiếm này"]
    assert morning(NOW + timedelta(days=1)) == 1
    latest = Notice.objects.order_by("-id").first()
    assert latest
    assert latest.payload["count"] == 1
    assert latest.payload["named"][0][1] == "Thợ may vừa đăng"


def test_no_news_is_no_notice_and_silence_is_kept() -> None:
    silent = saved(tailor(), frequency=Frequency.OFF)
    saved(tailor(phone="0912000010"), "q=bac+si")
    at(NOW - timedelta(hours=2), title="Thợ may")
    assert morning() == 0
    assert not Notice.objects.exists()
    searches.change(silent, name="tho may", frequency=Frequency.DAILY)
    # What came while it was silent is not told afterwards.
    assert silent.told_until > NOW


def test_people_with_the_same_search_are_each_told_of_what_is_new_to_them() -> None:
    one, other = tailor(), tailor(phone="0912000010")
    saved(one)
    saved(other, told_until=NOW - timedelta(hours=8))
    at(NOW - timedelta(hours=12), title="Thợ may sớm")
    at(NOW - timedelta(hours=2), title="Thợ may muộn")
    assert morning() == 2
    counts = dict(Notice.objects.order_by("id").values_list("recipient", "payload__count"))
    assert counts == {one.user_id: 2, other.user_id: 1}


def test_what_merely_resembles_the_words_is_no_news() -> None:
    saved(tailor(), "q=tho+lan+bien+sau")
    at(NOW - timedelta(hours=2), title="Thợ lặn biển")
    assert morning() == 0


def test_an_interrupted_morning_tells_it_whole_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    search = saved(tailor())
    at(NOW - timedelta(hours=2), title="Thợ may")

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("jobs.saved.alerts.SavedSearch.objects.bulk_update", killed)
        with pytest.raises(KeyboardInterrupt):
            morning()
    assert not Notice.objects.exists()
    search.refresh_from_db()
    assert search.told_until == YESTERDAY
    assert morning() == 1


def test_the_task_takes_everybody_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobs.saved.tasks.BATCH", 2)
    batches: list[list[int]] = []
    monkeypatch.setattr(tell_batch, "delay", batches.append)
    kept = [saved(tailor(phone=f"09120001{n:02d}"), told_until=timezone.now() - timedelta(days=2)) for n in range(3)]
    sewing_work(title="Thợ may", published_at=timezone.now() - timedelta(hours=1))
    assert tell_all() == 3
    assert sorted(len(batch) for batch in batches) == [1, 2]
    assert sum(tell_batch(batch) for batch in batches) == len(kept)
    assert tell_all() == 0


def test_the_daily_email_carries_it_with_the_way_out() -> None:
    worker = tailor()
    worker.user = reader()
    worker.save()
    search = saved(worker)
    ConsentFactory.create(worker=worker, purpose=ConsentPurpose.MESSAGES)
    at(NOW - timedelta(hours=2), title="Thợ may")
    morning()
    day = timezone.localdate()
    send_batch(digests.due(day), day.isoformat())
    (sent,) = mail.outbox
    assert sent.subject == "1 tin mới cho “tho may”"
    assert reverse("saved:stop", args=[searches.stop_token(search.public_id)]) in str(sent.body)


def test_one_click_ends_this_searchs_news_and_nothing_else(client: Client) -> None:
    worker = tailor()
    search, other = saved(worker), saved(worker, "q=lai+xe")
    address = reverse("saved:stop", args=[searches.stop_token(search.public_id)])
    assert "Thôi báo tin mới cho “tho may”?" in client.get(address).content.decode()
    search.refresh_from_db()
    assert search.frequency == Frequency.DAILY
    strict = Client(enforce_csrf_checks=True)
    for _ in range(2):
        assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    search.refresh_from_db()
    other.refresh_from_db()
    assert (search.frequency, other.frequency) == (Frequency.OFF, Frequency.DAILY)
    strict.post(address, {"again": "on"})
    search.refresh_from_db()
    assert search.frequency == Frequency.DAILY
    for bent in (search.public_id, address.rstrip("/").rpartition("/")[2][:-1] + "x", "x:y:z"):
        assert client.post(reverse("saved:stop", args=[bent])).status_code == 404


def test_changing_and_deleting_are_their_owners_alone() -> None:
    worker, stranger = tailor(), tailor(phone="0912000010")
    search = saved(worker)
    change = reverse("saved:change_search", args=[search.public_id])
    delete = reverse("saved:delete_search", args=[search.public_id])
    said = {f"{search.public_id}-name": "Gần <nhà>", f"{search.public_id}-frequency": "off"}
    for address in (change, delete):
        assert signed_in(stranger.user).post(address, said).status_code == 404
    client = signed_in(worker.user)
    client.post(change, {**said, f"{search.public_id}-frequency": "hourly"})
    search.refresh_from_db()
    assert (search.name, search.frequency) == ("tho may", Frequency.DAILY)
    client.post(change, said)
    page = client.get(reverse("saved:searches")).content.decode()
    assert "Gần &lt;nhà&gt;" in page
    assert "Không báo" in page
    client.post(delete)
    assert client.post(delete).status_code == 404
    assert not SavedSearch.objects.exists()


def test_what_is_kept_is_in_the_persons_copy_of_their_data() -> None:
    worker = tailor()
    saved(worker)
    services.keep(worker, sewing_work(title="Thợ may mẫu"))
    sections = dict(rights.hold(Worker, worker))
    assert "Thợ may mẫu" in str(sections["Việc đã lưu"])
    assert "tho may" in str(sections["Tìm kiếm đã lưu"])


@pytest.mark.parametrize("query", ["?" * 50, "q=" + "%E1%BB%87" * 600, "noi=\u0000", "nghe=99&nghe=xx&km=-1", "&&&=&"])
def test_hostile_queries_are_kept_as_what_they_are_understood_as(query: str) -> None:
    worker = tailor()
    client = signed_in(worker.user)
    assert client.post(reverse("saved:save_search"), {"query": query}).status_code in {302, 400}
    assert client.get(reverse("saved:searches")).status_code == 200


def test_places_and_radius_are_counted_as_the_search_page_does() -> None:
    worker = tailor()
    name = here().name
    search = saved(worker, f"noi={name}, Hưng Yên&km=5")
    sewing_work(title="Thợ may")
    VacancyFactory.create(title="Ở nơi khác")
    assert searches.new_counts([search]) == {search.pk: 1}
