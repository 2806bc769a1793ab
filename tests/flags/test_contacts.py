"""Contacts of a vacancy: for people who ask, one at a time; nowhere for machines that gather them."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from jobs import contacts
from jobs.enums import VacancyState
from jobs.flags import pace
from jobs.flags.models import ContactCount
from jobs.models import Vacancy
from jobs.saved.models import Favourite, Viewed
from jobs.structured import job_posting
from jobs.world import pictures
from tests.factories import VacancyFactory
from tests.jobs.people import tailor

PHONE, IN_TEXT, EMAIL = "0912345678", "0987.654.321", "tuyen@vidu.test"


@pytest.fixture
def vacancy(db: None) -> Vacancy:
    made: Vacancy = VacancyFactory.create(
        title="Thợ may liên hệ 0987.654.321",
        contact_phone=PHONE,
        contact_name="Chị Hà",
        contact_email=EMAIL,
        description=f"Gọi {IN_TEXT} hoặc thư hr@vidu.test. Lương 8.500.000 – 10.000.000đ",
        requirements="Zalo +84 987 654 321",
    )
    return made


def ask(client: Client, vacancy: Vacancy) -> tuple[int, str]:
    response = client.post(reverse("flags:contact", args=[vacancy.public_id]))
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/viec-lam/{id}/",
        "/viec-lam/tin-moi.atom",
        "/viec-lam/tin-moi.rss",
        "/api/vacancies/",
        "/api/vacancies/{id}/",
        "/viec-lam/{id}/lien-he/",
        "/viec-lam/{id}/bao-tin/",
        "/",
        "/viec-lam/",
        "/viec-lam/?q=tho+may",
        "/doanh-nghiep/{employer}/",
    ],
)
def test_no_page_that_can_simply_be_read_tells_them(client: Client, vacancy: Vacancy, address: str) -> None:
    page = client.get(address.format(id=vacancy.public_id, employer=vacancy.employer.public_id)).content.decode()
    for secret in (PHONE, "654.321", "654 321", EMAIL, "hr@vidu"):
        assert secret not in page, address


def test_pictures_and_search_engines_do_not_tell_them(vacancy: Vacancy) -> None:
    shown = f"{pictures.of_vacancy(vacancy)} {job_posting(vacancy, [], 'https://vidu.test/')}"
    for secret in (PHONE, "654.321", EMAIL, "hr@vidu"):
        assert secret not in shown


def test_whoever_asks_is_shown_and_counted(client: Client, vacancy: Vacancy) -> None:
    status, page = ask(client, vacancy)
    assert status == 200
    for said in (f'href="tel:{PHONE}"', 'href="tel:0987654321"', f"mailto:{EMAIL}", "mailto:hr@vidu.test", "Chị Hà"):
        assert said in page
    ask(client, vacancy)
    assert (ContactCount.objects.get().shown, ContactCount.objects.get().refused) == (2, 0)


def test_they_are_kept_by_no_cache(client: Client, vacancy: Vacancy) -> None:
    response = client.post(reverse("flags:contact", args=[vacancy.public_id]))
    assert "no-store" in response["Cache-Control"]


def test_a_session_that_asks_for_many_is_refused(client: Client, vacancy: Vacancy) -> None:
    answers = [ask(client, vacancy)[0] for _ in range(pace.CONTACTS.session + 1)]
    assert answers == [200] * pace.CONTACTS.session + [429]
    _status, page = ask(client, vacancy)
    assert PHONE not in page
    assert "Anh chị đã xem nhiều số" in page
    assert ContactCount.objects.get().refused == 2


def test_throwing_sessions_away_does_not_help(vacancy: Vacancy) -> None:
    answers = [ask(Client(), vacancy)[0] for _ in range(pace.CONTACTS.address + 1)]
    assert answers[-1] == 429
    assert set(answers[:-1]) == {200}


@pytest.mark.parametrize("state", [VacancyState.PAUSED, VacancyState.DRAFT])
def test_a_vacancy_that_takes_nobody_tells_nobody(client: Client, vacancy: Vacancy, state: VacancyState) -> None:
    Vacancy.objects.filter(pk=vacancy.pk).update(state=state)
    status, page = ask(client, vacancy)
    assert status in {302, 404}
    assert PHONE not in page


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("Gọi 0912345678", ["0912345678"]),
        ("0912.345.678/0987 654 321", ["0912345678", "0987654321"]),
        ("+84 912-345-678, 84912345678", ["0912345678"]),
        ("(0227) 3831 234", []),
        ("0227 3831 234", ["02273831234"]),
        ("Lương 8.000.000 – 12.000.000, 0 phí, mã số thuế 1000123456", []),
        ("Năm 2026, 09:00 – 17:30, 08/10/2026", []),
    ],
)
def test_telephones_are_told_from_other_numbers(text: str, phones: list[str]) -> None:
    assert contacts.found(text).phones == phones
    assert (contacts.masked(text) != text) == bool(phones)


@given(text=st.text(max_size=200))
def test_what_is_masked_holds_no_contact(text: str) -> None:
    assert contacts.found(contacts.masked(text)) == ([], [])


def test_lists_of_what_people_keep_mask_titles_too(client: Client, vacancy: Vacancy) -> None:
    worker = tailor()
    Favourite.objects.create(worker=worker, vacancy=vacancy)
    Viewed.objects.create(worker=worker, vacancy=vacancy)
    client.force_login(worker.user)  # type: ignore[arg-type]  # a tailor has an account
    pages = [client.get(reverse(name)).content.decode() for name in ("saved:home", "saved:recent")]
    for page in [*pages, str(client.get(reverse("world:saved")).json())]:
        assert "Thợ may liên hệ" in page
        assert "654.321" not in page
