"""Mẫu 01, Phiếu giới thiệu việc làm (Decree 374/2025): the letter a person takes to the employer, in two leaves."""

from datetime import date

from django.conf import settings
from django.utils import translation

from jobs.models import Referral
from jobs.outcomes.links import confirmation_address, ends_on
from jobs.printing.forms.signing import centre_place
from portal.documents.layout import Blank, Form, Line, Section, Signature, Words, day, long_day
from workers.models import Worker
from workers.slips.mau_01 import place

LEAVES = ["Liên 1: giao người lao động mang đến đơn vị", "Liên 2: trung tâm lưu"]
NO_EXPERIENCE = "Chưa có"
ANSWER = (
    "Quý đơn vị vui lòng cho biết kết quả tuyển dụng đến hết ngày %s, không cần tài khoản. Quét mã hoặc mở địa chỉ:"
)


def fill(referral: Referral) -> Form:
    """The letter in Vietnamese. Its number and last day are the referral's own."""
    with translation.override("vi"):
        vacancy, worker = referral.application.vacancy, referral.application.worker
        return Form(
            number="Mẫu số 01",
            decree="Nghị định số 374/2025/NĐ-CP",
            title="PHIẾU GIỚI THIỆU VIỆC LÀM",
            subtitle="",
            code="",
            centre=settings.CENTRE_NAME,
            serial=referral.number,
            addressee=vacancy.employer.name,
            sections=[
                Section("", [
                    Words(f"{settings.CENTRE_NAME} giới thiệu:"),
                    *_person(worker),
                    Line([Blank("Kinh nghiệm làm việc", experience(worker))]),
                    Words("Đến Quý đơn vị để dự tuyển:"),
                    Line([Blank("Vị trí dự tuyển", vacancy.title)]),
                    Line([Blank("Phiếu này có giá trị đến hết ngày", day(referral.valid_until))]),
                ])
            ],
            commitment="",
            agreed_on="",
            name=worker.full_name,
            signatures=[
                Signature("NGƯỜI LAO ĐỘNG", worker.full_name),
                Signature("NGƯỜI GIỚI THIỆU", str(referral.issued_by), _where_and_when(referral)),
            ],
            leaves=LEAVES,
            link=confirmation_address(referral),
            link_said=ANSWER % day(ends_on(referral)),
            points=12,
        )  # fmt: skip


def _where_and_when(referral: Referral) -> str:
    return f"{centre_place()}, {long_day(referral.issued_on)}"


def _person(worker: Worker) -> list[Line]:
    learnt = [worker.get_qualification_display() if worker.qualification is not None else "", worker.specialty]
    schooling = worker.get_general_education_display() if worker.general_education is not None else ""
    permanent = [worker.permanent_address, place(worker, "permanent_commune")]
    home = [worker.address, place(worker, "commune")]
    return [
        Line([Blank("Ông/bà", worker.full_name, 3), Blank("Ngày sinh", born(worker), 2)]),
        Line([Blank("Số định danh cá nhân", worker.identity_number, 3), Blank("Ngày cấp", "", 2)]),
        Line([Blank("Điện thoại", worker.phone, 2), Blank("Email", worker.email, 3)]),
        Line([Blank("Nơi thường trú", ", ".join(filter(None, permanent)))]),
        Line([Blank("Nơi ở hiện nay", ", ".join(filter(None, home)))]),
        Line([Blank("Trình độ giáo dục phổ thông", schooling)]),
        Line([Blank("Trình độ chuyên môn kỹ thuật", ", ".join(filter(None, learnt)))]),
    ]


def born(worker: Worker) -> str:
    """The birth date, or no more than the year."""
    birth: date | None = worker.birth_date
    return day(birth) or (str(worker.birth_year) if worker.birth_year else "")


def experience(worker: Worker) -> str:
    """The last three jobs, and the months the person tells; in one line."""
    jobs = [
        " – ".join(filter(None, (job.title, job.employer_name))) for job in worker.history.order_by("-starts_on", "id")
    ]
    months = worker.stated_experience_months
    if months is None:
        return "; ".join(jobs[:3])
    told = NO_EXPERIENCE if not months else f"{months // 12} năm" if months >= 12 else f"{months} tháng"
    return "; ".join([told, *jobs[:3]])
