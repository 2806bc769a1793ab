"""Pages of those who look for work and of those who hire in a real browser: axe, both languages, without scripts."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from jobs.enums import DismissReason
from jobs.lessons.models import Lesson
from jobs.services import applications
from jobs.services.applications import Step
from portal.accounts.models import User
from tests.browser.conftest import WIDTHS, Portal, serious_faults
from tests.factories import EmployerMemberFactory, StaffFactory
from tests.jobs.people import match_everybody, sewing_work, signed_in, tailor
from tests.workers.appointments.factories import AppointmentFactory, HoursFactory
from tests.workers.factories import PaperFactory, SessionFactory
from workers.enums import ConsentPurpose

OpenPage = Callable[..., Page]


class People(NamedTuple):
    address: str
    cookies: dict[str, str]
    """Session keys by role."""
    names: dict[str, str]
    """Public identifiers for the addresses below."""

    def enter(self, page: Page, role: str, language: str = "vi") -> None:
        if role in self.cookies:
            page.context.add_cookies([{"name": "sessionid", "value": self.cookies[role], "url": self.address}])
        page.context.add_cookies([{"name": "django_language", "value": language, "url": self.address}])


def _session(user: User | None) -> str:
    return str(signed_in(user).session.session_key)


@pytest.fixture(scope="module")
def people(portal: Portal, django_db_blocker: DjangoDbBlocker) -> Iterator[People]:
    with django_db_blocker.unblock():
        member = EmployerMemberFactory.create()
        vacancy = sewing_work(employer=member.employer, title="Công nhân may áo jacket", headcount=12)
        sewing_work(title="Thợ may mẫu")
        draft = sewing_work(employer=member.employer, title="Thợ cắt", state="draft", published_at=None)
        sewing_work(title="Thợ may gia công", state="submitted", published_at=None)
        worker, applicant = tailor(full_name="Vũ Thị Lan"), tailor(full_name="Phạm Văn Hải", phone="0912000010")
        # Nobody acts as her, so that she stays a candidate whatever order the tests come in.
        candidate = tailor(ConsentPurpose.SHARE, full_name="Đỗ Thị Mai", phone="0912000011", visibility="open")
        application = applications.apply(applicant, vacancy, Step(applicant.user), "Tôi may áo đã ba năm.")
        paper = PaperFactory.create(worker=worker)
        refuser = tailor(full_name="Hoàng Thị Ngân", phone="0912000012")
        shifts = sewing_work(title="Thợ may ca đêm", needs_shifts=True)
        applications.dismiss(refuser, shifts, DismissReason.HOURS)
        change = {"before": {"pay_min": 6_000_000}, "after": {"pay_min": 8_100_000}}
        Lesson.objects.create(worker=refuser, vacancy=shifts, reason="pay", text="Lương từ 8,1 triệu.", **change)
        turn = SessionFactory.create(worker=worker, advice="Xem tin may gần nhà", next_step="Gọi lại")
        HoursFactory.create(office=turn.office, capacity=2)
        AppointmentFactory.create(office=turn.office, worker=worker)
        match_everybody()
        yield People(
            portal.address,
            {
                "worker": _session(worker.user),
                "refuser": _session(refuser.user),
                "applicant": _session(applicant.user),
                "member": _session(member.user),
                "staff": _session(StaffFactory.create().user),
            },
            {
                "vacancy": vacancy.public_id,
                "shifts": shifts.public_id,
                "paper": paper.public_id,
                "draft": draft.public_id,
                "worker": worker.public_id,
                "candidate": candidate.public_id,
                "applicant": applicant.public_id,
                "application": application.public_id,
            },
        )


PAGES = [
    ("visitor", "/ho-so/dang-ky/"),
    ("visitor", "/tuyen-dung/dang-ky/"),
    ("worker", "/cua-toi/"),
    ("worker", "/cua-toi/viec-hop/"),
    ("worker", "/cua-toi/viec-hop/{vacancy}/"),
    ("worker", "/cua-toi/nop-ho-so/{vacancy}/"),
    ("worker", "/cua-toi/da-gac/"),
    ("worker", "/cua-toi/tu-van/"),
    ("worker", "/cua-toi/hen/"),
    ("refuser", "/cua-toi/viec-hop/{shifts}/lan-sau/"),
    ("refuser", "/cua-toi/da-gac/"),
    ("applicant", "/cua-toi/ho-so/"),
    ("applicant", "/cua-toi/ho-so/{application}/"),
    ("worker", "/ho-so/"),
    ("worker", "/ho-so/du-lieu/"),
    ("worker", "/ho-so/giay-to/"),
    ("worker", "/ho-so/giay-to/{paper}/sua/"),
    ("worker", "/ho-so/phieu/"),
    ("worker", "/ho-so/cv/"),
    ("staff", "/giay-cap/nguoi/{worker}/"),
    ("worker", "/ho-so/buoc/viec-lam/"),
    ("worker", "/ho-so/buoc/trinh-do/"),
    ("worker", "/ho-so/buoc/giay-to/"),
    ("worker", "/ho-so/buoc/noi-lam-viec/"),
    ("worker", "/ho-so/buoc/ky-nang/"),
    ("worker", "/ho-so/buoc/dieu-kien/"),
    ("member", "/tuyen-dung/"),
    ("member", "/tuyen-dung/dang-tin/"),
    ("member", "/tuyen-dung/tin/{draft}/sua/"),
    ("member", "/tuyen-dung/tin/{vacancy}/"),
    ("member", "/tuyen-dung/tin/{vacancy}/?ai=matched"),
    ("member", "/tuyen-dung/tin/{vacancy}/nguoi/{candidate}/"),
    ("member", "/tuyen-dung/tin/{vacancy}/nguoi/{applicant}/"),
    ("staff", "/tuyen-dung/duyet/"),
]


@pytest.mark.parametrize(("role", "address"), PAGES)
def test_nothing_serious_for_axe(people: People, open_page: OpenPage, role: str, address: str) -> None:
    faults = []
    for width, language in zip((*WIDTHS, 320), ("vi", "vi", "en"), strict=True):
        page = open_page(width=width, language=language)
        people.enter(page, role, language)
        page.goto(people.address + address.format(**people.names))
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator("html")).to_have_attribute("lang", language)
        faults += serious_faults(page)
    assert not faults, "\n".join(faults)


def test_a_form_that_came_back_leads_to_what_is_wrong(people: People, open_page: OpenPage) -> None:
    page = open_page(width=320)
    page.goto(f"{people.address}/ho-so/dang-ky/")
    page.get_by_label("Số điện thoại hoặc thư điện tử").fill("12345")
    page.get_by_role("button", name="Đăng ký", exact=True).click()
    expect(page.get_by_role("alert").first).to_be_focused()
    assert not serious_faults(page)
    page.get_by_role("alert").get_by_role("link", name=re.compile("Số điện thoại")).click()
    expect(page.get_by_label("Số điện thoại hoặc thư điện tử")).to_have_value("12345")


def test_without_scripts_a_newcomer_registers_and_applies(
    people: People, open_page: OpenPage, settings: Settings
) -> None:
    """Demonstration mode asks for no code; a first application takes one page after registering."""
    settings.ACCOUNT_PHONE_VERIFICATION_ENABLED = False
    settings.ACCOUNT_EMAIL_VERIFICATION = "none"
    page = open_page(width=320, scripts=False)
    apply = f"{people.address}/cua-toi/nop-ho-so/{people.names['vacancy']}/"
    page.goto(apply)
    page.get_by_role("link", name="Đăng ký", exact=True).last.click()
    page.get_by_label("Họ và tên").fill("Bùi Thị Thu")
    page.get_by_label("Số điện thoại hoặc thư điện tử").fill("0912 000 777")
    page.get_by_label("Anh chị muốn làm việc gì?").fill("công nhân may")
    page.get_by_label("Mật khẩu").fill("mot-mat-khau-dai")
    page.get_by_role("button", name="Đăng ký", exact=True).click()
    page.goto(apply)
    page.get_by_role("button", name="Gửi hồ sơ").click()
    expect(page.get_by_text("Đã gửi hồ sơ")).to_be_visible()


def test_without_scripts_an_employer_posts_a_vacancy(people: People, open_page: OpenPage) -> None:
    page = open_page(scripts=False)
    people.enter(page, "member")
    page.goto(f"{people.address}/tuyen-dung/dang-tin/moi/")
    page.get_by_label("Tên công việc").fill("Bảo vệ ca đêm")
    page.get_by_label("Việc phải làm hằng ngày").fill("Trực cổng nhà máy.")
    page.get_by_role("button", name="Lưu và sang bước sau").click()
    page.get_by_label("Xã, phường hoặc khu công nghiệp").fill("khu công nghiệp Tiền Hải")
    page.get_by_label("Lương từ").fill("1 triệu")
    page.get_by_role("button", name="Lưu và sang bước sau").click()
    expect(page.get_by_role("alert").first).to_contain_text("Nghị định 293/2025")
    page.get_by_label("Lương từ").fill("6,5 triệu")
    for _ in range(3):
        page.get_by_role("button", name="Lưu và sang bước sau").click()
    page.get_by_label("Điện thoại liên hệ").fill("0912000123")
    page.get_by_label("Chúng tôi cam kết").check()
    page.get_by_role("button", name="Lưu và xem lại").click()
    page.get_by_role("button", name="Gửi duyệt").click()
    expect(page.get_by_text("Đã gửi trung tâm duyệt")).to_be_visible()


def test_a_place_is_offered_while_typing_and_taken_by_keyboard(people: People, open_page: OpenPage) -> None:
    page = open_page()
    people.enter(page, "worker")
    page.goto(f"{people.address}/ho-so/buoc/noi-lam-viec/")
    box = page.get_by_label("Nơi thứ nhất")
    box.fill("")
    box.press_sequentially("vu thu")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    assert "Vũ Thư" in box.input_value()
    page.get_by_role("button", name="Lưu và dừng ở đây").click()
    expect(page.get_by_text("Đã lưu: Nơi muốn làm.")).to_be_visible()


def test_without_scripts_a_reason_changes_a_wish_and_is_taken_back(people: People, open_page: OpenPage) -> None:
    page = open_page(width=320, scripts=False)
    people.enter(page, "refuser")
    page.goto(f"{people.address}/cua-toi/viec-hop/{people.names['shifts']}/lan-sau/")
    page.get_by_role("button", name="Đổi như vậy").click()
    expect(page.get_by_text("Đã đổi: Tôi không làm ca.")).to_be_visible()
    page.get_by_role("link", name="Đổi ý thì hoàn tác").click()
    page.get_by_role("button", name=re.compile("Hoàn tác.*Tôi không làm ca")).click()
    expect(page.get_by_text("Đã hoàn tác: Tôi không làm ca.")).to_be_visible()


def test_a_photo_is_handed_in_and_a_bad_file_is_refused_in_words(
    people: People, open_page: OpenPage, tmp_path: Path
) -> None:
    photo, bad = tmp_path / "Chứng chỉ may.png", tmp_path / "trang.pdf"
    Image.new("RGB", (60, 40), "teal").save(photo)
    bad.write_text("<script>alert(1)</script>")
    page = open_page(width=320)
    people.enter(page, "worker")
    page.goto(f"{people.address}/ho-so/giay-to/")
    page.get_by_label("Tệp PDF hoặc ảnh chụp").set_input_files([photo, bad])
    page.get_by_role("button", name="Gửi lên").click()
    expect(page.get_by_role("alert").first).to_contain_text("Chỉ nhận tệp PDF hoặc ảnh")
    expect(page.get_by_text("Chứng chỉ may", exact=True)).to_be_visible()
    assert not serious_faults(page)
