"""The ledger in a real browser: axe on both widths, from a figure to its rows to a chain, a list taken away."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from portal.accounts.models import Staff
from tests.browser.conftest import WIDTHS, Portal, serious_faults
from tests.factories import StaffFactory, WorkerFactory
from tests.jobs.factories import ApplicationFactory, PlacementCheckFactory, PlacementFactory, ReferralFactory
from tests.jobs.people import signed_in
from tests.workers.factories import SessionFactory

OpenPage = Callable[..., Page]
LEDGER = "/so-lieu/so-tu-van/"
PATHS = [
    LEDGER,
    f"{LEDGER}?nam={{year}}&theo=noi-dung",
    f"{LEDGER}?nam={{year}}&theo=thang",
    f"{LEDGER}?nam=2019",
    f"{LEDGER}dong/luot/?nam={{year}}",
    f"{LEDGER}dong/viec/?nam={{year}}",
    f"{LEDGER}dong/luot/xuat/?nam={{year}}",
    f"{LEDGER}luot/{{turn}}/",
    f"{LEDGER}viec/{{placement}}/",
    f"{LEDGER}nguoi/{{person}}/",
    f"{LEDGER}tin/{{vacancy}}/",
]


class Kept(NamedTuple):
    address: str
    session: str
    names: dict[str, str]


def _hired(staff: Staff, days: int) -> dict[str, str]:
    at = timezone.now() - timedelta(days=days)
    worker = WorkerFactory.create(office=staff.office, full_name="Đỗ Thị Hạnh Phương")
    turn = SessionFactory.create(
        worker=worker, office=staff.office, counsellor=staff.user, at=at, topics=["jobs", "insurance"]
    )
    application = ApplicationFactory.create(worker=worker, created_at=at, changed_at=at, state="hired")
    ReferralFactory.create(application=application, session=turn, office=staff.office, issued_on=at.date())
    placement = PlacementFactory.create(application=application, started_on=at.date() + timedelta(days=9))
    PlacementCheckFactory.create(placement=placement, month=1, checked_on=at.date() + timedelta(days=40))
    return {
        "turn": turn.public_id,
        "placement": placement.public_id,
        "person": worker.public_id,
        "vacancy": application.vacancy.public_id,
        "year": str(timezone.localtime(at).year),
    }


@pytest.fixture(scope="module")
def kept(portal: Portal, django_db_blocker: DjangoDbBlocker) -> Iterator[Kept]:
    with django_db_blocker.unblock():
        staff = StaffFactory.create()
        names, _earlier = _hired(staff, 50), _hired(staff, 80)
        yield Kept(portal.address, str(signed_in(staff.user).session.session_key), names)


def _opened(kept: Kept, open_page: OpenPage, width: int, language: str = "vi") -> Page:
    page = open_page(width=width, language=language)
    page.context.add_cookies([{"name": "sessionid", "value": kept.session, "url": kept.address}])
    return page


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_have_no_serious_faults(kept: Kept, open_page: OpenPage, width: int, language: str) -> None:
    page = _opened(kept, open_page, width, language)
    found = {}
    for path in PATHS:
        address = kept.address + path.format(**kept.names)
        answer = page.goto(address)
        assert answer
        assert answer.status == 200, address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        if faults := serious_faults(page):
            found[path] = faults
    assert found == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_from_a_figure_to_a_chain_and_a_list_taken_away(kept: Kept, open_page: OpenPage, width: int) -> None:
    page = _opened(kept, open_page, width)
    page.goto(f"{kept.address}{LEDGER}?nam={kept.names['year']}")
    page.locator("#chain ~ ol a.figure-value").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lượt tư vấn")
    page.locator("main tbody th a").first.click()
    expect(page.get_by_text("Từ tư vấn đến đi làm: 9 ngày")).to_be_visible()
    page.get_by_role("link", name="Bắt đầu đi làm").click()
    expect(page.get_by_text("Việc làm này tính cho lượt này")).to_be_visible()
    page.goto(f"{kept.address}{LEDGER}dong/viec/?nam={kept.names['year']}")
    page.get_by_role("link", name="Xuất").click()
    page.get_by_role("button", name="Chuẩn bị tệp").click()
    expect(page.get_by_text("Có một mục cần sửa")).to_be_visible()
    page.get_by_label("Lý do xuất danh sách").fill("Báo cáo quý gửi Sở Nội vụ")
    page.get_by_role("button", name="Chuẩn bị tệp").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Tải về").click()
    assert fetched.value.suggested_filename.endswith(".xlsx")
