"""Opening people of other offices, sensitive fields, who reads the log: axe at both widths, by keyboard, unscripted."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from portal.accounts.enums import StaffRole
from portal.accounts.models import AccessLog
from portal.accounts.services import log_access
from tests.browser.conftest import WIDTHS, Portal, serious_faults
from tests.factories import OfficeFactory, StaffFactory, UserFactory, WorkerFactory
from tests.jobs.people import signed_in
from workers.rights.looks import look

OpenPage = Callable[..., Page]


class Scene(NamedTuple):
    address: str
    sessions: dict[str, str]
    own: str
    foreign: dict[int, str]
    token: str

    def enter(self, page: Page, who: str) -> None:
        page.context.add_cookies([{"name": "sessionid", "value": self.sessions[who], "url": self.address}])


@pytest.fixture(scope="module")
def looked(portal: Portal, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    with django_db_blocker.unblock():
        staff = StaffFactory.create()
        users = {
            "staff": staff.user,
            "manager": StaffFactory.create(role=StaffRole.MANAGER).user,
            "worker": UserFactory.create(),
        }
        own = WorkerFactory.create(office=staff.office, user=users["worker"], identity_number="034095001234")
        foreign = {
            width: WorkerFactory.create(office=OfficeFactory.create(), birth_year=1990).public_id for width in WIDTHS
        }
        log_access(staff.user, own.public_id, "counselling")
        token = look(AccessLog.objects.filter(subject_id=own.public_id).latest("pk")).token
        sessions = {who: str(signed_in(user).session.session_key) for who, user in users.items()}
        yield Scene(portal.address, sessions, own.public_id, foreign, token)


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("staff", "ban-tu-van/nguoi/{own}/"),
        ("staff", "ban-tu-van/ai-da-xem/{own}/"),
        ("manager", "quan-ly/nhat-ky/"),
        ("worker", "ho-so/du-lieu/ai-da-xem/"),
        ("worker", "ho-so/du-lieu/ai-da-xem/{token}/"),
    ],
)
def test_nothing_serious_for_axe(looked: Scene, open_page: OpenPage, who: str, path: str) -> None:
    faults = []
    for width in WIDTHS:
        page = open_page(width=width)
        looked.enter(page, who)
        page.goto(f"{looked.address}/{path.format(**looked._asdict())}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        faults += serious_faults(page)
    assert faults == []


@pytest.mark.parametrize("width", WIDTHS)
def test_somebody_from_another_office_costs_one_key_more(looked: Scene, browser: Browser, width: int) -> None:
    # The page that asks is an answer 403, which a page under watch takes for trouble.
    page = browser.new_context(locale="vi-VN", viewport={"width": width, "height": 800}).new_page()
    looked.enter(page, "staff")
    page.goto(f"{looked.address}/ban-tu-van/nguoi/{looked.foreign[width]}/")
    expect(page.get_by_text("199•")).to_be_visible()
    assert serious_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.get_by_label("Người này đến quầy của chúng tôi")).to_be_checked()
    expect(page.get_by_role("button", name="Ghi lý do và mở hồ sơ")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ghi lượt tư vấn")).to_be_visible()
    page.context.close()


def test_a_sensitive_field_is_shown_alone_and_goes_with_the_page(looked: Scene, open_page: OpenPage) -> None:
    page = open_page()
    looked.enter(page, "staff")
    page.goto(f"{looked.address}/ban-tu-van/nguoi/{looked.own}/")
    page.locator("button[value=identity_number]").press("Enter")
    expect(page.get_by_text("034095001234")).to_be_visible()
    expect(page.locator("button[value=ethnicity]")).to_be_visible()
    page.reload()
    expect(page.get_by_text("034095001234")).to_have_count(0)


def test_it_is_shown_without_scripts_too(looked: Scene, browser: Browser) -> None:
    context = browser.new_context(locale="vi-VN", java_script_enabled=False)
    page = context.new_page()
    looked.enter(page, "staff")
    page.goto(f"{looked.address}/ban-tu-van/nguoi/{looked.own}/")
    page.locator("button[value=identity_number]").click()
    expect(page.get_by_text("034095001234")).to_be_visible()
    context.close()
