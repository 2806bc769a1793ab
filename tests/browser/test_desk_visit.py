"""A whole visit at the counter by keyboard alone, with the line gone for half a minute in the middle."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from jobs.models import Referral
from tests.browser.conftest import WIDTHS, Portal, serious_faults
from tests.browser.test_desk import Desk, OpenPage
from tests.factories import ConsentFactory, StaffFactory, VacancyPlaceFactory
from tests.jobs.people import here, match_everybody, sewing_work, signed_in, tailor
from workers.counselling.models import CounsellingSession
from workers.drafts.models import TurnDraft
from workers.enums import ConsentPurpose

MOST_INTERACTIONS = 25
AWAY = 30_000


class Hands:
    """A keyboard that counts: a key pressed is one interaction, a text typed without stopping is one."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.count += 1
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.count += 1
        self.page.keyboard.type(text)


def same_either_way(today: date) -> date:
    """A day to come that reads the same with the month first, as some browsers want it typed."""
    return next(day for day in (date(today.year, 12, 12), date(today.year + 1, 1, 1)) if day >= today)


@pytest.fixture(scope="module")
def desk(portal: Portal, django_db_blocker: DjangoDbBlocker) -> Iterator[Desk]:
    with django_db_blocker.unblock():
        staff = StaffFactory.create()
        sewing_work(title="Công nhân may áo jacket", headcount=12)
        far = sewing_work(title="May ở xa", headcount=7)
        far.places.all().delete()
        VacancyPlaceFactory.create(vacancy=far, commune=here(40))
        people = {
            key: tailor(ConsentPurpose.SERVICE, full_name=name, phone=f"091200030{n}", office=staff.office)
            for n, (key, name) in enumerate({"visit": "Phạm Văn Hải", "lost": "Đỗ Thị Mai"}.items())
        }
        ConsentFactory.create(worker=people["lost"], purpose=ConsentPurpose.MESSAGES)
        match_everybody()
        yield Desk(portal.address, str(signed_in(staff.user).session.session_key), people)


@pytest.fixture
def context(browser: object, browser_context_args: dict[str, object]) -> Iterator[BrowserContext]:
    """Without the watch on the console: a browser that has no line says so there."""
    made = browser.new_context(**browser_context_args, viewport={"width": 1280, "height": 800})  # type: ignore[attr-defined]
    yield made
    made.close()


def test_a_visit_takes_few_keys_and_loses_nothing_without_a_line(desk: Desk, context: BrowserContext) -> None:
    page = context.new_page()
    hands = Hands(page)
    desk.enter(page)
    page.goto(f"{desk.address}/ban-tu-van/")
    expect(page.locator("#q")).to_be_focused()
    hands.type("hai")
    link = page.get_by_role("link", name="Phạm Văn Hải")
    # The first search of a process reads the gazetteer.
    expect(link).to_be_visible(timeout=15_000)
    while not link.evaluate("one => one === document.activeElement"):
        hands.press("Tab")
        assert hands.count < MOST_INTERACTIONS
    hands.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Phạm Văn Hải")).to_be_visible()
    hands.press("2", "3")
    hands.press("n")
    tried = page.locator("#neu-panel input[name=doi]").first
    expect(tried).to_be_visible()
    hands.press("Tab", "Space")
    expect(page.locator("#neu-panel").get_by_text("Đang thử")).to_be_visible()
    expect(page.locator("#viec").get_by_role("link", name="Công nhân may áo jacket")).to_be_visible()
    hands.press("a")
    hands.type("Xem tin may gần nhà, ")
    expect(page.locator("[data-turn-said]")).to_contain_text("đã lưu nháp")

    context.set_offline(True)
    hands.type("khuyên học thêm vắt sổ.")
    expect(page.locator("[data-turn-said]")).to_contain_text("mất mạng, vẫn giữ ở máy này")
    hands.press("Escape", "g", "h")
    hands.type("Gọi hỏi kết quả")
    hands.press("Tab")
    day = same_either_way(timezone.localdate())
    hands.type(f"{day:%d%m%Y}")
    page.wait_for_timeout(AWAY)
    hands.press("Control+Enter")
    expect(page.locator("[data-turn-said]")).to_contain_text("sẽ tự ghi khi có mạng lại")
    assert not CounsellingSession.objects.filter(worker=desk.people["visit"]).exists()

    context.set_offline(False)
    expect(page.get_by_role("link", name="Người tiếp theo")).to_be_focused(timeout=15_000)
    session = CounsellingSession.objects.get(worker=desk.people["visit"])
    assert session.topics == ["jobs", "training"]
    assert session.advice == "Xem tin may gần nhà, khuyên học thêm vắt sổ."
    assert (session.next_step, session.next_on) == ("Gọi hỏi kết quả", day)
    letter = Referral.objects.get(session=session)
    assert letter.number in page.locator("main").inner_text()
    assert not TurnDraft.objects.exists()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('turn:')).length") == 0
    hands.press("i")
    expect(page.locator("main")).to_contain_text(letter.number)
    expect(page.get_by_role("link", name="Mở PDF để in")).to_be_visible()
    assert hands.count <= MOST_INTERACTIONS, hands.count


def test_what_was_typed_without_a_line_is_there_after_the_page_was_closed(desk: Desk, context: BrowserContext) -> None:
    page = context.new_page()
    desk.enter(page)
    page.goto(desk.screen("lost"))
    expect(page.locator("#viec input[name=vacancy]").first).to_be_visible()
    context.set_offline(True)
    page.get_by_label("Đã tư vấn").fill("Nói khi mất mạng")
    page.locator("#viec input[name=vacancy]").first.check()
    expect(page.locator("[data-turn-said]")).to_contain_text("mất mạng")
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(desk.screen("lost"))
    expect(again.get_by_label("Đã tư vấn")).to_have_value("Nói khi mất mạng")
    expect(again.locator("#viec input[name=vacancy]:checked")).to_have_count(1)
    expect(again.locator("[data-turn-said]")).to_contain_text("đã lưu nháp")
    # At another machine of the same counsellor the portal has it too.
    elsewhere = context.browser.new_context()  # type: ignore[union-attr]
    other = elsewhere.new_page()
    desk.enter(other)
    other.goto(desk.screen("lost"))
    expect(other.get_by_label("Đã tư vấn")).to_have_value("Nói khi mất mạng")
    expect(other.locator("#viec input[name=vacancy]:checked")).to_have_count(1)
    other.get_by_role("button", name="Bỏ bản nháp").click()
    expect(other.get_by_label("Đã tư vấn")).to_have_value("")
    elsewhere.close()


def test_the_keys_are_told_on_the_page_and_let_go_again(desk: Desk, open_page: OpenPage) -> None:
    for width in WIDTHS:
        page = open_page(width=width)
        desk.enter(page)
        page.goto(desk.screen("lost"))
        page.keyboard.press("?")
        dialog = page.get_by_role("dialog", name="Phím tắt")
        expect(dialog).to_be_visible()
        assert not serious_faults(page)
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        page.keyboard.press("s")
        expect(page.locator("#suyt")).to_contain_text("điều kiện")
        assert not serious_faults(page)
