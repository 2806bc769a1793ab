"""Home, search, vacancy and employer pages as a visitor gets them."""

import json
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from employers.enums import Verification
from jobs.enums import CloseReason, VacancyState
from jobs.models import VacancyIndex
from portal.codes import places
from portal.codes.enums import Proficiency
from portal.codes.models import Commune, Language, Licence
from tests.factories import EmployerFactory, VacancyFactory, VacancyPlaceFactory
from tests.workers.factories import SessionFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def _some_vacancies(db: None) -> None:
    places.gazetteer()  # read once a process, not once a page
    for commune in Commune.objects.filter(valid_to=None, province__code="33").order_by("code")[:30]:
        VacancyPlaceFactory.create(commune=commune, vacancy__description="Việc nhẹ\n- Có xe đưa đón\n- Ăn trưa")


@pytest.mark.parametrize(
    "address", ["/", "/viec-lam/", "/viec-lam/?q=cong+nhan+may&noi=vu+thu&luong=7&page=2", "/rieng-tu/"]
)
def test_pages_answer_in_both_languages_within_few_queries(
    client: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for language in ("vi", "en"):
        client.cookies["django_language"] = language
        with django_assert_max_num_queries(MOST_QUERIES):
            response = client.get(address)
        assert response.status_code == 200
        assert f'lang="{language}"' in response.content.decode()


def test_a_vacancy_page_tells_everything_and_costs_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    new = Commune.objects.get(name="Xã Vũ Thư", valid_to=None, province__code="33")
    vacancy = VacancyPlaceFactory.create(commune=new, vacancy__title="Thợ <may> & là", vacancy__headcount=5).vacancy
    vacancy.languages.create(language=Language.objects.order_by("id")[0], proficiency=Proficiency.GOOD)
    vacancy.licences.create(licence=Licence.objects.order_by("id")[0])
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(f"/viec-lam/{vacancy.public_id}/").content.decode()
    assert "Xã Vũ Thư" in page
    assert "Tên cũ:" in page
    assert "Ứng tuyển" in page
    assert "(khá)" in page
    assert "Giấy phép, chứng chỉ" in page
    assert "Việc tương tự đang tuyển" in page
    assert "next=/viec-lam/" in page
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    assert "<may>" not in found[1]
    data = json.loads(found[1])
    assert data["@type"] == "JobPosting"
    assert data["title"] == "Thợ <may> & là"
    assert data["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 7_000_000,
        "maxValue": 9_000_000,
        "unitText": "MONTH",
    }
    assert data["jobLocation"][0]["address"]["addressLocality"] == "Xã Vũ Thư"


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (VacancyState.DRAFT, False),
        (VacancyState.SUBMITTED, False),
        (VacancyState.RETURNED, False),
        (VacancyState.PAUSED, True),
    ],
)
def test_what_was_never_published_is_not_shown(client: Client, state: VacancyState, shown: bool) -> None:
    vacancy = VacancyFactory.create(state=state, published_at=timezone.now() if shown else None)
    response = client.get(f"/viec-lam/{vacancy.public_id}/")
    assert response.status_code == (200 if shown else 404)
    if shown:
        assert "không nhận hồ sơ nữa" in response.content.decode()


def test_a_closed_vacancy_says_so_and_takes_no_application(client: Client) -> None:
    vacancy = VacancyFactory.create(
        state=VacancyState.CLOSED,
        closed_at=timezone.now(),
        close_reason=CloseReason.EXPIRED,
        published_at=timezone.now(),
    )
    page = client.get(f"/viec-lam/{vacancy.public_id}/").content.decode()
    assert "không nhận hồ sơ nữa" in page
    assert "ld+json" not in page
    assert "Bước sau: đăng nhập" not in page


def test_a_past_deadline_closes_the_page(client: Client) -> None:
    vacancy = VacancyFactory.create(deadline=timezone.localdate() - timedelta(days=1))
    assert "không nhận hồ sơ nữa" in client.get(f"/viec-lam/{vacancy.public_id}/").content.decode()


@pytest.mark.parametrize(
    ("verification", "status"),
    [
        (Verification.VERIFIED, 200),
        (Verification.COLLECTED, 200),
        (Verification.PENDING, 404),
        (Verification.SUSPENDED, 404),
    ],
)
def test_an_employers_page(client: Client, verification: Verification, status: int) -> None:
    employer = EmployerFactory.create(verification=verification)
    VacancyFactory.create(employer=employer, title="Thợ cắt")
    response = client.get(f"/doanh-nghiep/{employer.public_id}/")
    assert response.status_code == status
    if status == 200:
        assert "Thợ cắt" in response.content.decode()


