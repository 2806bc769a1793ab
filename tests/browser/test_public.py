"""Public pages in a real browser: axe, both languages, narrow and wide, keyboard, without scripts, dark."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.conftest import WIDTHS, Portal, serious_faults

OpenPage = Callable[..., Page]
PUBLIC = [
    "/",
    "/viec-lam/",
    "/viec-lam/?q=cong+nhan+mya&noi=vu+thu&luong=7",
    "/viec-lam/?q=may&luong=20&gio=part",
    "/viec-lam/{vacancy}/",
    "/doanh-nghiep/{employer}/",
    "/rieng-tu/",
    "/styleguide/",
    "/tai-khoan/login/",
    "/tai-khoan/password/reset/",
]


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_serious_for_axe(portal: Portal, open_page: OpenPage, address: str, language: str) -> None:
    where = portal.address + address.format(vacancy=portal.vacancy, employer=portal.employer)
    faults = []
    for width in WIDTHS:
        page = open_page(width=width, language=language)
        page.goto(where)
        expect(page.locator("html")).to_have_attribute("lang", language)
        faults += serious_faults(page)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("address", ["/", "/viec-lam/?q=may", "/styleguide/"])
def test_the_dark_scheme_keeps_its_contrast(portal: Portal, open_page: OpenPage, address: str) -> None:
    page = open_page(dark=True)
    page.goto(portal.address + address)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(251, 250, 245)"
    faults = serious_faults(page)
    assert not faults, "\n".join(faults)


def test_without_scripts_a_vacancy_is_two_steps_away(portal: Portal, open_page: OpenPage) -> None:
    page = open_page(width=320, scripts=False)
    page.goto(portal.address)
    page.get_by_label("Việc gì?").fill("cong nhan may")
    page.get_by_role("button", name="Tìm việc").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("tin đang tuyển")
    page.get_by_role("link", name="Lọc kết quả").click()
    page.get_by_role("link", name=re.compile("^Từ 9 triệu")).click()
    expect(page).to_have_url(re.compile("luong=9"))
    page.get_by_role("link", name="Công nhân may").first.click()
    expect(page.get_by_role("link", name="Ứng tuyển")).to_be_visible()


def test_without_scripts_the_menu_and_dialogs_open(portal: Portal, open_page: OpenPage) -> None:
    page = open_page(width=320, scripts=False)
    page.goto(f"{portal.address}/styleguide/")
    page.locator("details.menu > summary").click()
    expect(page.get_by_role("navigation", name="Trình đơn", exact=True)).to_be_visible()
    page.get_by_role("button", name="Rút hồ sơ").last.click()
    expect(page.get_by_role("heading", name="Rút hồ sơ này?")).to_be_visible()
    page.get_by_label("Đóng").click()
    expect(page.get_by_role("heading", name="Rút hồ sơ này?")).to_be_hidden()


def test_filters_update_in_place_and_stay_in_the_address(portal: Portal, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{portal.address}/viec-lam/?q=may")
    page.evaluate("document.body.dataset.same = 'yes'")
    page.get_by_role("link", name=re.compile("^Từ 7 triệu")).click()
    expect(page).to_have_url(re.compile("luong=7"))
    expect(page.get_by_role("link", name=re.compile("từ 7 triệu"))).to_be_visible()
    assert page.evaluate("document.body.dataset.same") == "yes"
    page.go_back()
    expect(page).not_to_have_url(re.compile("luong=7"))
    expect(page.get_by_role("link", name=re.compile("từ 7 triệu"))).to_have_count(0)


def test_the_keyboard_alone_is_enough(portal: Portal, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(portal.address)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Tới nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    box = page.get_by_role("combobox", name="Ở đâu?")
    box.focus()
    page.keyboard.type("vu thu")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    chosen = options.first.inner_text().splitlines()[0]
    page.keyboard.press("Enter")
    expect(box).to_have_value(chosen)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("viec-lam/.*noi="))
    outline = page.evaluate(
        "() => { const link = document.querySelector('.card-link .stretch'); link?.focus();"
        " return link ? getComputedStyle(link.closest('.card-link')).outlineStyle : 'solid' }"
    )
    assert outline == "solid"


def test_the_language_changes_everywhere(portal: Portal, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{portal.address}/viec-lam/?q=may")
    page.get_by_role("button", name="English").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile(r"viec-lam/\?q=may"))
    page.get_by_role("button", name="Tiếng Việt").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")


def test_the_first_visit_is_light_and_asks_no_other_host(portal: Portal, open_page: OpenPage) -> None:
    """Uncompressed here; compressed files only make it lighter (bars: 150 kB, 12 requests)."""
    page = open_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 – Playwright needs a Python function
    page.goto(portal.address, wait_until="networkidle")
    assert {answer.url.split("/")[2] for answer in answers} == {portal.address.split("/")[2]}
    assert len(answers) <= 12
    assert sum(len(answer.body()) for answer in answers) <= 150_000


def test_a_page_prints_without_its_navigation(portal: Portal, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{portal.address}/viec-lam/{portal.vacancy}/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("footer")).to_be_hidden()
    expect(page.get_by_role("link", name="Ứng tuyển")).to_be_hidden()
