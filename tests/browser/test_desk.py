"""The counselling desk and the figures in a real browser: axe, a turn by keyboard alone, drafts, without scripts."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from jobs.models import Referral
from tests.browser.conftest import WIDTHS, Portal, serious_faults
from tests.factories import ConsentFactory, StaffFactory
from tests.jobs.people import match_everybody, sewing_work, signed_in, tailor
from tests.workers.factories import SessionFactory
from workers.counselling.models import CounsellingSession
from workers.enums import ConsentPurpose
from workers.models import Worker

OpenPage = Callable[..., Page]


class Desk(NamedTuple):
    address: str
    session: str
    people: dict[str, Worker]

    def enter(self, page: Page, language: str = "vi") -> None:
        page.context.add_cookies([{"name": "sessionid", "value": self.session, "url": self.address}])
        page.context.add_cookies([{"name": "django_language", "value": language, "url": self.address}])

    def screen(self, name: str) -> str:
        return f"{self.address}/ban-tu-van/nguoi/{self.people[name].public_id}/"


@pytest.fixture(scope="module")
def desk(portal: Portal, django_db_blocker: DjangoDbBlocker) -> Iterator[Desk]:
    with django_db_blocker.unblock():
        staff = StaffFactory.create()
        sewing_work(title="Công nhân may áo jacket", headcount=12)
        names = {"keys": "Phạm Văn Hải", "plain": "Đỗ Thị Mai", "draft": "Vũ Thị Lan"}
        people = {
            key: tailor(full_name=name, phone=f"091200010{n}", office=staff.office)
            for n, (key, name) in enumerate(names.items())
        }
        for worker in people.values():
            if not worker.consents.filter(purpose=ConsentPurpose.SERVICE, withdrawn_at=None).exists():
                ConsentFactory.create(worker=worker, purpose=ConsentPurpose.SERVICE)
        SessionFactory.create(
            worker=people["draft"],
            office=staff.office,
            counsellor=staff.user,
            at=timezone.now() - timedelta(days=9),
            advice="Xem tin may ở cụm công nghiệp gần nhà.",
            next_step="Gọi hỏi kết quả phỏng vấn",
            next_on=timezone.localdate(),
        )
        match_everybody()
        yield Desk(portal.address, str(signed_in(staff.user).session.session_key), people)


PAGES = [
    "/ban-tu-van/",
    "/ban-tu-van/nguoi/?q=hai+1990",
    "/ban-tu-van/nguoi/?q=khong+co+ai",
    "/ban-tu-van/nguoi/moi/?q=hoa+1990",
    "/ban-tu-van/luot/",
    "/ban-tu-van/luot/khach/",
    "/ban-tu-van/luot/nhom/",
    "/ban-tu-van/nguoi/{draft}/suyt/",
    "/ban-tu-van/nguoi/{draft}/?viec=1",
    "/so-lieu/",
    "/so-lieu/tu-van/",
    "/so-lieu/han-quoc/?nam=2001",
]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_serious_for_axe(desk: Desk, open_page: OpenPage, address: str) -> None:
    faults = []
    for width, language in zip((*WIDTHS, 320), ("vi", "vi", "en"), strict=True):
        page = open_page(width=width, language=language)
        desk.enter(page, language)
        page.goto(desk.address + address.format(**{key: one.public_id for key, one in desk.people.items()}))
        expect(page.locator("h1")).to_have_count(1)
        faults += serious_faults(page)
    assert not faults, "\n".join(faults)


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until an element that fits ``selector`` has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_a_turn_with_a_referral_is_recorded_by_keyboard_alone(desk: Desk, open_page: OpenPage) -> None:
    page = open_page()
    desk.enter(page)
    page.goto(f"{desk.address}/ban-tu-van/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("hai")
    expect(page.get_by_role("link", name="Phạm Văn Hải")).to_be_visible()
    tab_to(page, "#found a.stretch")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Phạm Văn Hải")).to_be_visible()
    # A page is seen before its modules run: nobody's keys are heard until then.
    page.wait_for_load_state()
    page.keyboard.press("2")
    expect(page.get_by_role("checkbox", name="Việc làm", exact=True)).to_be_checked()
    tab_to(page, "[name=advice]")
    page.keyboard.type("Giới thiệu tin may gần nhà.")
    tab_to(page, "#tim")
    page.keyboard.type("jacket")
    expect(page.locator("#viec").get_by_role("link", name="Công nhân may áo jacket")).to_be_visible()
    expect(page.locator("#viec li[class*=border]")).to_have_count(1)
    tab_to(page, "[name=vacancy]")
    page.keyboard.press("Space")
    tab_to(page, "[name=next_step]")
    page.keyboard.type("Gọi hỏi kết quả")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("link", name="Người tiếp theo")).to_be_focused()
    session = CounsellingSession.objects.get(worker=desk.people["keys"])
    assert (session.advice, session.next_step) == ("Giới thiệu tin may gần nhà.", "Gọi hỏi kết quả")
    assert Referral.objects.get(session=session).number in page.locator("main").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_be_focused()


def test_a_draft_outlives_a_reload_and_goes_when_the_turn_is_recorded(desk: Desk, open_page: OpenPage) -> None:
    page = open_page()
    page.on("dialog", lambda dialog: dialog.accept())
    desk.enter(page)
    page.goto(desk.screen("draft"))
    page.get_by_label("Đã tư vấn").fill("Đang nói dở thì mất mạng")
    page.get_by_role("checkbox", name="Việc làm", exact=True).check()
    page.reload()
    expect(page.get_by_label("Đã tư vấn")).to_have_value("Đang nói dở thì mất mạng")
    expect(page.get_by_role("checkbox", name="Việc làm", exact=True)).to_be_checked()
    page.get_by_role("button", name="Ghi lượt tư vấn").click()
    expect(page.get_by_role("link", name="Người tiếp theo")).to_be_visible()
    page.goto(desk.screen("draft"))
    expect(page.get_by_label("Đã tư vấn")).to_have_value("")
    assert CounsellingSession.objects.filter(worker=desk.people["draft"], advice__startswith="Đang nói").count() == 1


def test_a_turn_with_a_referral_is_recorded_without_scripts(desk: Desk, open_page: OpenPage) -> None:
    page = open_page(width=320, scripts=False)
    desk.enter(page)
    page.goto(f"{desk.address}/ban-tu-van/")
    page.locator("#q").fill("do mai")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_role("link", name="Đỗ Thị Mai").click()
    page.locator("#tim").fill("jacket")
    page.get_by_role("button", name="Tìm việc").click()
    page.locator("[name=vacancy]").first.check()
    page.get_by_role("checkbox", name="Việc làm", exact=True).check()
    page.get_by_role("button", name="Ghi lượt tư vấn").click()
    expect(page.get_by_role("link", name="Người tiếp theo")).to_be_visible()
    session = CounsellingSession.objects.get(worker=desk.people["plain"])
    assert session.referrals.count() == 1
