"""From application to hire in a real browser: letter and paper, times for an interview, the choice, the hire."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from jobs.answers.models import HelpRequest
from jobs.models import Application, Placement
from jobs.services import applications
from jobs.services.applications import Step
from portal.accounts.models import User
from tests.browser.conftest import WIDTHS, Portal, serious_faults
from tests.factories import EmployerMemberFactory, StaffFactory
from tests.jobs.people import sewing_work, signed_in, tailor

OpenPage = Callable[..., Page]


class Cast(NamedTuple):
    address: str
    sessions: dict[str, str]
    vacancy: str
    names: dict[str, str]

    def enter(self, page: Page, role: str, language: str = "vi") -> None:
        page.context.add_cookies([{"name": "sessionid", "value": self.sessions[role], "url": self.address}])
        page.context.add_cookies([{"name": "django_language", "value": language, "url": self.address}])


def _session(user: User | None) -> str:
    return str(signed_in(user).session.session_key)


@pytest.fixture(scope="module")
def cast(portal: Portal, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    with django_db_blocker.unblock():
        member = EmployerMemberFactory.create()
        vacancy = sewing_work(employer=member.employer, title="Công nhân may áo jacket", headcount=12)
        worker, late = tailor(full_name="Vũ Thị Lan"), tailor(full_name="Phạm Văn Hải", phone="0912000010")
        waiting = applications.apply(late, vacancy, Step(late.user))
        Application.objects.filter(pk=waiting.pk).update(reply_by=timezone.localdate() - timedelta(days=2))
        HelpRequest.objects.create(application=waiting)
        sessions = {
            "worker": worker.user,
            "late": late.user,
            "member": member.user,
            "staff": StaffFactory.create().user,
        }
        yield Cast(
            portal.address,
            {role: _session(user) for role, user in sessions.items()},
            vacancy.public_id,
            {"vacancy": vacancy.public_id, "waiting": waiting.public_id, "late": late.public_id},
        )


def test_from_application_to_hire(cast: Cast, open_page: OpenPage, tmp_path: Path) -> None:
    paper = tmp_path / "Chung chi may.pdf"
    paper.write_bytes(b"%PDF-1.4\n%%EOF")
    phone = open_page(width=320)
    cast.enter(phone, "worker")
    phone.goto(f"{cast.address}/cua-toi/nop-ho-so/{cast.vacancy}/")
    phone.get_by_label("Lời nhắn với doanh nghiệp").fill("Tôi may áo đã ba năm, đi làm ngay được.")
    phone.locator("input[type=file]").set_input_files(paper)
    assert not serious_faults(phone)
    phone.get_by_role("button", name="Gửi hồ sơ").click()
    expect(phone.get_by_text("Đã gửi hồ sơ")).to_be_visible()
    expect(phone.get_by_role("link", name="Chung chi may")).to_be_visible()

    desk = open_page(width=1280)
    cast.enter(desk, "member")
    desk.goto(f"{cast.address}/tuyen-dung/")
    desk.get_by_role("link", name="Vũ Thị Lan").first.click()
    expect(desk.get_by_text("Tôi may áo đã ba năm")).to_be_visible()
    with desk.expect_download() as got:
        desk.get_by_role("link", name="Chung chi may").click()
    assert got.value.suggested_filename == "Chung chi may.pdf"
    desk.get_by_role("link", name="Mời phỏng vấn").click()
    expect(desk.get_by_label("Vũ Thị Lan")).to_be_checked()
    tomorrow = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d")
    desk.get_by_label("Giờ thứ nhất").fill(f"{tomorrow}T08:00")
    desk.get_by_label("Giờ thứ hai").fill(f"{tomorrow}T14:30")
    desk.get_by_label("Nơi gặp").fill("Cổng số 2, gặp chị Hà")
    assert not serious_faults(desk)
    desk.get_by_role("button", name="Gửi lời mời chọn giờ").click()
    expect(desk.get_by_text("Đã mời 1 người chọn giờ.")).to_be_visible()

    phone.goto(f"{cast.address}/cua-toi/")
    phone.get_by_role("link", name="Công nhân may áo jacket").first.click()
    phone.get_by_label("14:30 – 15:00").check()
    assert not serious_faults(phone)
    phone.get_by_role("button", name="Hẹn giờ này").click()
    expect(phone.get_by_text("Đã hẹn phỏng vấn lúc 14:30")).to_be_visible()
    phone.get_by_role("link", name="Nhắn tin").click()
    phone.get_by_label("Tin nhắn").fill("Tôi mang theo chứng chỉ bản gốc được không?")
    phone.get_by_role("button", name="Gửi tin nhắn").click()
    expect(phone.get_by_text("chứng chỉ bản gốc")).to_be_visible()

    desk.goto(f"{cast.address}/phong-van/tin/{cast.vacancy}/")
    desk.get_by_role("link", name="Vũ Thị Lan").first.click()
    expect(desk.get_by_text("1 tin nhắn mới")).to_be_visible()
    desk.get_by_label("Đã tuyển dụng").check()
    desk.get_by_text("Đã tuyển: ngày đi làm, lương, hợp đồng").click()
    desk.get_by_label("Ngày bắt đầu làm việc").fill(timezone.localdate().isoformat())
    desk.get_by_label("Lương thỏa thuận mỗi tháng").fill("8,2 triệu")
    desk.get_by_role("button", name="Gửi trả lời").click()
    expect(desk.get_by_role("button", name="Rút lại trả lời")).to_be_visible()
    placed = Placement.objects.get(application__worker__full_name="Vũ Thị Lan")
    assert placed.monthly_pay == 8_200_000

    phone.goto(f"{cast.address}/cua-toi/ho-so/{placed.application.public_id}/")
    expect(phone.get_by_text("Anh chị được tuyển")).to_be_visible()
    phone.get_by_label("Đã đi làm").check()
    phone.get_by_role("button", name="Ghi lại").click()
    expect(phone.get_by_text("Người lao động xác nhận đã đi làm")).to_be_visible()
    assert not serious_faults(phone)


PAGES = [
    ("member", "/tra-loi/"),
    ("member", "/tra-loi/tin/{vacancy}/nhieu-nguoi/?nguoi={late}"),
    ("member", "/tra-loi/tin/{vacancy}/dong/"),
    ("member", "/phong-van/tin/{vacancy}/"),
    ("member", "/phong-van/tin/{vacancy}/moi/"),
    ("member", "/tuyen-dung/tin/{vacancy}/?ai=applied"),
    ("member", "/trao-doi/{waiting}/"),
    ("late", "/cua-toi/ho-so/{waiting}/"),
    ("late", "/trao-doi/{waiting}/"),
    ("staff", "/tra-loi/hoi-giup/"),
    ("staff", "/trao-doi/bao-cao/"),
]


@pytest.mark.parametrize(("role", "address"), PAGES)
def test_nothing_serious_for_axe(cast: Cast, open_page: OpenPage, role: str, address: str) -> None:
    faults = []
    for width, language in zip(WIDTHS, ("vi", "en"), strict=True):
        page = open_page(width=width, language=language)
        cast.enter(page, role, language)
        page.goto(cast.address + address.format(**cast.names))
        expect(page.locator("h1")).to_have_count(1)
        faults += serious_faults(page)
    assert not faults, "\n".join(faults)
