"""Nothing is found out by counting up, nor by asking who has an account."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from portal.codes.fields import ALPHABET, new_public_id
from tests.factories import EmployerFactory, UserFactory, VacancyFactory, WorkerFactory
from tests.test_access import addresses

pytestmark = pytest.mark.django_db
COUNTED = {"world:sitemap", "matching:run"}
"""A piece of a public map; a run of the matching, which staff tell apart by its number."""


def test_addresses_carry_no_number_of_a_row() -> None:
    counted = {
        name for name, pattern in addresses() if "<int:" in str(pattern.pattern) and not name.startswith("admin:")
    }
    assert counted <= COUNTED


def test_identifiers_are_drawn_not_counted() -> None:
    drawn = [new_public_id() for _ in range(2_000)]
    assert len(set(drawn)) == 2_000
    assert {len(one) for one in drawn} == {12}
    assert len({one[0] for one in drawn}) == len(ALPHABET), "the first letter tells nothing of the order"


@pytest.mark.parametrize(
    "name", ["jobs:vacancy", "jobs:employer", "flags:report", "world:vacancy_picture", "api:vacancy"]
)
def test_a_row_s_number_opens_nothing(client: Client, name: str) -> None:
    vacancy = VacancyFactory.create()
    employer = EmployerFactory.create()
    for number in (vacancy.pk, employer.pk, 1, 0):
        assert client.get(reverse(name, args=[str(number)])).status_code == 404


def test_a_page_of_a_vacancy_names_no_number_of_a_row(client: Client) -> None:
    vacancy = VacancyFactory.create(id=918_273_645, employer__id=817_263_544)
    page = client.get(reverse("jobs:vacancy", args=[vacancy.public_id])).content.decode()
    assert "918273645" not in page
    assert "817263544" not in page


@pytest.mark.parametrize(("known", "unknown"), [("lan@vidu.test", "khong-co@vidu.test"), ("0912345678", "0987654321")])
def test_a_forgotten_password_tells_nobody_who_has_an_account(known: str, unknown: str) -> None:
    user = UserFactory.create(email="lan@vidu.test", phone="0912345678", phone_verified=True)
    user.emailaddress_set.create(email="lan@vidu.test", verified=True, primary=True)  # type: ignore[attr-defined]  # allauth's relation
    answers = []
    for asked in (known, unknown):
        cache.clear()
        response = Client().post(reverse("account_reset_password"), {"email": asked})
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
        answers.append((response.status_code, response.headers.get("Location"), page.replace(asked, "")))
    assert answers[0] == answers[1]
    assert all("Phạm" not in str(message.body) for message in mail.outbox)


def test_nobody_s_saved_vacancies_are_read_by_others(client: Client) -> None:
    WorkerFactory.create(user=UserFactory.create())
    assert client.get(reverse("world:saved")).json() == {"saved": []}
