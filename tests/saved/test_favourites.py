"""Keeping vacancies with a note, and what was looked at lately."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from employers.enums import Verification
from jobs.enums import CloseReason, VacancyState
from jobs.saved import recent, services
from jobs.saved.models import Favourite, SavedSearch, Viewed
from jobs.services.errors import NotPossible
from tests.factories import EmployerMemberFactory, UserFactory, VacancyFactory, VacancyPlaceFactory
from tests.jobs.people import sewing_work, signed_in, tailor
from workers.models import Worker

pytestmark = pytest.mark.django_db


def press(client: Client, name: str, vacancy: object, **more: str) -> object:
    return client.post(reverse("saved:keep"), {name: getattr(vacancy, "public_id", vacancy)} | more)


def test_one_press_keeps_a_second_keeps_nothing_more_and_another_lets_go() -> None:
    worker, vacancy = tailor(), sewing_work(title="Thợ may <mẫu>")
    client = signed_in(worker.user)
    press(client, "keep", vacancy)
    press(client, "keep", vacancy)
    assert Favourite.objects.get().worker == worker
    assert "Thợ may &lt;mẫu&gt;" in client.get(reverse("saved:home")).content.decode()
    card = client.get("/viec-lam/?q=tho+may").content.decode()
    assert f'name="drop" value="{vacancy.public_id}"' in card
    press(client, "drop", vacancy)
    press(client, "drop", vacancy)
    assert not Favourite.objects.exists()


def test_a_script_gets_its_answer_and_stays_on_the_page() -> None:
    worker, vacancy = tailor(), sewing_work()
    client = signed_in(worker.user)
    answer = client.post(reverse("saved:keep"), {"keep": vacancy.public_id}, headers={"accept": "application/json"})
    assert json.loads(answer.content) == {"kept": True, "said": f"Đã lưu “{vacancy.title}”."}


def test_the_way_back_is_ours_alone() -> None:
    worker, vacancy = tailor(), sewing_work()
    client = signed_in(worker.user)
    back = client.post(reverse("saved:keep"), {"keep": vacancy.public_id, "next": "/viec-lam/?q=may"})
    assert back["Location"] == "/viec-lam/?q=may"
    away = client.post(reverse("saved:keep"), {"keep": vacancy.public_id, "next": "https://elsewhere.example/"})
    assert away["Location"] == reverse("saved:home")


def test_notes_are_their_owners_and_a_strangers_list_is_not_found() -> None:
    worker, other, vacancy = tailor(), tailor(phone="0912000010"), sewing_work()
    services.keep(worker, vacancy)
    note = reverse("saved:note", args=[vacancy.public_id])
    assert signed_in(other.user).post(note, {"note": "của người khác"}).status_code == 404
    assert press(signed_in(other.user), "drop", vacancy).status_code == 404  # type: ignore[attr-defined]
    assert Favourite.objects.get().note == ""
    client = signed_in(worker.user)
    client.post(note, {"note": "  hỏi <xe>  đưa đón "})
    assert Favourite.objects.get().note == "hỏi <xe> đưa đón"
    assert "hỏi &lt;xe&gt; đưa đón" in client.get(reverse("saved:home")).content.decode()
    client.post(note, {"note": "dài" * 200})
    assert Favourite.objects.get().note == "hỏi <xe> đưa đón"


def test_each_kept_vacancy_says_its_state(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    worker, today = tailor(), timezone.localdate()
    soon = sewing_work(title="Sắp hết hạn", deadline=today + timedelta(days=2))
    over = sewing_work(title="Quá hạn", deadline=today - timedelta(days=1))
    full = sewing_work(title="Đủ người", headcount=1, filled=1)
    paused = sewing_work(title="Tạm dừng", state=VacancyState.PAUSED)
    closed = sewing_work(
        title="Đóng rồi", state=VacancyState.CLOSED, closed_at=timezone.now(), close_reason=CloseReason.CANCELLED
    )
    gone = sewing_work(title="Công ty bị ngừng")
    for vacancy in (soon, over, full, paused, closed, gone):
        services.keep(worker, vacancy)
    gone.employer.verification = Verification.SUSPENDED
    gone.employer.save()
    client = signed_in(worker.user)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("saved:home")).content.decode()
    for said in ("Còn 2 ngày", "Đã hết hạn", "Đã tuyển đủ người", "Đang tạm dừng tuyển", "Đã đóng"):
        assert said in page
    assert gone.title in page
    assert reverse("jobs:vacancy", args=[gone.public_id]) not in page
    assert reverse("jobs:vacancy", args=[closed.public_id]) in page


def test_only_what_is_published_can_be_kept_and_not_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    worker, vacancy = tailor(), sewing_work()
    client = signed_in(worker.user)
    assert press(client, "keep", VacancyFactory.create(state=VacancyState.DRAFT)).status_code == 404  # type: ignore[attr-defined]
    for nonsense in ("", "x" * 4000, "\x01"):
        assert press(client, "keep", nonsense).status_code in {400, 404}  # type: ignore[attr-defined]
    monkeypatch.setattr(services, "MOST", 1)
    services.keep(worker, vacancy)
    with pytest.raises(NotPossible):
        services.keep(worker, sewing_work())
    assert (
        "hãy bỏ bớt"
        in client.post(reverse("saved:keep"), {"keep": sewing_work().public_id}, follow=True).content.decode()
    )
    assert Favourite.objects.count() == 1


def test_a_visitors_wish_waits_for_their_account(client: Client) -> None:
    vacancy = sewing_work()
    led = press(client, "keep", vacancy)
    assert led["Location"] == f"{reverse('workers:register')}?next=%2Fviec-da-luu%2F"  # type: ignore[index]
    client.post(reverse("saved:save_search"), {"query": "q=may&noi=V%C5%A9+Th%C6%B0&sx=pay"})
    assert not Favourite.objects.exists()
    user = tailor().user
    assert user
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert Favourite.objects.get().vacancy == vacancy
    assert SavedSearch.objects.get().name == "may · tại Vũ Thư"
    assert "to_keep" not in client.session


def test_an_account_without_a_profile_keeps_its_wish_until_it_has_one() -> None:
    vacancy, user = sewing_work(), UserFactory.create()
    client = signed_in(user)
    assert reverse("workers:register") in press(client, "keep", vacancy)["Location"]  # type: ignore[index]
    Worker.objects.create(full_name="Trần Thị Hoa", birth_year=1990, user=user)
    assert vacancy.title in client.get(reverse("saved:home")).content.decode()
    assert Favourite.objects.get().worker.user == user


def test_registering_keeps_what_waited(client: Client) -> None:
    vacancy = sewing_work()
    press(client, "keep", vacancy)
    form = client.get(f"{reverse('workers:register')}?next=%2Fviec-da-luu%2F").content.decode()
    assert 'name="next" value="/viec-da-luu/"' in form


def test_employers_and_staff_are_offered_nothing_to_keep() -> None:
    vacancy, member = sewing_work(), EmployerMemberFactory.create()
    client = signed_in(member.user)
    assert 'form="keep"' not in client.get(f"/viec-lam/{vacancy.public_id}/").content.decode()
    assert press(client, "keep", vacancy).status_code == 403  # type: ignore[attr-defined]


def test_what_a_worker_opened_is_listed_newest_first_and_forgotten_when_asked(
    monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(recent, "KEPT", 3)
    worker = tailor()
    client = signed_in(worker.user)
    opened = [sewing_work(title=f"Việc số {n}") for n in range(5)]
    for vacancy in (*opened, opened[3]):
        client.get(f"/viec-lam/{vacancy.public_id}/")
    assert list(Viewed.objects.values_list("vacancy", flat=True)) == [opened[3].pk, opened[4].pk, opened[2].pk]
    with django_assert_max_num_queries(12):
        page = client.get(reverse("saved:recent")).content.decode()
    assert page.index("Việc số 3") < page.index("Việc số 4") < page.index("Việc số 2")
    assert "Việc số 0" not in page
    client.post(reverse("saved:forget"))
    assert not Viewed.objects.exists()


def test_a_visitors_browser_remembers_and_forgets(client: Client) -> None:
    first, second = sewing_work(title="Việc đầu"), sewing_work(title="Việc sau")
    for vacancy in (first, second, first):
        client.get(f"/viec-lam/{vacancy.public_id}/")
    assert client.cookies[recent.COOKIE].value == f"{first.public_id}.{second.public_id}"
    assert client.cookies[recent.COOKIE]["httponly"]
    page = client.get(reverse("saved:recent")).content.decode()
    assert page.index("Việc đầu") < page.index("Việc sau")
    client.post(reverse("saved:forget"))
    assert "Chưa xem việc nào" in client.get(reverse("saved:recent")).content.decode()
    assert not Viewed.objects.exists()


@pytest.mark.parametrize("said", ["", "..", "x" * 9000, "2" * 12, "<script>.'; DROP TABLE", "222222222222." * 90])
def test_a_bent_cookie_is_passed_over(client: Client, said: str) -> None:
    client.cookies[recent.COOKIE] = said
    assert "Chưa xem việc nào" in client.get(reverse("saved:recent")).content.decode()


def test_programs_that_fetch_ahead_leave_no_trace(client: Client) -> None:
    vacancy = VacancyPlaceFactory.create().vacancy
    client.get(f"/viec-lam/{vacancy.public_id}/", headers={"sec-purpose": "prefetch;prerender"})
    client.head(f"/viec-lam/{vacancy.public_id}/")
    assert recent.COOKIE not in client.cookies


def test_the_pages_of_a_vacancy_stay_within_their_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    worker, vacancy = tailor(), sewing_work()
    client = signed_in(worker.user)
    client.get("/viec-lam/")
    for address in (f"/viec-lam/{vacancy.public_id}/", "/viec-lam/?q=may&noi=vu+thu", "/"):
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
