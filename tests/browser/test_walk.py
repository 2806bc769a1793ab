"""A newcomer's whole way in a real browser: from the first page to the job, by both sides, with nobody helping.

Small data here; ``WALK_PROVINCE=1`` walks it again among the province's demonstration data. ``pytest -s`` tells how
many interactions it took and how long.
"""

import os
import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from jobs.matching.models import Match
from jobs.models import Placement, Vacancy
from portal.codes.models import Commune
from portal.notices.channels.memory import SENT
from tests.browser.conftest import Portal, serious_faults, wipe
from tests.factories import EmployerMemberFactory
from tests.jobs.people import match_everybody, sewing_work, signed_in

OpenPage = Callable[..., Page]
PHONE, PASSWORD, NAME = "0977000321", "cau qua song Tra", "Lưu Thị Thắm"
LETTER = "Tôi may áo đã ba năm, nhà gần, đi làm ngay được."
MOST_CLICKS, MOST_SECONDS = 3, 180


class Walker:
    """A page somebody uses: counts what they press and fill in, and has axe look at every page they come through."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = self.filled = 0
        self.began = time.monotonic()
        self.looked = 0.0
        self.faults: list[str] = []

    @property
    def seconds(self) -> float:
        """Since the first page, without the time that axe took."""
        return time.monotonic() - self.began - self.looked

    def press(self, what: Locator) -> None:
        what.click()
        self.pressed += 1

    def button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name).first)

    def link(self, name: str) -> None:
        self.press(self.page.get_by_role("main").get_by_role("link", name=name).first)

    def tick(self, name: str) -> None:
        self.press(self.page.get_by_label(name).first)

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)
        self.filled += 1

    def look(self, *texts: str) -> None:
        """Each of ``texts`` is on the page, and axe finds nothing serious."""
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()
        began = time.monotonic()
        self.faults += serious_faults(self.page)
        self.looked += time.monotonic() - began

    def tell(self, what: str) -> str:
        return f"{what}: {self.pressed} presses, {self.filled} fields, {self.seconds:.1f} s"


class Place(NamedTuple):
    address: str
    enter: Callable[[Page, str], None]
    """Sign somebody who hires for this vacancy in."""


def _code() -> str:
    found = re.search(r"\b[0-9]{6}\b", SENT[-1].text)
    assert found
    return found[0]


def _finds_a_vacancy(me: Walker, address: str) -> str:
    """Public identifier of the first vacancy that "may" near "vu thu" finds."""
    me.page.goto(address)
    me.look("Việc làm gần nhà")
    me.fill("Việc gì?", "may")
    me.fill("Ở đâu?", "vu thu")
    me.button("Tìm việc")
    me.page.wait_for_url(re.compile("/viec-lam/[?]"))
    me.look("Vũ Thư")
    me.press(me.page.locator("article a.stretch").first)
    me.page.wait_for_url(re.compile("/viec-lam/[0-9a-z]{12}/"))
    assert re.search(r"\bmay\b", me.page.locator("h1").inner_text().lower())
    assert me.pressed <= MOST_CLICKS, me.tell("first vacancy")
    me.look("Ứng tuyển")
    return me.page.url.rstrip("/").rpartition("/")[2]


def _registers_by_phone(me: Walker) -> None:
    me.link("Ứng tuyển")
    me.look("Đăng nhập")
    me.link("Đăng ký")
    me.fill("Họ và tên", NAME)
    me.fill("Số điện thoại", PHONE)
    me.fill("Anh chị muốn làm việc gì?", "công nhân may")
    me.fill("Mật khẩu", PASSWORD)
    me.tick("Tôi đồng ý để trung tâm sử dụng")
    me.look("Đăng ký tìm việc")
    me.button("Đăng ký")
    me.fill("Mã xác nhận", _code())
    me.look(PHONE)
    me.button("Xác nhận")
    me.page.wait_for_url(re.compile("/viec-lam/[0-9a-z]{12}/"))


def _lets_the_centre_match(me: Walker, address: str, vacancy: str) -> None:
    """Agree to be matched, then read why the vacancy suits."""
    me.page.goto(f"{address}/cua-toi/")
    me.look(f"Chào {NAME}")
    me.button("Tôi đồng ý, tìm giúp tôi")
    expect(me.page.get_by_role("link", name="Vì sao hợp?").first).to_be_visible()
    me.look("Việc hợp với anh chị nhất")
    me.page.goto(f"{address}/viec-lam/{vacancy}/")
    me.link("Việc này hợp với tôi đến đâu?")
    me.look("Vì sao việc này hợp với anh chị", "So từng điều")
    expect(me.page.locator(".reason-fits", has_text="Nghề").first).to_be_visible()
    assert me.page.locator(".reason").count() >= 3


def _applies(me: Walker) -> None:
    me.link("Nộp hồ sơ")
    me.fill("Lời nhắn với doanh nghiệp", LETTER)
    me.look("Doanh nghiệp sẽ thấy")
    me.button("Gửi hồ sơ")
    me.look("Đã gửi hồ sơ")
    assert me.seconds <= MOST_SECONDS, me.tell("application")


def _offers_times(boss: Walker, address: str) -> None:
    boss.page.goto(f"{address}/tuyen-dung/")
    boss.look("chờ anh chị trả lời")
    boss.link(NAME)
    boss.look(LETTER)
    boss.link("Mời phỏng vấn")
    tomorrow = timezone.localtime() + timedelta(days=1)
    boss.fill("Giờ thứ nhất", f"{tomorrow:%Y-%m-%d}T08:00")
    boss.fill("Giờ thứ hai", f"{tomorrow:%Y-%m-%d}T14:30")
    boss.fill("Nơi gặp", "Cổng số 2, gặp chị Hà")
    boss.look("Mời phỏng vấn")
    boss.button("Gửi lời mời chọn giờ")
    boss.look("Đã mời 1 người chọn giờ.")


def _picks_a_time(me: Walker, address: str) -> None:
    me.page.goto(f"{address}/cua-toi/")
    me.look("Hãy chọn giờ")
    me.press(me.page.locator("main a[href*='/cua-toi/ho-so/']").first)
    me.tick("14:30 – 15:00")
    me.look("Chọn giờ phỏng vấn")
    me.button("Hẹn giờ này")
    me.look("Đã hẹn phỏng vấn lúc 14:30")


def _hires(boss: Walker, address: str, vacancy: str) -> None:
    boss.page.goto(f"{address}/phong-van/tin/{vacancy}/")
    boss.look("14:30")
    boss.link(NAME)
    boss.tick("Đã tuyển dụng")
    boss.press(boss.page.get_by_text("Đã tuyển: ngày đi làm, lương, hợp đồng"))
    boss.fill("Ngày bắt đầu làm việc", timezone.localdate().isoformat())
    boss.fill("Lương thỏa thuận mỗi tháng", "8,2 triệu")
    boss.look("Trả lời")
    boss.button("Gửi trả lời")
    boss.look("8.200.000")


def _walk(place: Place, open_page: OpenPage) -> list[str]:
    """The whole way; a line for each stretch."""
    me = Walker(open_page(width=360))
    vacancy = _finds_a_vacancy(me, place.address)
    lines = [me.tell("first relevant vacancy")]
    _registers_by_phone(me)
    lines.append(me.tell("registered"))
    _lets_the_centre_match(me, place.address, vacancy)
    _applies(me)
    lines.append(me.tell("application sent"))
    boss = Walker(open_page(width=1280))
    place.enter(boss.page, vacancy)
    boss.began = time.monotonic()
    _offers_times(boss, place.address)
    lines.append(boss.tell("employer: times offered"))
    _picks_a_time(me, place.address)
    _hires(boss, place.address, vacancy)
    lines.append(boss.tell("employer: hired"))
    placed = Placement.objects.get(application__worker__full_name=NAME)
    assert placed.application
    assert (placed.monthly_pay, placed.started_on) == (8_200_000, timezone.localdate())
    assert (placed.application.vacancy.public_id, placed.application.state) == (vacancy, "hired")
    me.page.goto(f"{place.address}/cua-toi/ho-so/{placed.application.public_id}/")
    me.look("Anh chị được tuyển", "8.200.000")
    lines.append(me.tell("worker: the whole way"))
    faults = me.faults + boss.faults
    assert not faults, "\n".join(faults)
    return lines


def _enters(address: str) -> Callable[[Page, str], None]:
    def enter(page: Page, vacancy: str) -> None:
        employer = Vacancy.objects.get(public_id=vacancy).employer
        user = EmployerMemberFactory.create(employer=employer, user__phone=None).user
        key = str(signed_in(user).session.session_key)
        page.context.add_cookies([{"name": "sessionid", "value": key, "url": address}])

    return enter


@pytest.fixture
def codes() -> Iterator[None]:
    """Numbers are proven with a code, as everywhere but on a portal that shows itself."""
    with override_settings(ACCOUNT_PHONE_VERIFICATION_ENABLED=True):
        SENT.clear()
        yield


def _in_the_old_district() -> Commune:
    """A commune of today, named otherwise, that lay in the district of Vũ Thư until July 2025."""
    return Commune.objects.get(valid_to=None, province__code="33", name__endswith="Thư Trì")


def test_from_the_first_page_to_the_job(
    portal: Portal, codes: None, open_page: OpenPage, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        sewing = sewing_work(title="Công nhân may áo jacket", headcount=12)
        sewing.places.update(commune=_in_the_old_district())
        match_everybody()
        for line in _walk(Place(portal.address, _enters(portal.address)), open_page):
            print(line)


@pytest.mark.skipif(not os.environ.get("WALK_PROVINCE"), reason="takes minutes: WALK_PROVINCE=1 walks it")
def test_the_same_among_a_whole_province(
    portal: Portal, codes: None, open_page: OpenPage, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        wipe()
        call_command("demo", "--scale", "province")
        match_everybody()
        print(f"{Vacancy.objects.count()} vacancies, {Match.objects.count()} matches")
        for line in _walk(Place(portal.address, _enters(portal.address)), open_page):
            print(line)
