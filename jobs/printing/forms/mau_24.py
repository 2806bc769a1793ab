"""Mẫu 24, Thông báo về việc tìm kiếm việc làm hằng tháng (Decree 374/2025), the unemployed person's own notice."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation

from jobs.printing.forms.letter import born
from portal.codes.enums import Sex
from portal.documents.layout import Blank, Form, Line, Row, Section, Signature, Ticks, Words, day, long_day, ticks
from workers.models import Worker
from workers.slips.mau_01 import place

LEAST_UNITS = 2
"""Empty places for employers where fewer are told."""
ORDINALS = "(%d) Tên đơn vị"
NOTHING, TRIAL, AGREED, OTHER = "none", "trial", "agreed", "other"
SITUATIONS = (
    (NOTHING, "Không có việc làm"),
    (TRIAL, "Đang thử việc, đào tạo"),
    (AGREED, "Có việc làm nhưng chưa giao kết hợp đồng (ghi rõ đơn vị, địa chỉ, công việc)"),
    (OTHER, "Khác"),
)
DECLARED = "Tôi cam đoan nội dung trên là hoàn toàn đúng sự thật, nếu sai tôi sẽ chịu trách nhiệm trước pháp luật."


@dataclass(frozen=True)
class Unit:
    """An employer the person asked for work."""

    name: str
    address: str = ""
    contact: str = ""
    position: str = ""
    result: str = ""


@dataclass(frozen=True)
class Notice:
    """One month's notice. What is empty is written by hand: the portal decides nothing about the benefit."""

    month_of_benefit: int | None = None
    decision_number: str = ""
    decision_on: date | None = None
    benefit_from: date | None = None
    benefit_to: date | None = None
    searched_from: date | None = None
    searched_to: date | None = None
    units: tuple[Unit, ...] = ()
    situation: str = ""
    """One of the keys of :data:`SITUATIONS`."""
    situation_words: str = ""
    """Employer, address and work; or what else."""
    declared_on: date | None = None


def printed_notice(worker: Worker, notice: Notice) -> Form:
    """The form in Vietnamese, of ``worker`` and what ``notice`` tells."""
    with translation.override("vi"):
        return Form(
            number="Mẫu số 24",
            decree="Nghị định số 374/2025/NĐ-CP",
            title="THÔNG BÁO VỀ VIỆC TÌM KIẾM VIỆC LÀM HẰNG THÁNG",
            subtitle=f"(Tháng hưởng trợ cấp thất nghiệp thứ {notice.month_of_benefit or '……'})",
            code="",
            centre=settings.CENTRE_NAME,
            addressee=settings.CENTRE_NAME,
            sections=[
                Section("", _person(worker)),
                Section("", _benefit(notice)),
                Section("Kết quả tìm kiếm việc làm", _search(notice)),
                Section("Tình trạng việc làm hiện nay", [_situation(notice)]),
            ],
            commitment=DECLARED,
            is_declared=True,
            points=11.5,
            agreed_on="",
            name=worker.full_name,
            signatures=[
                Signature("NGƯỜI TIẾP NHẬN"),
                Signature("NGƯỜI THÔNG BÁO", worker.full_name, f"………, {long_day(notice.declared_on)}"),
            ],
        )


def _person(worker: Worker) -> list[Row]:
    permanent = [worker.permanent_address, place(worker, "permanent_commune")]
    home = [worker.address, place(worker, "commune")]
    return [
        Line([Blank("Tên tôi là", worker.full_name, 3), Blank("Ngày sinh", born(worker), 2)]),
        ticks("Giới tính", Sex.choices, worker.sex),
        Line([Blank("Số định danh cá nhân", worker.identity_number, 3), Blank("Điện thoại", worker.phone, 2)]),
        Line([Blank("Nơi thường trú", ", ".join(filter(None, permanent)))]),
        Line([Blank("Nơi ở hiện nay", ", ".join(filter(None, home)))]),
    ]


def _benefit(notice: Notice) -> list[Row]:
    return [
        Line([
            Blank("Quyết định hưởng trợ cấp thất nghiệp số", notice.decision_number, 2),
            Blank("ngày", day(notice.decision_on), 1),
        ]),
        Line([
            Blank("Thời gian hưởng từ ngày", day(notice.benefit_from)),
            Blank("đến ngày", day(notice.benefit_to)),
        ]),
    ]  # fmt: skip


def _search(notice: Notice) -> list[Row]:
    rows: list[Row] = [
        Line([
            Blank("Từ ngày", day(notice.searched_from)),
            Blank("đến ngày", day(notice.searched_to)),
        ]),
        Words("tôi đã đi tìm việc làm tại các đơn vị sau đây:"),
    ]  # fmt: skip
    empty = [Unit("")] * max(0, LEAST_UNITS - len(notice.units))
    for n, unit in enumerate([*notice.units, *empty], 1):
        rows += [
            Line([Blank(ORDINALS % n, unit.name)]),
            Line([Blank("Địa chỉ", unit.address, 3), Blank("Người liên hệ", unit.contact, 2)]),
            Line([Blank("Vị trí công việc dự tuyển", unit.position, 3), Blank("Kết quả", unit.result, 2)]),
        ]
    return rows


def _situation(notice: Notice) -> Ticks:
    return ticks("", SITUATIONS, notice.situation, more=notice.situation_words)