def test_the_search_says_how_it_understood(client: Client) -> None:
    VacancyFactory.create(title="Công nhân may công nghiệp")
    page = client.get("/viec-lam/", {"q": "công nhân mya công nghiệp"}).content.decode()
    assert "dưới đây là tin có" in page
    page = client.get("/viec-lam/", {"noi": "xứ không đâu"}).content.decode()
    assert "Chưa biết nơi nào tên" in page
    page = client.get("/viec-lam/", {"q": "may", "luong": "20"}).content.decode()
    assert "Bỏ mức lương" in page


def test_the_first_page_shows_work_near_home_first_and_where_to_go_on(client: Client) -> None:
    far = Commune.objects.filter(valid_to=None).exclude(province__code="33").order_by("code")[:1].get()
    VacancyPlaceFactory.create(commune=far, vacancy__title="Việc ở xa", vacancy__published_at=timezone.now())
    response = client.get("/")
    newest = response.context["newest"]
    assert len(newest) == 6
    assert "Việc ở xa" not in {vacancy.title for vacancy in newest}
    page = response.content.decode()
    for address in ("/viec-lam/?kn=0", "/su-kien/", "/tro-giup/", "/lien-he/", "/so-lieu/thi-truong/"):
        assert f'href="{address}"' in page, address


def test_the_first_page_fills_up_from_elsewhere(client: Client) -> None:
    VacancyIndex.objects.update(is_open=False)
    far = Commune.objects.filter(valid_to=None).exclude(province__code="33").order_by("code")[:1].get()
    VacancyPlaceFactory.create(commune=far, vacancy__title="Việc ở xa")
    assert [vacancy.title for vacancy in client.get("/").context["newest"]] == ["Việc ở xa"]


def test_each_figure_of_the_first_page_equals_what_it_opens(client: Client) -> None:
    VacancyFactory.create(published_at=timezone.now() - timedelta(days=40))
    SessionFactory.create(at=timezone.now())
    SessionFactory.create(worker=None, walk_in_name="Hòa", at=timezone.now() - timedelta(days=29))
    SessionFactory.create(at=timezone.now() - timedelta(days=31))
    cache.delete("search:overview:2")
    home = client.get("/")
    overview = home.context["overview"]
    assert client.get("/viec-lam/?dang=30").context["found"].counts.total == overview.published
    turns = client.get(f"/so-lieu/?{home.context['days']}").context["figures"]["tu_van"]
    assert (turns.value, turns.also) == (overview.turns, overview.people) == (2, 2)


def test_an_employers_page_explains_its_badge(client: Client) -> None:
    for verification, words in (
        (Verification.VERIFIED, "đã đối chiếu mã số thuế"),
        (Verification.COLLECTED, "thu thập từ nguồn công khai"),
    ):
        employer = EmployerFactory.create(verification=verification)
        page = client.get(f"/doanh-nghiep/{employer.public_id}/").content.decode()
        assert words in page
        assert "/tro-giup/#tuyen-dung-gia" in page


def test_filters_survive_a_new_search(client: Client) -> None:
    page = client.get("/viec-lam/", {"q": "may", "luong": "7", "nghe": ["75", "81"]}).content.decode()
    assert '<input type="hidden" name="luong" value="7">' in page
    assert page.count('<input type="hidden" name="nghe"') == 2


def test_hostile_words_stay_words(client: Client) -> None:
    page = client.get("/viec-lam/", {"q": "<script>alert(1)</script>' OR 1=1 --", "noi": '"><img>'}).content.decode()
    assert "<script>alert" not in page
    assert '"><img>' not in page


def test_the_frame_has_no_inline_code_and_no_other_host(client: Client) -> None:
    response = client.get("/")
    page = response.content.decode()
    assert "unsafe" not in response["Content-Security-Policy"]
    assert not re.search(r"<[^>]+\s(on\w+|style)=", page)
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    fetched = re.sub(r'<link rel="(?:canonical|alternate)"[^>]+>', "", page)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', fetched)


def test_the_style_guide_is_for_those_who_make_the_portal(client: Client, settings: object) -> None:
    assert client.get("/styleguide/").status_code == 404
    settings.DEMO = True  # type: ignore[attr-defined]  # pytest-django's settings
    assert client.get("/styleguide/").status_code == 200
