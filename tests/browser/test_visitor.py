"""The visitor's pages in a real browser: axe, both languages, narrow and wide, without scripts, printed; seats and
dossiers with one press or two."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from portal.codes.models import Commune
from tests.browser.conftest import WIDTHS, Portal, serious_faults
from tests.factories import OfficeFactory, UserFactory, WorkerFactory
from tests.jobs.people import signed_in
from tests.workers.factories import ProgrammeFactory
from workers.outreach.models import Attendance, OutreachEvent
from workers.overseas.models import Dossier, OverseasProgramme, ProgrammeFee, ProgrammeStep

OpenPage = Callable[..., Page]


class Visit(NamedTuple):
    """Public identifiers of what is looked at, and the session key of somebody who looks for work."""

    event: str
    programme: str
    session: str
    unblocked: Callable[[], AbstractContextManager[None]]
    """The database is open to the test itself within."""

    def address(self, text: str) -> str:
        return text.format(event=self.event, programme=self.programme)


@pytest.fixture(scope="module")
def visit(portal: Portal, django_db_blocker: DjangoDbBlocker) -> Visit:
    with django_db_blocker.unblock():
        OutreachEvent.objects.update(capacity=30, how_to_join="Lấy số ở bàn đón tiếp")
        user = UserFactory.create()
        WorkerFactory.create(user=user, full_name="Trần Thị Mai", birth_year=timezone.localdate().year - 30)
        return Visit(
            OutreachEvent.objects.get().public_id,
            _programme().public_id,
            str(signed_in(user).session.session_key),
            django_db_blocker.unblock,
        )


def _programme() -> OverseasProgramme:
    today = timezone.localdate()
    commune = Commune.objects.filter(valid_to=None, province__code="33").order_by("code")[:1].get()
    OfficeFactory.create(name="Trụ sở", is_head=True, phone="0227 3000 100", commune=commune, opening_hours="Thứ hai")
    made: OverseasProgramme = ProgrammeFactory.create(
        opens_on=today, closes_on=today + timedelta(days=9), pay="37 triệu/tháng", description="Thu hoạch rau."
    )
    rows = [("Vé máy bay", 12_000_000, False), ("Ký quỹ", 100_000_000, True), ("Môi giới", 0, False)]
    for order, (name, amount, is_returned) in enumerate(rows, 1):
        ProgrammeFee.objects.create(
            programme=made, order=order, name=name, amount=amount, is_returned=is_returned, source="Thông báo"
        )
    ProgrammeStep.objects.create(programme=made, order=1, name="Nộp hồ sơ", documents="Hộ chiếu\nẢnh")
    return made


def enter(page: Page, portal: Portal, visit: Visit) -> None:
    page.context.add_cookies([{"name": "sessionid", "value": visit.session, "url": portal.address}])


ADDRESSES = [
    "/",
    "/su-kien/",
    "/su-kien/?luc=qua&noi=vu+thu",
    "/su-kien/{event}/",
    "/di-lam-nuoc-ngoai/",
    "/di-lam-nuoc-ngoai/{programme}/",
    "/so-lieu/thi-truong/",
    "/so-lieu/",
    "/tro-giup/",
    "/tro-giup/?q=zzz",
    "/lien-he/",
    "/rieng-tu/",
    "/ghep-noi/",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_serious_for_axe(
    portal: Portal,
    visit: Visit,
    open_page: OpenPage,
    address: str,
    language: str,
) -> None:
    where = portal.address + visit.address(address)
    faults = []
    for width in WIDTHS:
        page = open_page(width=width, language=language)
        response = page.goto(where)
        assert response
        assert response.status == 200
        faults += serious_faults(page)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("address", ["/su-kien/{event}/", "/di-lam-nuoc-ngoai/{programme}/", "/so-lieu/thi-truong/"])
def test_the_dark_scheme_keeps_its_contrast(portal: Portal, visit: Visit, open_page: OpenPage, address: str) -> None:
    page = open_page(dark=True)
    page.goto(portal.address + visit.address(address))
    faults = serious_faults(page)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_first_time_worker_reaches_a_relevant_vacancy_in_three_clicks(
    portal: Portal, open_page: OpenPage, scripts: bool
) -> None:
    """From the first page on a phone, without typing: what needs no experience or an occupation, then the vacancy."""
    page = open_page(width=320, scripts=scripts)
    page.goto(portal.address)
    clicks = 0
    page.get_by_role("region", name="Theo nghề").get_by_role("link").first.click()
    clicks += 1
    expect(page.get_by_role("heading", level=1)).to_contain_text("tin đang tuyển")
    page.locator("article a.stretch").first.click()
    clicks += 1
    expect(page).to_have_url(re.compile(r"/viec-lam/[0-9a-z]{12}/"))
    expect(page.get_by_role("link", name="Ứng tuyển")).to_be_visible()
    assert clicks <= 3


def test_a_seat_at_an_event_without_scripts(portal: Portal, visit: Visit, open_page: OpenPage) -> None:
    page = open_page(width=320, scripts=False)
    enter(page, portal, visit)
    page.goto(f"{portal.address}/su-kien/")
    page.locator("article").get_by_role("link", name="Phiên giao dịch việc làm").click()
    page.get_by_role("button", name="Đăng ký tham gia").click()
    expect(page.get_by_text("Đã ghi tên anh chị")).to_be_visible()
    with visit.unblocked():
        assert Attendance.objects.filter(name="Trần Thị Mai").count() == 1
    page.get_by_role("button", name="Hủy đăng ký").click()
    expect(page.get_by_text("Đã hủy đăng ký")).to_be_visible()
    with visit.unblocked():
        assert not Attendance.objects.exists()


def test_a_double_press_makes_one_dossier(portal: Portal, visit: Visit, open_page: OpenPage) -> None:
    page = open_page()
    enter(page, portal, visit)
    page.goto(f"{portal.address}/di-lam-nuoc-ngoai/{visit.programme}/")
    page.get_by_role("button", name="Đăng ký nguyện vọng").dblclick()
    expect(page.get_by_role("heading", name="Hồ sơ của anh chị")).to_be_visible()
    expect(page.get_by_role("button", name="Rút đăng ký")).to_be_visible()
    with visit.unblocked():
        assert Dossier.objects.count() == 1
    faults = serious_faults(page)
    assert not faults, "\n".join(faults)


def test_the_calendar_file_is_offered_for_download(portal: Portal, visit: Visit, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{portal.address}/su-kien/{visit.event}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Thêm vào lịch").click()
    assert download.value.suggested_filename == f"su-kien-{visit.event}.ics"


def test_fees_and_the_warning_are_printed(portal: Portal, visit: Visit, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{portal.address}/di-lam-nuoc-ngoai/{visit.programme}/")
    page.emulate_media(media="print")
    expect(page.get_by_text("12.000.000")).to_have_count(2)
    expect(page.get_by_role("heading", name="Coi chừng môi giới")).to_be_visible()
    expect(page.get_by_role("link", name="Đăng ký nguyện vọng")).to_be_hidden()
    expect(page.locator("footer")).to_be_hidden()
