"""The counter in a real browser: axe at both widths, and a morning by keyboard alone."""

from collections.abc import Callable, Iterator
from typing import NamedTuple
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import WIDTHS, Portal, serious_faults
from tests.factories import StaffFactory, WorkerFactory
from tests.jobs.people import signed_in
from tests.workers.appointments.factories import AppointmentFactory, HoursFactory
from tests.workers.factories import SessionFactory
from workers.appointments import queue

OpenPage = Callable[..., Page]


class Counter(NamedTuple):
    address: str
    session: str
    appointment: str
    person: str
    twins: str
    """Path of the comparison of two who may be one."""

    def enter(self, page: Page) -> None:
        page.context.add_cookies([{"name": "sessionid", "value": self.session, "url": self.address}])


@pytest.fixture(scope="module")
def counter(portal: Portal, django_db_blocker: DjangoDbBlocker) -> Iterator[Counter]:
    with django_db_blocker.unblock():
        staff = StaffFactory.create()
        HoursFactory.create(office=staff.office, capacity=2)
        one = AppointmentFactory.create(office=staff.office, worker__office=staff.office)
        for name in ("Anh Bảy", "Chị Ba", "Bác Tư"):
            queue.take(staff.office_id, queue.Comer(name), uuid4())
        twins = [
            WorkerFactory.create(full_name=name, phone="0912345678", office=staff.office, address=address)
            for name, address in (("Lê Thị Trùng", "Thôn Đông"), ("Lê Thị Trùng Trùng", "Thôn Đoài"))
        ]
        for twin in twins:
            SessionFactory.create(worker=twin, office=staff.office, counsellor=staff.user)
        yield Counter(
            portal.address,
            str(signed_in(staff.user).session.session_key),
            one.public_id,
            twins[0].public_id,
            "/".join(twin.public_id for twin in twins),
        )


@pytest.mark.parametrize(
    "path",
    [
        "",
        "hang-cho/",
        "hang-cho/lay-so/",
        "hang-cho/man-hinh/",
        "lich/",
        "lich/{appointment}/",
        "trung/",
        "trung/{twins}/",
        "nguoi/{person}/hen/",
    ],
)
def test_nothing_serious_for_axe(counter: Counter, open_page: OpenPage, path: str) -> None:
    faults = []
    for width in WIDTHS:
        page = open_page(width=width)
        counter.enter(page)
        answer = page.goto(f"{counter.address}/ban-tu-van/{path.format(**counter._asdict())}")
        assert answer
        assert answer.status == 200
        faults += serious_faults(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults == []


def test_a_number_is_taken_and_called_by_keyboard_alone(counter: Counter, open_page: OpenPage) -> None:
    page = open_page()
    counter.enter(page)
    page.goto(f"{counter.address}/ban-tu-van/hang-cho/lay-so/")
    page.get_by_label("Gọi là").focus()
    page.keyboard.type("Cô Sáu")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Cô Sáu")).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("t")
    page.locator("h1").click()
    page.keyboard.press("g")
    expect(page.locator("[data-serving]")).to_contain_text("1")
    page.locator("h1").click()
    page.keyboard.press("x")
    expect(page.locator("[data-serving]")).to_have_count(0)
