"""The caseload in a real browser: axe at both widths, handing over by keyboard and without scripts, weeks printed."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from jobs.caseload.weekly import set_plan
from portal.accounts.enums import StaffRole
from tests.browser.conftest import WIDTHS, Portal, serious_faults
from tests.factories import StaffFactory, WorkerFactory
from tests.jobs.caseload.factories import case_of
from tests.jobs.people import signed_in
from tests.workers.factories import SessionFactory

OpenPage = Callable[..., Page]
LIST = "/ban-tu-van/ho-so/"
PATHS = [
    "",
    "?cua=phong&loc=vang",
    "?cua=chua-ai",
    "?loc=tro-cap",
    "theo-tuan/",
    "theo-can-bo/",
    "chia/",
    "chia/?{share}",
]


class Carried(NamedTuple):
    address: str
    counsellor: str
    leader: str
    share: str
    colleague: str

    def enter(self, page: Page, *, leads: bool = False) -> Page:
        session = self.leader if leads else self.counsellor
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": self.address}])
        return page


@pytest.fixture(scope="module")
def carried(portal: Portal, django_db_blocker: DjangoDbBlocker) -> Iterator[Carried]:
    with django_db_blocker.unblock():
        today = timezone.localdate()
        staff = StaffFactory.create(user__full_name="Phạm Thu Hà")
        colleague = StaffFactory.create(office=staff.office, user__full_name="Bùi Văn Nam")
        leader = StaffFactory.create(office=staff.office, role=StaffRole.MANAGER)
        for n, name in enumerate(("Lê Thị Lan", "Đỗ Văn Hùng", "Vũ Thị Mai", "Trần Văn Ba")):
            worker = WorkerFactory.create(full_name=name, phone=f"091200017{n}", office=staff.office)
            turn = SessionFactory.create(
                worker=worker, counsellor=staff.user, office=staff.office, next_step="Gọi lại",
                at=timezone.now() - timedelta(days=20 * n + 1), next_on=today - timedelta(days=n),
            )  # fmt: skip
            case_of(staff, 20 * n + 1, worker=worker, last_turn=turn, next_on=turn.next_on)
        case_of(colleague, worker__office=staff.office)
        WorkerFactory.create(office=staff.office)
        set_plan(staff.office, today - timedelta(days=today.weekday()), {staff.user_id: 20}, leader.user)
        yield Carried(
            portal.address,
            str(signed_in(staff.user).session.session_key),
            str(signed_in(leader.user).session.session_key),
            f"tu={staff.user.public_id}&cho={colleague.user.public_id}",
            colleague.user.public_id,
        )


@pytest.mark.parametrize("path", PATHS)
def test_nothing_serious_for_axe(carried: Carried, open_page: OpenPage, path: str) -> None:
    faults = []
    for width in WIDTHS:
        page = carried.enter(open_page(width=width), leads=path.startswith(("theo-can-bo", "chia")))
        page.goto(f"{carried.address}{LIST}{path.format(share=carried.share)}")
        faults += serious_faults(page)
        if not path:
            page.get_by_role("button", name="Giao cho đồng nghiệp").click()
            faults += serious_faults(page)
    assert faults == []


def test_somebody_is_handed_over_by_keyboard_and_taken_back(carried: Carried, open_page: OpenPage) -> None:
    page = carried.enter(open_page())
    page.goto(f"{carried.address}{LIST}")
    page.get_by_label("Chọn Lê Thị Lan").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("Đã chọn 1 người")).to_be_visible()
    page.get_by_role("button", name="Giao cho đồng nghiệp").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Giao cho", exact=True).select_option(carried.colleague)
    page.get_by_label("Lời nhắn").focus()
    page.keyboard.type("Nhờ anh gọi giúp")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã giao 1 người cho Bùi Văn Nam.")).to_be_visible()
    expect(page.get_by_role("link", name="Lê Thị Lan")).to_have_count(0)
    page.get_by_role("button", name="Hoàn tác").press("Enter")
    expect(page.get_by_role("link", name="Lê Thị Lan")).to_be_visible()


def test_it_works_without_scripts(carried: Carried, open_page: OpenPage) -> None:
    page = carried.enter(open_page(scripts=False, width=320))
    page.goto(f"{carried.address}{LIST}?q=do+van+hung")
    page.get_by_label("Chọn Đỗ Văn Hùng").check()
    page.get_by_role("button", name="Giao cho đồng nghiệp").click()
    page.get_by_label("Giao cho", exact=True).select_option(carried.colleague)
    page.get_by_role("button", name="Giao những người đã chọn").click()
    expect(page.get_by_text("Đã giao 1 người cho Bùi Văn Nam.")).to_be_visible()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_role("link", name="Đỗ Văn Hùng")).to_be_visible()


def test_the_whole_page_is_ticked_at_once(carried: Carried, open_page: OpenPage) -> None:
    page = carried.enter(open_page())
    page.goto(f"{carried.address}{LIST}")
    page.get_by_label("Chọn cả trang").check()
    expect(page.get_by_text("Đã chọn 4 người")).to_be_visible()
    page.get_by_label("Chọn Vũ Thị Mai").uncheck()
    expect(page.get_by_text("Đã chọn 3 người")).to_be_visible()


def test_thirteen_weeks_print_whole(carried: Carried, open_page: OpenPage) -> None:
    page = carried.enter(open_page(), leads=True)
    page.goto(f"{carried.address}{LIST}theo-tuan/")
    page.emulate_media(media="print")
    expect(page.get_by_role("row")).to_have_count(15 + 2)
    expect(page.get_by_text("Cả 13 tuần")).to_be_visible()
    expect(page.get_by_role("button", name="Lưu kế hoạch")).to_be_hidden()
