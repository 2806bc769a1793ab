"""The portal on a phone: installed, without a line, signed out; and how heavy pages are over the wire."""

import gzip
import json
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jobs.models import Vacancy
from tests.browser.conftest import WIDTHS, Portal, serious_faults

OpenPage = Callable[..., Page]
MOST_SCRIPT = 40_000
PAGES = ["/", "/viec-lam/?q=may", "/viec-lam/{vacancy}/", "/doanh-nghiep/{employer}/", "/tai-khoan/login/", "/so-lieu/"]


def ready(page: Page) -> None:
    """The worker has taken charge of the page and kept what there is to keep."""
    until(page, "navigator.serviceWorker.controller !== null")


def until(page: Page, what: str) -> None:
    """Wait for ``what`` (an expression, perhaps a promise) to be true; Playwright's own way needs eval."""
    for _ in range(100):
        if page.evaluate(what):
            return
        page.wait_for_timeout(100)
    raise AssertionError(what)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_without_a_line_a_page_says_so_in_the_reader_s_language(
    portal: Portal, open_page: OpenPage, language: str
) -> None:
    page = open_page(width=320, language=language)
    page.goto(portal.address)
    ready(page)
    page.goto(portal.address)
    page.context.set_offline(True)
    page.goto(f"{portal.address}/viec-lam/?q=may")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("#none")).to_be_visible()
    fonts = page.evaluate("document.fonts.ready.then(() => document.fonts.check('1rem \"Be Vietnam Pro\"'))")
    assert fonts, "its style sheet and letters are there without a line"
    assert serious_faults(page) == []
    page.context.set_offline(False)
    # Back on the line, the page comes by itself.
    expect(page.locator("main h1")).to_contain_text("“may”", timeout=30_000)


def test_chromium_would_install_it(portal: Portal, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(portal.address)
    ready(page)
    session = page.context.new_cdp_session(page)
    found: dict[str, Any] = session.send("Page.getAppManifest")
    assert found["errors"] == []
    assert json.loads(found["data"])["short_name"] == "Cầu Việc"
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [one["errorId"] for one in errors if one["errorId"] != "in-incognito"] == []


def received(page: Page, address: str) -> list[dict[str, Any]]:
    """What came over the wire: address, kind and encoded bytes (headers too) of every answer."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    answers: dict[str, dict[str, Any]] = {}

    def began(event: dict[str, Any]) -> None:
        answers[event["requestId"]] = {"url": event["response"]["url"], "kind": event["type"], "bytes": 0}

    session.on("Network.responseReceived", began)
    session.on(
        "Network.loadingFinished", lambda e: answers.get(e["requestId"], {}).update(bytes=e["encodedDataLength"])
    )
    page.goto(address, wait_until="networkidle")
    return [one for one in answers.values() if not one["url"].startswith("data:")]


def compressed(url: str) -> int:
    """Bytes of a script as the production server sends it: the test's own server compresses no files."""
    with urllib.request.urlopen(url) as answer:
        return len(gzip.compress(answer.read(), 6))


def test_a_first_visit_weighs_little_and_asks_no_other_host(portal: Portal, open_page: OpenPage) -> None:
    """Bars: 150 kB and 12 requests, files uncompressed here."""
    page = open_page(width=WIDTHS[0])
    answers = received(page, portal.address)
    assert {one["url"].split("/")[2] for one in answers} == {portal.address.split("/")[2]}
    assert len(answers) <= 12
    assert sum(one["bytes"] for one in answers) <= 150_000


@pytest.mark.parametrize("address", PAGES)
def test_a_page_s_scripts_are_small(portal: Portal, open_page: OpenPage, address: str) -> None:
    page = open_page()
    answers = received(page, portal.address + address.format(vacancy=portal.vacancy, employer=portal.employer))
    scripts = {one["url"]: compressed(one["url"]) for one in answers if one["kind"] == "Script"}
    assert scripts
    assert sum(scripts.values()) <= MOST_SCRIPT, scripts


@pytest.mark.parametrize("address", ["/viec-lam/{vacancy}/bao-tin/"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_reporting_has_no_serious_faults(portal: Portal, open_page: OpenPage, address: str, language: str) -> None:
    faults = []
    for width in WIDTHS:
        page = open_page(width=width, language=language)
        page.goto(portal.address + address.format(vacancy=portal.vacancy))
        faults += serious_faults(page)
    assert faults == []


def test_without_scripts_contacts_are_one_press_away(portal: Portal, open_page: OpenPage) -> None:
    Vacancy.objects.filter(public_id=portal.vacancy).update(contact_phone="0912000111")
    page = open_page(width=320, scripts=False)
    page.goto(f"{portal.address}/viec-lam/{portal.vacancy}/")
    assert "0912000111" not in page.content()
    page.get_by_role("button", name="Xem người liên hệ").click()
    expect(page.get_by_role("link", name="0912000111")).to_be_visible()
