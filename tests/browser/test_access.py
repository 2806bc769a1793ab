"""Registering by a code, and my data, in a real browser at both widths."""

from typing import Any

import pytest
from playwright.sync_api import Page

from portal.notices.channels.memory import SENT
from tests.browser.conftest import WIDTHS, Portal, serious_faults

PAGES = ("/ho-so/du-lieu/", "/ho-so/du-lieu/ai-da-xem/", "/ho-so/du-lieu/chan/?q=may", "/ho-so/du-lieu/mang-di/",
         "/ho-so/du-lieu/yeu-cau/", "/ho-so/du-lieu/yeu-cau/correct/", "/thong-bao/cai-dat/")  # fmt: skip


def register(page: Page, portal: Portal, phone: str) -> None:
    page.goto(f"{portal.address}/ho-so/dang-ky/")
    for name, value in (("full_name", "Phạm Thị Lan"), ("contact", phone), ("wanted", "thợ may"),
                        ("password1", "canh-dong-lua-chin")):  # fmt: skip
        page.fill(f"#id_{name}", value)
    page.click("form.form button.btn-main")
    page.wait_for_url("**/phone/verify/**")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_number_is_proven_and_every_page_of_my_data_opens(
    portal: Portal, open_page: Any, settings: Any, width: int
) -> None:
    settings.ACCOUNT_PHONE_VERIFICATION_ENABLED = True
    page: Page = open_page(width=width)
    register(page, portal, f"091234{width:04d}")
    faults = serious_faults(page)
    page.fill("#id_code", next(word.strip(",.") for word in SENT[-1].text.split() if word.strip(",.").isdigit()))
    page.click("button:has-text('Xác nhận')")
    page.wait_for_url("**/cua-toi/")
    for address in PAGES:
        page.goto(portal.address + address)
        faults += serious_faults(page)
    assert not faults, "\n".join(faults)
