"""Employers and the centre in a real browser: from signing up to a colleague's joining, and axe on every page."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from employers.models import Employer
from employers.verification import services
from portal.accounts.models import User
from tests.browser.conftest import WIDTHS, Portal, serious_faults
from tests.employers.factories import a_manager, complete
from tests.factories import EmployerFactory
from tests.jobs.people import signed_in

OpenPage = Callable[..., Page]


def enter(page: Page, address: str, user: User, language: str = "vi") -> None:
    key = str(signed_in(user).session.session_key)
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": address}])
    page.context.add_cookies([{"name": "django_language", "value": language, "url": address}])


@pytest.fixture(scope="module")
def centre(portal: Portal, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Any]]:
    with django_db_blocker.unblock():
        waiting = complete(name="Công ty TNHH May Sao Mai")
        services.hand_in(waiting.employer, waiting.user)
        twin = EmployerFactory.create(name="Công ty cổ phần may Sao Mai")
        yield {
            "address": portal.address, "owner": waiting.user, "manager": a_manager(),
            "employer": waiting.employer.public_id, "twin": twin.public_id,
        }  # fmt: skip


PAGES = [
    ("owner", "/tuyen-dung/"),
    ("owner", "/tuyen-dung/don-vi/{employer}/"),
    ("owner", "/tuyen-dung/don-vi/{employer}/buoc/ten/"),
    ("owner", "/tuyen-dung/don-vi/{employer}/buoc/dia-chi/"),
    ("owner", "/tuyen-dung/don-vi/{employer}/giay-to/"),
    ("owner", "/tuyen-dung/don-vi/{employer}/thanh-vien/"),
    ("owner", "/tuyen-dung/don-vi/{employer}/so-lieu/"),
    ("manager", "/tuyen-dung/xac-minh/"),
    ("manager", "/tuyen-dung/xac-minh/{employer}/"),
    ("manager", "/tuyen-dung/doanh-nghiep/"),
    ("manager", "/tuyen-dung/doanh-nghiep/dang-ky/"),
    ("manager", "/tuyen-dung/trung/"),
    ("manager", "/tuyen-dung/trung/{twin}/va/{employer}/"),
]


@pytest.mark.parametrize("role", ["owner", "manager"])
def test_nothing_serious_for_axe(centre: dict[str, Any], open_page: OpenPage, role: str) -> None:
    faults = []
    for width in WIDTHS:
        page = open_page(width=width)
        enter(page, centre["address"], centre[role])
        for of, address in PAGES:
            if of == role:
                page.goto(centre["address"] + address.format(**centre))
                expect(page.locator("h1")).to_have_count(1)
                faults += serious_faults(page)
    assert not faults, "\n".join(faults)


def photo() -> FilePayload:
    drawn = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(drawn, "JPEG")
    return {"name": "giay-dang-ky.jpg", "mimeType": "image/jpeg", "buffer": drawn.getvalue()}


def join(page: Page, contact: str, name: str) -> None:
    page.get_by_label("Họ").fill(name)
    page.get_by_label("Số điện thoại hoặc thư điện tử").fill(contact)
    page.get_by_label("Mật khẩu").fill("mot-mat-khau-rat-dai")


def test_from_signing_up_to_a_colleague_joining(
    centre: dict[str, Any], open_page: OpenPage, settings: Settings
) -> None:
    """Without scripts, on a phone: the colleague and the manager sit elsewhere."""
    settings.ACCOUNT_PHONE_VERIFICATION_ENABLED = False
    settings.ACCOUNT_EMAIL_VERIFICATION = "none"
    at = centre["address"]
    page, desk = open_page(width=320, scripts=False), open_page()
    enter(desk, at, centre["manager"])
    page.goto(f"{at}/tuyen-dung/dang-ky/")
    page.get_by_label("Tên doanh nghiệp").fill("Xưởng mộc Hòa Phát Đạt")
    page.get_by_label("Mã số thuế").fill(str(EmployerFactory.build().tax_code))
    join(page, "0912 000 888", "Đỗ Thị Chủ")
    page.get_by_role("button", name="Đăng ký", exact=True).click()
    page.get_by_role("link", name="Ghi tiếp").click()
    page.get_by_label("Ngoài nhà nước").check()
    page.get_by_role("button", name="Lưu và sang phần sau").click()
    page.get_by_label("Ngành kinh doanh chính").select_option(index=3)
    page.get_by_label("Mặt hàng, sản phẩm").fill("Bàn ghế")
    page.get_by_label("Quy mô").select_option(index=2)
    page.get_by_role("button", name="Lưu và sang phần sau").click()
    page.get_by_label("Xã, phường").fill("Xã Vũ Thư, Hưng Yên")
    page.get_by_label("Địa chỉ cụ thể").fill("Thôn 3")
    page.get_by_role("button", name="Lưu và sang phần sau").click()
    page.locator("#id_phone").fill("0227 3000 555")
    page.locator("#id_email").fill("xuong@example.test")
    page.locator("#id_representative").fill("Đỗ Văn Mộc")
    page.get_by_role("button", name="Lưu và sang phần sau").click()
    page.get_by_role("button", name="Lưu và sang phần sau").click()
    page.locator("#id_file").set_input_files(photo())
    page.get_by_role("button", name="Nộp giấy tờ").click()
    page.get_by_label("Tôi đã đọc lại").check()
    page.get_by_role("button", name="Gửi trung tâm xác minh").click()
    expect(page.get_by_text("Trung tâm đang xem")).to_be_visible()
    state = page.url

    def open_case() -> None:
        desk.goto(f"{at}/tuyen-dung/xac-minh/")
        desk.get_by_role("link", name="Xưởng mộc Hòa Phát Đạt").click()

    open_case()
    desk.get_by_text("Trả lại để bổ sung").click()
    desk.get_by_label("Thiếu giấy đăng ký").check()
    desk.get_by_label("Nói rõ cần sửa gì").fill("Ảnh trắng, hãy chụp lại.")
    desk.get_by_role("button", name="Trả lại", exact=True).click()

    page.goto(state)
    expect(page.get_by_text("Ảnh trắng, hãy chụp lại.").first).to_be_visible()
    page.get_by_role("link", name="Thiếu giấy đăng ký").click()
    page.get_by_role("button", name=re.compile("^Bỏ")).click()
    page.locator("#id_file").set_input_files(photo())
    page.get_by_role("button", name="Nộp giấy tờ").click()
    page.get_by_role("button", name="Gửi trung tâm xác minh").click()
    open_case()
    desk.get_by_role("button", name="Xác minh").click()
    page.goto(state)
    expect(page.get_by_text("Trung tâm đã xác minh").first).to_be_visible()

    page.get_by_role("link", name="Thành viên").click()
    page.locator("#id_contact").fill("0912000999")
    page.get_by_role("button", name="Gửi lời mời").click()
    link = page.get_by_label("Đường dẫn, chỉ gửi cho đúng người").input_value()
    friend = open_page(width=320, scripts=False)
    friend.goto(at + "/" + link.split("/", 3)[3])
    friend.get_by_role("link", name="Tạo tài khoản và tham gia").click()
    friend.get_by_label("Họ và tên").fill("Lê Văn Bạn")
    friend.get_by_label("Mật khẩu").fill("mot-mat-khau-rat-dai")
    friend.get_by_role("button", name="Tạo tài khoản").click()
    friend.get_by_role("button", name="Tham gia").click()
    expect(friend.get_by_role("heading", name="Xưởng mộc Hòa Phát Đạt")).to_be_visible()
    made = Employer.objects.get(name="Xưởng mộc Hòa Phát Đạt")
    assert sorted(made.members.values_list("role", flat=True)) == ["owner", "recruiter"]
