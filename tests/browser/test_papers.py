"""Papers in Chromium: printed at the desk by keyboard, readable narrow and wide, nothing for axe to find."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pypdfium2
import pytest
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.conftest import WIDTHS, Portal, serious_faults
from tests.factories import StaffFactory, WorkerFactory
from tests.jobs.people import signed_in

OpenPage = Callable[..., Page]


class Papers(NamedTuple):
    address: str
    session: str
    person: str


@pytest.fixture(scope="module")
def papers(portal: Portal, django_db_blocker: DjangoDbBlocker) -> Iterator[Papers]:
    with django_db_blocker.unblock():
        staff = StaffFactory.create()
        worker = WorkerFactory.create(full_name="Trần Thị Lan", office=staff.office)
        yield Papers(portal.address, str(signed_in(staff.user).session.session_key), worker.public_id)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_form_is_printed_and_every_page_of_it_is_sound(papers: Papers, open_page: OpenPage, width: int) -> None:
    page = open_page(width=width)
    page.context.add_cookies([{"name": "sessionid", "value": papers.session, "url": papers.address}])
    page.goto(f"{papers.address}/giay-cap/nguoi/{papers.person}/")
    assert serious_faults(page) == []
    page.get_by_role("button", name="Phiếu đăng ký dịch vụ việc làm").first.press("Enter")
    expect(page.get_by_role("article")).to_contain_text("Trần Thị Lan")
    sheets = pypdfium2.PdfDocument(page.pdf(format="A4"))
    # The page flows from sheet to sheet; as a grid it was cut half way down the first one.
    assert "Ngoại ngữ 1" in sheets[0].get_textpage().get_text_range()
    for path in ("", "/giay-cap/", "/giay-cap/ket-qua/"):
        if path:
            page.goto(f"{papers.address}{path}")
        assert serious_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
