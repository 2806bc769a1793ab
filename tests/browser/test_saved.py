"""Keeping vacancies and searches, the map, filters in place: in a real browser, narrow and wide."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from jobs.models import Vacancy
from jobs.saved.searches import save
from jobs.saved.services import keep
from portal.accounts.models import User
from tests.browser.conftest import WIDTHS, Portal, serious_faults
from tests.factories import UserFactory, WorkerFactory
from tests.jobs.people import signed_in

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def seeker(portal: Portal, django_db_blocker: DjangoDbBlocker) -> str:
    with django_db_blocker.unblock():
        user: User = UserFactory.create()
        worker = WorkerFactory.create(user=user)
        keep(worker, Vacancy.objects.get(public_id=portal.vacancy))
        save(worker, "q=may&luong=7")
        return str(signed_in(user).session.session_key)


def sign_in(page: Page, portal: Portal, session: str) -> None:
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": portal.address}])


def test_nothing_serious_for_axe(portal: Portal, open_page: OpenPage, seeker: str) -> None:
    faults = []
    for width in WIDTHS:
        page = open_page(width=width, dark=width == WIDTHS[0])
        page.goto(f"{portal.address}/viec-lam/?noi=vu+thu&xem=ban-do")
        expect(page.locator("svg.map")).to_be_visible()
        faults += serious_faults(page)
        sign_in(page, portal, seeker)
        page.goto(f"{portal.address}/viec-lam/{portal.vacancy}/")
        for address in ("", "tim-kiem/", "da-xem/"):
            page.goto(f"{portal.address}/viec-da-luu/{address}")
            for fold in page.locator("main details.fold > summary").all():
                fold.click()
            faults += serious_faults(page)
    assert not faults, "\n".join(faults)


def test_a_bookmark_is_pressed_in_place(portal: Portal, open_page: OpenPage, seeker: str) -> None:
    page = open_page()
    sign_in(page, portal, seeker)
    page.goto(f"{portal.address}/viec-lam/?q=lai+xe")
    page.evaluate("document.body.dataset.same = 'yes'")
    mark = page.get_by_role("button", name=re.compile("^Lưu tin: Lái xe nâng")).first
    was = mark.get_attribute("aria-pressed")
    mark.click()
    expect(mark).to_have_attribute("aria-pressed", "false" if was == "true" else "true")
    expect(page.locator("#said")).to_contain_text("lưu “Lái xe nâng")
    assert page.evaluate("document.body.dataset.same") == "yes"


def test_filters_keep_the_focus_and_new_words_keep_the_filters(portal: Portal, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{portal.address}/viec-lam/?q=may")
    page.locator("#by-pay-7").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("luong=7"))
    expect(page.locator("#by-pay-7")).to_have_attribute("aria-current", "true")
    expect(page.locator("#by-pay-7")).to_be_focused()
    expect(page.locator("#said")).to_contain_text("tin đang tuyển")
    page.get_by_label("Việc gì?").fill("lai xe")
    page.get_by_role("button", name="Tìm việc").click()
    expect(page).to_have_url(re.compile("luong=7.*q=lai|q=lai.*luong=7"))


def test_a_phones_sheet_of_filters_stays_open_until_it_is_closed(portal: Portal, open_page: OpenPage) -> None:
    page = open_page(width=320)
    page.goto(f"{portal.address}/viec-lam/")
    page.get_by_role("link", name="Lọc kết quả").click()
    page.locator("#by-pay-5").click()
    expect(page).to_have_url(re.compile("luong=5"))
    expect(page.locator("#by-pay-5")).to_have_attribute("aria-current", "true")
    expect(page.locator("#by-pay-5")).to_be_visible()
    page.get_by_role("link", name=re.compile(r"^Xem \d+ tin")).click()
    expect(page.locator("#by-pay-5")).to_be_hidden()


def test_a_place_on_the_map_narrows_the_search_without_scripts(portal: Portal, open_page: OpenPage) -> None:
    page = open_page(width=320, scripts=False)
    page.goto(f"{portal.address}/viec-lam/")
    page.get_by_role("link", name="Bản đồ").click()
    place = page.locator("svg.map a.map-spot").last
    place.click()
    expect(page).to_have_url(re.compile("noi="))
    expect(page.get_by_role("link", name="Danh sách")).to_have_attribute("aria-current", "true")
