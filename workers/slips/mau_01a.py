"""Mẫu 01a, Phiếu đăng ký tìm việc làm (Decree 352/2025, annex I), from what is there."""

from datetime import date

from django.conf import settings
from django.utils import timezone, translation

from portal.codes.enums import (
    ContractType,
    ExperienceBand,
    Handling,
    Hands,
    Hearing,
    Lifting,
    Ownership,
    Position,
    Purpose,
    RecruitMethod,
    Sight,
    Standing,
    WorkingTime,
    WorkSetting,
)
from portal.codes.models import Benefit
from portal.documents.layout import Blank, Form, Line, Row, Section, Ticks, day, money, ticks
from workers.enums import ConsentPurpose
from workers.models import Worker, WorkWish
from workers.places import text_of
from workers.services.profile import wish_of
from workers.slips.enums import MEALS, PayBand, band_of
from workers.slips.mau_01 import COMMITMENT
from workers.slips.models import Slip, slip_of

DAYS_A_MONTH = 30
WORK, PLACE, TERMS, PAST = "viec-lam", "noi-lam-viec", "dieu-kien", "kinh-nghiem"
"""Keys of the profile's steps."""


def fill(worker: Worker) -> Form:
    """The form in Vietnamese; its code is that of Mẫu 01."""
    with translation.override("vi"):
        slip, wish = slip_of(worker), wish_of(worker)
        agreed = worker.consents.filter(purpose=ConsentPurpose.SERVICE, withdrawn_at=None).first()
        return Form(
            number="Mẫu số 01a",
            title="PHIẾU ĐĂNG KÝ TÌM VIỆC LÀM",
            subtitle="(Kèm theo Phiếu đăng ký dịch vụ việc làm, Mẫu số 01)",
            code=worker.public_id.upper(),
            centre=settings.CENTRE_NAME,
            sections=[
                Section("I. Công việc mong muốn", _work(worker, wish, slip)),
                Section("II. Tiền lương, phúc lợi", _pay(wish, slip)),
                Section("III. Điều kiện làm việc", _conditions(wish)),
                Section("IV. Sẵn sàng làm việc", _ready(wish)),
            ],
            commitment=COMMITMENT,
            agreed_on=day(timezone.localtime(agreed.given_at).date()) if agreed else "",
            name=worker.full_name,
        )


def _work(worker: Worker, wish: WorkWish, slip: Slip) -> list[Row]:
    wanted = list(worker.wanted_occupations.select_related("occupation").order_by("rank"))
    occupation = wanted[0].occupation if wanted else None
    rows = worker.wanted_places.select_related("province", "commune__province", "park").order_by("rank")[:2]
    places = [*map(text_of, rows), "", ""][:2]
    code = occupation.code if occupation else ""
    levels = [code[:n] for n in range(1, 5)] if code else [""] * 4
    able = [
        ("Làm ca", wish.can_shifts is True),
        ("Đi công tác", wish.can_travel is True),
        ("Đi biệt phái", wish.can_secondment is True),
    ]
    return [
        ticks("Loại hình doanh nghiệp", Ownership.choices, wish.ownerships, step=TERMS),
        Line([Blank("Tên công việc", "; ".join(one.title for one in wanted), 1, True, WORK)]),
        Line([Blank("Mô tả công việc", slip.work_description, 1, True, WORK)]),
        Line([Blank(f"Mã nghề cấp {n}", level) for n, level in enumerate(levels, 1)]),
        ticks("Chức vụ", Position.choices, wish.position, required=True, step=WORK),
        ticks("Kinh nghiệm", ExperienceBand.choices, band(worker.stated_experience_months), step=PAST),
        *(Line([Blank(f"Nơi làm việc ưu tiên {n}", text, step=PLACE)]) for n, text in enumerate(places, 1)),
        ticks("Loại hợp đồng", ContractType.choices, wish.contract_types, step=TERMS),
        Ticks("Khả năng đáp ứng", able, step=TERMS),
        ticks("Hình thức làm việc", WorkingTime.choices, wish.working_times, step=TERMS),
        ticks("Mục đích làm việc", Purpose.choices, wish.purposes, step=TERMS),
    ]


def band(months: int | None) -> ExperienceBand | None:
    """The form's band of an experience in months."""
    if months is None:
        return None
    return ExperienceBand(sum(months >= bound for bound in (1, 12, 24, 61))) if months != 60 else ExperienceBand.OVER_5


def _pay(wish: WorkWish, slip: Slip) -> list[Row]:
    monthly = wish.pay_min
    chosen = band_of(monthly) if monthly is not None else slip.pay_band
    other = [("Thỏa thuận khi phỏng vấn", wish.pay_negotiable), ("Hoa hồng theo DT/SP", slip.pay_commission)]
    is_said = monthly is not None or chosen is not None or slip.pay_day or slip.pay_hour or any(on for _, on in other)
    benefits = Benefit.objects.filter(valid_to=None).values_list("code", "name")
    wanted = set() if wish._state.adding else set(wish.benefits.values_list("code", flat=True))
    return [
        Line([Blank("Lương tháng (đồng)", money(monthly), 1, not is_said, WORK)]),
        ticks("Khoảng lương tháng", PayBand.choices, chosen, step=WORK),
        Line([
            Blank("Lương ngày", money(slip.pay_day), 1, step=WORK),
            Blank("Lương giờ", money(slip.pay_hour), 1, step=WORK),
        ]),
        Ticks("Cách trả khác", other, step=WORK),
        ticks("Hỗ trợ ăn", MEALS, slip.meals, step=TERMS),
        ticks("Phúc lợi", benefits, wanted, step=TERMS),
    ]  # fmt: skip


def _conditions(wish: WorkWish) -> list[Row]:
    rows = (
        ("Nơi làm việc", WorkSetting, wish.setting),
        ("Trọng lượng nâng", Lifting, wish.max_lifting),
        ("Đứng hoặc đi lại", Standing, wish.max_standing),
        ("Nghe, nói", Hearing, wish.hearing),
        ("Thị lực", Sight, wish.sight),
        ("Thao tác bằng tay", Handling, wish.handling),
        ("Dùng hai tay", Hands, wish.hands),
    )
    return [ticks(label, options.choices, chosen, step=TERMS) for label, options, chosen in rows]


def _ready(wish: WorkWish) -> list[Row]:
    today = timezone.localdate()
    start = wish.can_start_on
    later = months_until(start, today) if start else 0
    options = [("Làm việc ngay", bool(start and not later)), ("Sau (tháng)", bool(later))]
    return [
        Ticks("Sẵn sàng làm việc", options, True, TERMS, str(later) if later else ""),
        ticks("Hình thức tuyển dụng", RecruitMethod.choices, wish.recruit_methods, required=True, step=TERMS),
    ]


def months_until(start: date, today: date) -> int:
    """Whole months to wait, rounded up; 0 when the day has come."""
    return max(0, -(-(start - today).days // DAYS_A_MONTH))
