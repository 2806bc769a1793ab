"""Mẫu 03, Phiếu đăng ký dịch vụ việc làm of an employer (Decree 352/2025, annex I), from what is there."""

from django.conf import settings
from django.utils import timezone, translation

from employers.enums import Subject
from employers.models import Employer
from employers.verification.enums import Service
from employers.verification.facts import registration_of
from employers.verification.models import Registration
from portal.codes.enums import Ownership, SizeBand
from portal.codes.models import IndustryGroup
from portal.documents.layout import Blank, Form, Line, Row, Section, day, ticks

COMMITMENT = (
    "Chúng tôi đã đọc lại và đồng ý để tổ chức dịch vụ việc làm sử dụng các thông tin nói trên phục vụ cho công tác "
    "tư vấn, giới thiệu việc làm, kết nối cung - cầu lao động."
)
SIZES = {
    SizeBand.FROM_501: "500–1.000 người",
    SizeBand.FROM_1001: "1.000–3.000 người",
    SizeBand.FROM_3001: "3.000–10.000 người",
}
"""The form lets two sizes share a bound; the portal's own list does not."""
SERVICES = {
    Service.LAW: "Tư vấn chính sách, pháp luật lao động",
    Service.HIRING: "Tư vấn tuyển lao động, quản trị và phát triển nguồn nhân lực",
    Service.JOBS: "Tư vấn sử dụng lao động và phát triển việc làm",
    Service.SUPPLY: "Đăng ký giới thiệu, cung ứng lao động (kê khai tiếp Mẫu số 03a)",
    Service.OTHER: "Khác",
}
"""In the form's words and order."""


def fill(employer: Employer) -> Form:
    """The form in Vietnamese. Expects ``commune__province``, ``park`` and ``industry__group`` at hand."""
    with translation.override("vi"):
        more = registration_of(employer)
        return Form(
            number="Mẫu số 03",
            title="PHIẾU ĐĂNG KÝ DỊCH VỤ VIỆC LÀM",
            subtitle="(Dành cho người sử dụng lao động)",
            code=employer.public_id.upper(),
            centre=settings.CENTRE_NAME,
            sections=[
                Section("I. Thông tin người sử dụng lao động", _about(employer)),
                Section("II. Ngành nghề, quy mô", _trade(employer)),
                Section("III. Đề nghị cung cấp dịch vụ", _services(more)),
                Section("IV. Người đại diện", _representative(employer, more)),
            ],
            commitment=COMMITMENT,
            agreed_on=day(timezone.localtime(more.agreed_at).date()) if more.agreed_at else "",
            name=employer.representative,
        )


def whole_address(employer: Employer) -> str:
    """One line: specific address, industrial park, commune, province."""
    commune = employer.commune
    parts = [employer.address, employer.park.name if employer.park else ""]
    return ", ".join(filter(None, [*parts, *([commune.name, commune.province.name] if commune else [])]))


def _about(employer: Employer) -> list[Row]:
    commune, code = employer.commune, employer.tax_code or ""
    is_person = employer.subject == Subject.PERSON
    return [
        Line([Blank("Tên người sử dụng lao động", employer.name, 1, True, "ten")]),
        ticks("Chủ thể", [(Subject.PERSON, "Cá nhân"), (Subject.ENTERPRISE, "Doanh nghiệp")], employer.subject,
              required=True, step="ten"),
        Line([
            Blank("Mã số doanh nghiệp", "" if is_person else code, 1, not is_person),
            Blank("Số định danh cá nhân", code if is_person else "", 1, is_person),
        ]),
        ticks("Loại hình", Ownership.choices, employer.ownership, required=True, step="ten"),
        Line([
            Blank("Tỉnh, thành phố", commune.province.name if commune else "", 1, True, "dia-chi"),
            Blank("Xã, phường", commune.name if commune else "", 1, True, "dia-chi"),
        ]),
        Line([Blank("Địa chỉ cụ thể", employer.address, 1, True, "dia-chi")]),
        Line([Blank("Khu công nghiệp", employer.park.name if employer.park else "", 1, step="dia-chi")]),
        Line([
            Blank("Số điện thoại", employer.phone, 2, True, "lien-he"),
            Blank("Email", employer.email, 3, True, "lien-he"),
        ]),
    ]  # fmt: skip


def _trade(employer: Employer) -> list[Row]:
    groups = IndustryGroup.objects.filter(valid_to=None).order_by("order", "code").values_list("pk", "name")
    chosen = employer.industry.group_id if employer.industry else None
    bands = [(band.value, SIZES.get(band, band.label)) for band in SizeBand]
    return [
        ticks("Ngành kinh doanh chính", groups, chosen, required=True, step="nganh"),
        Line([Blank("Mặt hàng, sản phẩm, dịch vụ chính", employer.product, 1, True, "nganh")]),
        ticks("Quy mô lao động", bands, employer.size_band, required=True, step="nganh"),
        Line([
            Blank(
                "Số lao động dự kiến tuyển trong 6 tháng tới",
                "" if employer.headcount_next_6_months is None else str(employer.headcount_next_6_months),
                step="nhu-cau",
            )
        ]),
    ]  # fmt: skip


def _services(more: Registration) -> list[Row]:
    return [
        ticks("Dịch vụ", list(SERVICES.items()), set(more.services), step="nhu-cau", more=""),
        Line([Blank("Thời gian", more.wanted_when, step="nhu-cau")]),
    ]


def _representative(employer: Employer, more: Registration) -> list[Row]:
    return [
        Line([
            Blank("Họ và tên", employer.representative, 3, True, "lien-he"),
            Blank("Chức vụ", employer.representative_position, 2, step="lien-he"),
        ]),
        Line([
            Blank("Số điện thoại", more.representative_phone, 1, True, "lien-he"),
            Blank("Liên hệ khác", more.other_contact, 2, step="lien-he"),
        ]),
    ]  # fmt: skip
