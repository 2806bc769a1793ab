"""The public API: what it says, what it keeps to itself, and that no input breaks it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from employers.enums import Verification
from jobs.enums import VacancyState
from portal.api.views import PublicThrottle
from tests.factories import VacancyFactory, VacancyPlaceFactory

pytestmark = pytest.mark.django_db


def read(client: Client, what: str, /, *key: str, **query: Any) -> Any:
    answer = client.get(reverse(f"api:{what}", args=key), query)
    assert answer.status_code == 200
    return answer.json()


def test_vacancies_are_found_as_the_search_finds_them(client: Client) -> None:
    sewing = VacancyPlaceFactory.create(vacancy__title="Công nhân may", vacancy__pay_min=9_000_000).vacancy
    VacancyFactory.create(title="Lái xe nâng", employer__name="Kho vận Cầu Nghìn")
    found = read(client, "vacancies", q="cong nhan may")
    assert found["count"] == 1
    (one,) = found["results"]
    assert (one["id"], one["title"], one["pay_min"]) == (sewing.public_id, "Công nhân may", 9_000_000)
    assert one["places"][0]["commune"]
    assert read(client, "vacancies", page=99)["page"] == 1


@pytest.mark.parametrize("state", [VacancyState.DRAFT, VacancyState.SUBMITTED, VacancyState.PAUSED])
def test_only_published_vacancies_are_there(client: Client, state: VacancyState) -> None:
    hidden = VacancyFactory.create(state=state)
    assert client.get(reverse("api:vacancy", args=[hidden.public_id])).status_code == 404
    assert read(client, "vacancies")["count"] == 0


def test_a_suspended_employers_vacancies_are_not_there(client: Client) -> None:
    vacancy = VacancyFactory.create(employer__verification=Verification.SUSPENDED)
    assert client.get(reverse("api:vacancy", args=[vacancy.public_id])).status_code == 404


def test_one_vacancy_says_its_texts_and_no_contacts(client: Client) -> None:
    vacancy = VacancyFactory.create(description="Việc nhẹ", contact_phone="0912345678", contact_name="Chị Hà")
    said = read(client, "vacancy", vacancy.public_id)
    assert said["description"] == "Việc nhẹ"
    assert "0912345678" not in str(said)
    assert not {"pk", "created_by", "source_key", "contact_name"} & set(said)


def test_code_lists_are_filtered(client: Client) -> None:
    sewers = read(client, "occupations", level=4, name="tho may")
    assert sewers["results"]
    assert {row["level"] for row in sewers["results"]} == {4}
    assert all("thợ may" in row["name"].lower() for row in sewers["results"])
    now = read(client, "communes", province="33", current="true", name="vu thu")
    assert [row["name"] for row in now["results"]] == ["Xã Vũ Thư"]
    before = read(client, "communes", current="false", limit=5)
    assert len(before["results"]) == 5
    assert all(row["valid_to"] for row in before["results"])


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: Client, method: str) -> None:
    vacancy = VacancyFactory.create()
    for address in (reverse("api:vacancies"), reverse("api:vacancy", args=[vacancy.public_id])):
        assert getattr(client, method)(address).status_code == 405


def test_too_many_requests_are_told_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PublicThrottle, "rate", "2/min")
    answers = [client.get(reverse("api:occupations")).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


@pytest.mark.parametrize("name", ["vacancies", "occupations", "communes"])
@settings(
    max_examples=15,
    deadline=None,
    # The pages keep nothing between examples; the pace is not what is tested.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    query=st.dictionaries(
        st.sampled_from(["q", "noi", "km", "nghe", "page", "limit", "offset", "level", "name", "province", "current"]),
        st.one_of(st.text(max_size=30), st.integers().map(str)),
    )
)
def test_no_query_breaks_it(client: Client, monkeypatch: pytest.MonkeyPatch, name: str, query: dict[str, str]) -> None:
    monkeypatch.setattr(PublicThrottle, "rate", "100000/min")
    assert client.get(reverse(f"api:{name}"), query).status_code in {200, 400}


def test_the_schema_names_every_endpoint_and_its_page_opens(client: Client) -> None:
    schema = client.get(reverse("api:schema"), {"format": "json"}).json()
    assert set(schema["paths"]) >= {
        "/api/vacancies/",
        "/api/vacancies/{public_id}/",
        "/api/occupations/",
        "/api/communes/",
    }
    page = client.get(reverse("api:docs"))
    assert page.status_code == 200
    assert "<script>" not in page.content.decode()
