"""Mẫu 02, Phiếu đăng ký dịch vụ việc làm of a group of workers (Decree 352/2025, annex I)."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation

from portal.documents.layout import Blank, Form, Line, Section, day, ticks
from workers.slips.enums import Service
from workers.slips.mau_01 import COMMITMENT

OFFERED = (Service.POLICY, Service.JOBS, Service.TRAINING, Service.OTHER)
"""A group is counselled; each of its people registers for a job on a form of their own."""


@dataclass(frozen=True)
class Group:
    """What the form asks of a group. ``services``: values of :data:`OFFERED`."""

    comes_from: str
    size: int
    representative: str
    address: str = ""
    phone: str = ""
    email: str = ""
    services: tuple[str, ...] = ()
    services_other: str = ""
    wanted_when: str = ""
    agreed_on: date | None = None


def printed_group(group: Group) -> Form:
    """The form in Vietnamese, filled from ``group``."""
    with translation.override("vi"):
        choices = [(one.value, one.label) for one in OFFERED]
        return Form(
            number="Mẫu số 02",
            title="PHIẾU ĐĂNG KÝ DỊCH VỤ VIỆC LÀM",
            subtitle="(Dành cho tập thể người lao động)",
            code="",
            centre=settings.CENTRE_NAME,
            sections=[
                Section("I. Thông tin tập thể người lao động", [
                    Line([Blank("Tập thể người lao động đến từ", group.comes_from, 1, True)]),
                    Line([
                        Blank("Số lượng người lao động", str(group.size) if group.size else "", 1, True),
                        Blank("Người đại diện", group.representative, 2, True),
                    ]),
                    Line([Blank("Địa chỉ", group.address, 1, True)]),
                    Line([Blank("Số điện thoại", group.phone, 1, True), Blank("Email", group.email, 2)]),
                ]),
                Section("II. Đề nghị cung cấp dịch vụ", [
                    ticks("Dịch vụ", choices, set(group.services), more=group.services_other),
                    Line([Blank("Thời gian", group.wanted_when)]),
                ]),
            ],
            commitment=COMMITMENT,
            agreed_on=day(group.agreed_on),
            name=group.representative,
            points=12,
        )  # fmt: skip
