"""Posting in a real browser: from an opening to the search in two minutes; axe, both widths."""

import os
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from jobs.enums import VacancyState
from jobs.models import Vacancy
from tests.browser.conftest import WIDTHS, Portal, serious_faults
from tests.factories import EmployerMemberFactory, StaffFactory
from tests.jobs.people import here, sewing_work, signed_in, tailor

OpenPage = Callable[..., Page]
SHOTS = os.environ.get("POSTING_PICTURES")


class Office(NamedTuple):
    address: str
    cookies: dict[str, str]
    names: dict[str, str]

    def enter(self, page: Page, role: str, language: str = "vi") -> None:
        page.context.add_cookies([{"name": "sessionid", "value": self.cookies[role], "url": self.address}])
        page.context.add_cookies([{"name": "django_language", "value": language, "url": self.address}])


@pytest.fixture(scope="module")
def office(portal: Portal, django_db_blocker: DjangoDbBlocker) -> Iterator[Office]:
    with django_db_blocker.unblock():
        member = EmployerMemberFactory.create()
        employer = member.employer
        employer.commune, employer.phone = here(), "0227123456"
        employer.save()
        shown = sewing_work(employer=employer, title="Công nhân may áo jacket", description="May theo chuyền.")
        usual = {"employer": employer, "published_at": None, "description": "May theo chuyền.\nChỉ tuyển nữ."}
        draft = sewing_work(title="Thợ cắt", state=VacancyState.DRAFT, requirements="Dưới 35 tuổi", **usual)
        waiting = sewing_work(title="Công nhân may áo jacket", state=VacancyState.SUBMITTED, **usual)
        tailor()
        yield Office(
            portal.address,
            {
                "member": str(signed_in(member.user).session.session_key),
                "staff": str(signed_in(StaffFactory.create().user).session.session_key),
            },
            {"shown": shown.public_id, "draft": draft.public_id, "waiting": waiting.public_id},
        )


PAGES = [
    ("member", "/tuyen-dung/dang-tin/"),
    ("member", "/tuyen-dung/dang-tin/moi/"),
    ("member", "/tuyen-dung/dang-tin/bang-tinh/"),
    ("member", "/tuyen-dung/tin/{draft}/buoc/viec/"),
    ("member", "/tuyen-dung/tin/{draft}/buoc/noi-luong/"),
    ("member", "/tuyen-dung/tin/{draft}/buoc/ai/"),
    ("member", "/tuyen-dung/tin/{draft}/buoc/dieu-kien/"),
    ("member", "/tuyen-dung/tin/{draft}/buoc/lien-he/"),
    ("member", "/tuyen-dung/tin/{draft}/xem-lai/"),
    ("member", "/tuyen-dung/tin/{shown}/thay-doi/"),
    ("staff", "/tuyen-dung/duyet/"),
    ("staff", "/tuyen-dung/duyet/xem/{waiting}/"),
]


@pytest.mark.parametrize(("role", "address"), PAGES)
def test_nothing_serious_for_axe(office: Office, open_page: OpenPage, role: str, address: str) -> None:
    faults = []
    for width in WIDTHS:
        page = open_page(width=width)
        office.enter(page, role)
        page.goto(office.address + address.format(**office.names))
        expect(page.locator("h1")).to_have_count(1)
        if SHOTS:
            name = address.format(draft="d", shown="s", waiting="w").strip("/").replace("/", "-")
            page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
        faults += serious_faults(page)
    assert not faults, "\n".join(faults)


def test_from_an_opening_to_the_search(office: Office, open_page: OpenPage, django_db_blocker: DjangoDbBlocker) -> None:
    """At most 15 presses and fields, and two minutes; the wording is found, mended by one press, approved, found."""
    page, began, done = open_page(width=320), time.monotonic(), 0

    def press(name: str) -> None:
        nonlocal done
        page.get_by_role("button", name=name).first.click()
        done += 1

    def write(label: str, text: str) -> None:
        nonlocal done
        page.get_by_label(label).first.fill(text)
        done += 1

    office.enter(page, "member")
    page.goto(f"{office.address}/tuyen-dung/dang-tin/")
    press("Công nhân lắp ráp điện tử")
    write("Việc phải làm hằng ngày", "Lắp linh kiện lên bản mạch.\nChỉ tuyển nữ, mắt tốt.")
    press("Lưu và sang bước sau")
    expect(page.get_by_text("Phân biệt giới tính")).to_be_visible()
    press("Dùng câu gợi ý")
    expect(page.get_by_label("Việc phải làm hằng ngày")).to_have_value(
        "Lắp linh kiện lên bản mạch.\nTuyển nam, nữ, mắt tốt."
    )
    press("Lưu và sang bước sau")
    write("Lương từ", "8")
    press("Lưu và sang bước sau")
    press("Lưu và sang bước sau")
    press("Lưu và sang bước sau")
    write("Điện thoại liên hệ", "0912000321")
    page.get_by_label("Chúng tôi cam kết").check()
    press("Lưu và xem lại")
    press("Gửi duyệt")
    expect(page.get_by_text("Đã gửi trung tâm duyệt")).to_be_visible()
    assert done + 1 <= 15
    assert time.monotonic() - began < 120

    desk = open_page(width=1280)
    office.enter(desk, "staff")
    desk.goto(f"{office.address}/tuyen-dung/duyet/?q=lap+rap")
    desk.get_by_role("link", name="Công nhân lắp ráp điện tử").click()
    desk.get_by_role("button", name="Đăng tin").click()
    expect(desk.get_by_text("Đã đăng “Công nhân lắp ráp điện tử”")).to_be_visible()
    page.goto(f"{office.address}/viec-lam/?q=cong+nhan+lap+rap+dien+tu")
    expect(page.get_by_role("link", name="Công nhân lắp ráp điện tử").first).to_be_visible()
    with django_db_blocker.unblock():
        assert Vacancy.objects.get(title="Công nhân lắp ráp điện tử").state == VacancyState.PUBLISHED
