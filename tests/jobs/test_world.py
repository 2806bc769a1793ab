"""What machines read of the portal: maps, feeds, pictures, canonical addresses, the installed application."""

import io
import json
import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from employers.enums import Verification
from jobs.enums import CloseReason, VacancyState
from jobs.models import Vacancy
from jobs.world import phone, sitemaps
from portal.codes import places
from tests.factories import EmployerFactory, UserFactory, VacancyFactory, VacancyPlaceFactory
from tests.jobs.people import here, signed_in

pytestmark = pytest.mark.django_db
SITE = django_settings.PUBLIC_ADDRESS
SM = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


def text(client: Client, address: str, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def locations(client: Client, address: str) -> list[str]:
    return [str(loc.text) for loc in ElementTree.fromstring(text(client, address)).iter(f"{SM}loc")]


def mapped(client: Client) -> list[str]:
    """Every address on every map."""
    pieces = [piece.removeprefix(SITE) for piece in locations(client, "/sitemap.xml")]
    return [address for piece in pieces for address in locations(client, piece)]


def closed(**fields: Any) -> Vacancy:
    made: Vacancy = VacancyFactory.create(
        state=VacancyState.CLOSED, closed_at=timezone.now(), close_reason=CloseReason.EXPIRED, **fields
    )
    return made


def head(page: str, pattern: str) -> str:
    found = re.search(pattern, page)
    assert found, pattern
    return found[1]


def canonical(client: Client, address: str) -> str:
    return head(text(client, address), r'<link rel="canonical" href="([^"]+)"').replace("&amp;", "&")


def test_the_maps_name_what_is_open_and_nothing_else(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps.PublicSitemap, "limit", 2)
    opened = [VacancyFactory.create() for _ in range(5)]
    employer = opened[0].employer
    others = [
        closed(),
        VacancyFactory.create(state=VacancyState.PAUSED),
        VacancyFactory.create(state=VacancyState.DRAFT, published_at=None),
        VacancyFactory.create(deadline=timezone.localdate() - timedelta(days=1)),
        VacancyFactory.create(employer__verification=Verification.SUSPENDED),
    ]
    found = mapped(client)
    assert len(found) == len(set(found))
    assert {f"{SITE}/viec-lam/{one.public_id}/" for one in opened} <= set(found)
    assert f"{SITE}/doanh-nghiep/{employer.public_id}/" in found
    assert f"{SITE}/" in found
    assert not [one for one in others if any(one.public_id in address for address in found)]


def test_the_maps_tell_when_something_changed_and_are_kept(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    VacancyFactory.create()
    piece = text(client, "/sitemap-viec-lam-1.xml")
    assert timezone.now().date().isoformat()[:7] in head(piece, r"<lastmod>([^<]+)</lastmod>")
    with django_assert_num_queries(0):
        response = client.get("/sitemap-viec-lam-1.xml")
        assert client.get("/sitemap-viec-lam-1.xml", headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.get("/sitemap-viec-lam-99.xml").status_code == 404
    assert client.get("/sitemap-khac-1.xml").status_code == 404


def test_robots_keeps_machines_off_people_and_the_demonstration(client: Client, settings: Settings) -> None:
    rules = text(client, "/robots.txt")
    assert "Disallow: /ho-so/" in rules
    assert f"Sitemap: {SITE}/sitemap.xml" in rules
    assert "Disallow: /\n" not in rules
    settings.DEMO = True
    assert "Disallow: /\n" in text(client, "/robots.txt")


@pytest.mark.parametrize(
    ("asked", "own", "is_shown"),
    [
        ("", "", True),
        ("?q=may&page=1&rubbish=1", "?q=may", False),
        ("?sx=new&nghe=75", "?nghe=75", False),
        ("?nghe=75", "?nghe=75", True),
        ("?nghe=81&nghe=75", "?nghe=75&nghe=81", False),
        ("?luong=7", "?luong=7", False),
        ("?page=2", "?page=2", False),
    ],
)
def test_a_search_has_one_address(client: Client, asked: str, own: str, is_shown: bool) -> None:
    places.gazetteer()
    for _ in range(25):
        VacancyPlaceFactory.create(commune=here())
    page = text(client, f"/viec-lam/{asked}")
    assert canonical(client, f"/viec-lam/{asked}") == f"{SITE}/viec-lam/{own}"
    assert ('content="noindex, follow"' in page) != is_shown


def test_a_search_that_finds_nothing_is_not_to_be_shown(client: Client) -> None:
    assert 'content="noindex, follow"' in text(client, "/viec-lam/?nghe=11")


@pytest.mark.parametrize("fields", [{"state": VacancyState.PAUSED}, {"filled": 10}, {"deadline": "past"}, "closed"])
def test_a_closed_vacancy_is_read_by_people_and_not_shown_by_machines(client: Client, fields: Any) -> None:
    if fields == "closed":
        vacancy = closed()
    else:
        if fields.get("deadline"):
            fields = {"deadline": timezone.localdate() - timedelta(days=1)}
        vacancy = VacancyFactory.create(**fields)
    page = text(client, f"/viec-lam/{vacancy.public_id}/")
    assert '<meta name="robots" content="noindex">' in page
    assert "ld+json" not in page


def test_an_open_vacancy_asks_to_be_forgotten_after_its_last_day(client: Client) -> None:
    vacancy = VacancyFactory.create()
    page = text(client, f"/viec-lam/{vacancy.public_id}/?nguon=zalo")
    assert f"unavailable_after: {vacancy.deadline}" in page
    assert canonical(client, f"/viec-lam/{vacancy.public_id}/?nguon=zalo") == f"{SITE}/viec-lam/{vacancy.public_id}/"


def test_each_language_has_an_address(client: Client) -> None:
    page = text(client, "/viec-lam/?lang=en")
    assert '<html lang="en">' in page
    assert f'hreflang="en" href="{SITE}/viec-lam/?lang=en"' in page
    assert f'hreflang="vi" href="{SITE}/viec-lam/"' in page
    assert canonical(client, "/viec-lam/?lang=en") == f"{SITE}/viec-lam/?lang=en"
    assert '<html lang="en">' in text(client, "/"), "and the next page is in the same language"
    assert '<html lang="vi">' in text(Client(), "/?lang=xx")


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_any_search_is_a_feed(client: Client, kind: str, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    places.gazetteer()
    mine = VacancyPlaceFactory.create(
        commune=here(),
        vacancy__title="Thợ may <giỏi> gọi 0912 345 678",
        vacancy__contact_phone="0912345678",
        vacancy__description="Gọi 0912345678",
    ).vacancy
    VacancyFactory.create(title="Lái xe nâng", occupation=None)
    address = f"/viec-lam/tin-moi.{kind}?q=tho+may&sx=pay"
    with django_assert_max_num_queries(6):
        response = client.get(address)
    body = response.content.decode()
    assert response["Content-Type"].startswith(f"application/{kind}+xml")
    titles = [str(one.text) for one in ElementTree.fromstring(body).iter() if one.tag.endswith("title")]
    assert any("Thợ may <giỏi> gọi •••" in title for title in titles)
    assert not any("Lái xe" in title for title in titles)
    assert f"{SITE}/viec-lam/{mine.public_id}/" in body
    assert "345" not in body
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    page = text(client, "/viec-lam/?q=tho+may&sx=pay")
    assert page.count(f'href="/viec-lam/tin-moi.{kind}?q=tho+may"') == (2 if kind == "atom" else 1)


def test_a_feed_changes_when_a_vacancy_comes_goes_or_changes(client: Client) -> None:
    first, second = VacancyFactory.create(title="May A"), VacancyFactory.create(title="May B")
    tags = {client.get("/viec-lam/tin-moi.atom")["ETag"]}
    Vacancy.objects.filter(pk=first.pk).update(state=VacancyState.PAUSED)
    tags.add(client.get("/viec-lam/tin-moi.atom")["ETag"])
    second.title = "May C"
    second.save()
    tags.add(client.get("/viec-lam/tin-moi.atom")["ETag"])
    assert len(tags) == 3


def test_an_empty_feed_is_a_feed(client: Client) -> None:
    body = text(client, "/viec-lam/tin-moi.atom?q=khong+co+gi")
    assert ElementTree.fromstring(body).tag == f"{ATOM}feed"
    assert client.get("/viec-lam/tin-moi.json/").status_code == 404


LONG = "Nhân Viên Kỹ Thuật Lắp Đặt Bảo Trì Hệ Thống Điều Hoà Không Khí Toà Nhà Văn Phòng Nghiêm Túc Gắn Bó " * 3


@pytest.mark.parametrize("title", ["May", LONG[:255], "Thợ " + "ư" * 200, '"]; #read("/etc/passwd") $x$'])
def test_a_shared_vacancy_has_its_picture(client: Client, title: str) -> None:
    vacancy = VacancyPlaceFactory.create(commune=here(), vacancy__title=title).vacancy
    page = text(client, f"/viec-lam/{vacancy.public_id}/")
    address = head(page, r'<meta property="og:image" content="([^"]+)"')
    response = client.get(address.removeprefix(SITE))
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert len(response.content) < 100_000
    assert "max-age=604800" in response["Cache-Control"]
    assert client.get(address.removeprefix(SITE), headers={"If-None-Match": response["ETag"]}).status_code == 304
    vacancy.title = "Khác"
    vacancy.save()
    assert address not in text(client, f"/viec-lam/{vacancy.public_id}/"), "a changed vacancy is fetched anew"


def test_pictures_of_what_nobody_may_read_are_not_there(client: Client) -> None:
    hidden = [
        reverse("world:vacancy_picture", args=[VacancyFactory.create(state=VacancyState.DRAFT).public_id]),
        reverse("world:vacancy_picture", args=["khongcogiday"]),
        reverse("world:employer_picture", args=[EmployerFactory.create(verification=Verification.PENDING).public_id]),
    ]
    assert [client.get(address).status_code for address in hidden] == [404, 404, 404]
    assert client.get(reverse("world:employer_picture", args=[EmployerFactory.create().public_id])).status_code == 200
    assert client.get(reverse("world:picture")).status_code == 200


def test_the_portal_can_be_installed(client: Client) -> None:
    page = client.get("/")
    assert 'rel="manifest"' in page.content.decode()
    assert "worker-src 'self'" in page["Content-Security-Policy"]
    response = client.get("/manifest.webmanifest")
    data = json.loads(response.content)
    assert response["Content-Type"] == "application/manifest+json"
    assert {icon["purpose"] for icon in data["icons"]} == {"any", "maskable"}
    assert [client.get(one["url"]).status_code for one in data["shortcuts"]] == [200, 302]


def test_the_worker_answers_for_the_whole_portal_and_is_asked_for_anew(client: Client) -> None:
    response = client.get("/worker.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert (response["Cache-Control"], response["Service-Worker-Allowed"]) == ("no-cache", "/")
    build = json.loads(head(response.content.decode(), r"^const BUILD = (\{.*\});"))
    assert build["offline"]["en"].endswith("?lang=en")
    assert all(client.get(address).status_code == 200 for address in build["offline"].values())
    assert phone._built.cache_info().maxsize == 1


def test_signing_out_takes_everything_along(client: Client) -> None:
    user = UserFactory.create()
    someone = signed_in(user)
    assert "Clear-Site-Data" not in someone.get(reverse("account_logout")).headers
    assert someone.get("/").headers["Portal-Signed-In"] == "1"
    assert "Portal-Signed-In" not in client.get("/").headers
    response = someone.post(reverse("account_logout"))
    assert "Portal-Signed-In" not in someone.get("/").headers
    assert response["Clear-Site-Data"] == '"storage"'
    assert client.get(reverse("world:saved")).json() == {"saved": []}
