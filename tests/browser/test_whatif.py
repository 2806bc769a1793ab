"""What-if, "why not" and training lists in a real browser: axe, live by keyboard, without scripts."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from jobs.matching.models import MatchRun
from jobs.training import gaps
from jobs.training.models import TrainingGap
from jobs.training.services import draft
from portal.codes.models import Licence
from tests.browser.conftest import WIDTHS, Portal, serious_faults
from tests.factories import StaffFactory, VacancyPlaceFactory
from tests.jobs.people import here, match_everybody, sewing_work, signed_in, tailor
from workers.models import WantedPlace, WorkWish

OpenPage = Callable[..., Page]


class Room(NamedTuple):
    address: str
    cookies: dict[str, str]
    names: dict[str, str]

    def enter(self, page: Page, who: str, language: str = "vi") -> None:
        page.context.add_cookies([{"name": "sessionid", "value": self.cookies[who], "url": self.address}])
        page.context.add_cookies([{"name": "django_language", "value": language, "url": self.address}])


@pytest.fixture(scope="module")
def room(portal: Portal, django_db_blocker: DjangoDbBlocker) -> Iterator[Room]:
    with django_db_blocker.unblock():
        staff = StaffFactory.create()
        sewing_work(title="Công nhân may áo jacket", headcount=12)
        driving = sewing_work(title="Lái xe giao hàng may", headcount=30, pay_min=9_000_000, pay_max=9_000_000)
        driving.licences.create(licence=Licence.objects.get(code="drive-b"))
        far = sewing_work(title="May ở xa", headcount=7)
        far.places.all().delete()
        VacancyPlaceFactory.create(vacancy=far, commune=here(40))
        people = [
            tailor(full_name=name, phone=f"091200020{n}", office=staff.office)
            for n, name in enumerate(("Phạm Văn Hải", "Đỗ Thị Mai", "Vũ Thị Lan"))
        ]
        match_everybody()
        gaps.work_out(MatchRun.objects.published().get().pk)
        gap = TrainingGap.objects.get(criterion="licence")
        cohort = draft(gap, staff.user, staff.office)
        yield Room(
            portal.address,
            {
                "staff": str(signed_in(staff.user).session.session_key),
                "mai": str(signed_in(people[1].user).session.session_key),
            },
            {
                "hai": people[0].public_id,
                "mai": people[1].public_id,
                "lan": people[2].public_id,
                "driving": driving.public_id,
                "cohort": cohort.public_id,
                "far": here(40).code,
            },
        )


PAGES = [
    ("staff", "/ban-tu-van/nguoi/{lan}/neu/"),
    ("staff", "/ban-tu-van/nguoi/{lan}/neu/?doi=giay-phep:drive-b&doi=xa:{far}&pay=nhieu"),
    ("staff", "/ban-tu-van/nguoi/{lan}/vi-sao/{driving}/"),
    ("staff", "/ban-tu-van/nguoi/?viec={driving}&q=lan"),
    ("staff", "/ban-tu-van/dao-tao/"),
    ("staff", "/ban-tu-van/dao-tao/danh-sach/"),
    ("staff", "/ban-tu-van/dao-tao/danh-sach/{cohort}/"),
    ("mai", "/cua-toi/neu/"),
    ("mai", "/cua-toi/neu/?doi=di-xa&doi=giay-phep:drive-b"),
]


@pytest.mark.parametrize(("who", "address"), PAGES)
def test_nothing_serious_for_axe(room: Room, open_page: OpenPage, who: str, address: str) -> None:
    faults = []
    for width, language in zip((*WIDTHS, 320), ("vi", "vi", "en"), strict=True):
        page = open_page(width=width, language=language)
        room.enter(page, who, language)
        page.goto(room.address + address.format(**room.names))
        expect(page.locator("h1")).to_have_count(1)
        page.evaluate("document.querySelectorAll('main details').forEach(fold => (fold.open = true))")
        faults += serious_faults(page)
    assert not faults, "\n".join(faults)


def test_on_the_counselling_screen_numbers_change_with_each_tick(room: Room, open_page: OpenPage) -> None:
    page = open_page()
    room.enter(page, "staff")
    page.goto(f"{room.address}/ban-tu-van/nguoi/{room.names['hai']}/")
    page.locator("#neu summary").first.focus()
    page.keyboard.press("Enter")
    licence = page.locator("#neu").get_by_role("checkbox", name=re.compile("Giấy phép lái xe hạng B"))
    expect(licence).to_be_visible()
    seats = int(page.locator("#neu dd").nth(1).inner_text())
    licence.focus()
    page.keyboard.press("Space")
    expect(page.locator("#neu").get_by_text("Đang thử")).to_be_visible()
    expect(page.locator("#neu dd").nth(1)).to_have_text(re.compile(rf"{seats}\s*→.*{seats + 30}"))
    expect(licence).to_be_checked()
    expect(licence).to_be_focused()
    expect(page.locator("#said")).to_have_text(re.compile(f"việc đủ điều kiện, {seats + 30} chỗ"))
    assert not serious_faults(page)
    # A box that came with the panel offers names while one types; what is typed counts at once.
    page.locator("#neu summary", has_text="Thử thay đổi khác").click()
    place = page.get_by_label("Làm thêm ở")
    place.press_sequentially("vu thu")
    expect(page.get_by_role("option").first).to_be_visible()
    place.press("ArrowDown")
    place.press("Enter")
    expect(page.get_by_text("Tất cả cùng lúc")).to_be_visible()
    kept = page.locator("#neu-giu").get_by_role("checkbox", name=re.compile("Làm"))
    expect(kept).not_to_be_checked()
    # Leaving the box asks for the figures once more: they arrive after the tick and leave it.
    with page.expect_request_finished(lambda request: "/neu/" in request.url):
        kept.check()
    page.evaluate("() => new Promise(resolve => setTimeout(resolve, 100))")
    expect(kept).to_be_checked()
    page.get_by_role("button", name="Lưu những điều đã đánh dấu").click()
    expect(page.get_by_text("Đã lưu vào nguyện vọng của Phạm Văn Hải.")).to_be_visible()
    assert WantedPlace.objects.filter(worker__public_id=room.names["hai"]).count() == 2


def test_without_scripts_a_person_tries_and_keeps(room: Room, open_page: OpenPage) -> None:
    page = open_page(width=320, scripts=False)
    room.enter(page, "mai")
    page.goto(f"{room.address}/cua-toi/viec-hop/")
    page.get_by_role("link", name="Nếu đổi", exact=True).click()
    page.locator("#neu summary", has_text="Ca kíp, hợp đồng, đi xa").click()
    page.get_by_role("checkbox", name="Đi làm xa nếu có ký túc xá").check()
    page.get_by_role("button", name="Tính với các điều đã đánh dấu").click()
    expect(page.get_by_text("Đang thử")).to_be_visible()
    page.locator("#neu-giu").get_by_role("checkbox").check()
    page.get_by_role("button", name="Lưu những điều đã đánh dấu").click()
    expect(page.get_by_text("Đã lưu vào nguyện vọng của anh chị.")).to_be_visible()
    assert WorkWish.objects.get(worker__public_id=room.names["mai"]).accepts_move is True


def test_without_scripts_a_list_is_kept_and_deleted_after_asking(room: Room, open_page: OpenPage) -> None:
    page = open_page(width=320, scripts=False)
    room.enter(page, "staff")
    page.goto(f"{room.address}/ban-tu-van/dao-tao/")
    page.get_by_role("button", name=re.compile("Lập danh sách.*Giấy phép lái xe hạng B")).click()
    expect(page.get_by_role("heading", level=2, name="3 người")).to_be_visible()
    page.locator("summary", has_text="Ghi kết quả").first.click()
    page.get_by_label("Tình trạng").first.select_option("agreed")
    page.get_by_role("button", name="Lưu", exact=True).first.click()
    expect(page.get_by_text("Muốn học").first).to_be_visible()
    page.get_by_role("button", name="Xóa danh sách").first.click()
    expect(page.get_by_text("Không lấy lại được.")).to_be_visible()
    page.locator("#xoa button[type=submit]").click()
    expect(page.get_by_text("Đã xóa danh sách")).to_be_visible()
