"""Mẫu 03a, Phiếu đăng ký giới thiệu, cung ứng lao động (Decree 352/2025, annex I): one position, from its advert."""

from django.conf import settings
from django.utils import timezone, translation

from jobs.models import Vacancy
from jobs.posting.models import Registration
from jobs.printing.forms.mau_03 import COMMITMENT
from jobs.printing.forms.mau_03a_people import asked_of_people
from jobs.templatetags.jobs import place_name
from portal.codes.enums import (
    ContractType,
    ExperienceBand,
    Handling,
    Hands,
    Hearing,
    Lifting,
    Meals,
    PayUnit,
    Position,
    Purpose,
    RecruitMethod,
    Sight,
    Standing,
    WorkingTime,
    WorkSetting,
)
from portal.codes.models import Benefit, PriorityGroup
from portal.documents.layout import Blank, Form, Line, Row, Section, Ticks, day, money, ticks
from workers.slips.enums import PayBand, band_of
from workers.slips.mau_01a import band

SERVICES = (("advice", "Tư vấn"), ("referral", "Giới thiệu việc làm"), ("supply", "Cung ứng lao động"))
GROUPS = (
    ("Người khuyết tật", {"disabled"}),
    ("Người dân tộc thiểu số", {"ethnic"}),
    ("Người thuộc hộ nghèo, cận nghèo", {"poor", "near_poor"}),
    ("Bộ đội xuất ngũ", {"soldier"}),
)


def fill(vacancy: Vacancy) -> Form:
    """The form in Vietnamese; its code is the employer's (Mẫu 03) and the vacancy's."""
    with translation.override("vi"):
        more = Registration.objects.filter(vacancy=vacancy).first() or Registration(vacancy=vacancy)
        return Form(
            number="Mẫu số 03a",
            title="PHIẾU ĐĂNG KÝ GIỚI THIỆU, CUNG ỨNG LAO ĐỘNG",
            subtitle=f"(Kèm theo Mẫu số 03 của {vacancy.employer.name}; mỗi vị trí một phiếu)",
            code=f"{vacancy.employer.public_id}-{vacancy.public_id}".upper(),
            centre=settings.CENTRE_NAME,
            sections=[
                Section("I. Vị trí việc làm", _work(vacancy)),
                Section("II. Yêu cầu đối với người lao động", asked_of_people(vacancy, more)),
                Section("III. Nơi làm việc, hợp đồng", _terms(vacancy)),
                Section("IV. Tiền lương, phúc lợi", _pay(vacancy)),
                Section("V. Điều kiện làm việc", _conditions(vacancy)),
                Section("VI. Tuyển dụng", _recruiting(vacancy, more)),
            ],
            commitment=COMMITMENT,
            agreed_on=day(timezone.localtime(more.committed_at).date()) if more.committed_at else "",
            name=vacancy.contact_name,
        )


def _work(vacancy: Vacancy) -> list[Row]:
    code = vacancy.occupation.code if vacancy.occupation else ""
    levels = [code[:n] for n in range(1, 5)] if code else [""] * 4
    return [
        Line([
            Blank("Tên công việc", vacancy.title, 4, True),
            Blank("Số lượng", str(vacancy.headcount), 1, True),
        ]),
        Line([Blank("Mô tả công việc", " ".join(vacancy.description.split()), 1, True)]),
        Line([Blank(f"Mã nghề cấp {n}", level) for n, level in enumerate(levels, 1)]),
        ticks("Chức vụ", Position.choices, vacancy.position, required=True),
    ]  # fmt: skip


def _terms(vacancy: Vacancy) -> list[Row]:
    experience = [(one.value, "Không yêu cầu" if one is ExperienceBand.NONE else one.label) for one in ExperienceBand]
    places = "; ".join(place_name(place) for place in vacancy.places.all())
    more = [
        ("Làm ca", vacancy.needs_shifts is True),
        ("Đi công tác", vacancy.needs_travel is True),
        ("Đi biệt phái", vacancy.needs_secondment is True),
    ]
    return [
        ticks("Yêu cầu kinh nghiệm", experience, band(vacancy.experience_min_months)),
        Line([Blank("Nơi làm việc dự kiến (tỉnh, xã, khu công nghiệp)", places, 1, True)]),
        ticks("Loại hợp đồng", ContractType.choices, vacancy.contract_type),
        Ticks("Yêu cầu thêm", more),
        ticks("Hình thức làm việc", WorkingTime.choices, vacancy.working_time, required=True),
        ticks("Mục đích làm việc", Purpose.choices, vacancy.purpose),
    ]


def _pay(vacancy: Vacancy) -> list[Row]:
    said = " – ".join(dict.fromkeys(money(pay) for pay in (vacancy.pay_min, vacancy.pay_max) if pay is not None))
    by = {unit: said if vacancy.pay_unit == unit else "" for unit in PayUnit}
    monthly = vacancy.monthly_min if vacancy.monthly_min is not None else vacancy.monthly_max
    other = [("Thỏa thuận khi phỏng vấn", vacancy.pay_negotiable), ("Hoa hồng theo DT/SP", vacancy.pay_commission)]
    benefits = Benefit.objects.filter(valid_to=None).values_list("code", "name")
    offered = set(vacancy.benefits.values_list("code", flat=True)) | ({"dormitory"} if vacancy.dormitory else set())
    meals = [*(one for one in Meals.choices if one[0] != Meals.NONE), (Meals.NONE.value, Meals.NONE.label)]
    needed = not said and not any(on for _text, on in other)
    return [
        Line([Blank("Lương tháng (đồng)", by[PayUnit.MONTH], 1, needed)]),
        ticks("Khoảng lương tháng", PayBand.choices, None if monthly is None else band_of(monthly)),
        Line([Blank("Lương ngày", by[PayUnit.DAY]), Blank("Lương giờ", by[PayUnit.HOUR])]),
        Ticks("Cách trả khác", other),
        ticks("Hỗ trợ ăn", meals, vacancy.meals),
        ticks("Phúc lợi", benefits, offered, required=True),
    ]  # fmt: skip


def _conditions(vacancy: Vacancy) -> list[Row]:
    rows = (
        ("Nơi làm việc", WorkSetting, vacancy.setting),
        ("Trọng lượng nâng", Lifting, vacancy.lifting),
        ("Đứng hoặc đi lại", Standing, vacancy.standing),
        ("Nghe, nói", Hearing, vacancy.hearing),
        ("Thị lực", Sight, vacancy.sight),
        ("Thao tác bằng tay", Handling, vacancy.handling),
        ("Dùng hai tay", Hands, vacancy.hands),
    )
    return [ticks(label, options.choices, chosen, required=True) for label, options, chosen in rows]


def _groups(vacancy: Vacancy, more: Registration) -> Ticks:
    chosen = dict(PriorityGroup.objects.filter(pk__in=vacancy.reserved_groups.values("pk")).values_list("code", "name"))
    if not more._state.adding:
        chosen |= dict(more.preferred_groups.values_list("code", "name"))
    named: set[str] = set().union(*(codes for _text, codes in GROUPS))
    others = "; ".join(name for code, name in chosen.items() if code not in named | {"other"})
    options = [(text, bool(codes & set(chosen))) for text, codes in GROUPS]
    return Ticks("Đối tượng ưu tiên", [*options, ("Khác (ghi rõ)", bool(others) or "other" in chosen)], more=others)


def _recruiting(vacancy: Vacancy, more: Registration) -> list[Row]:
    return [
        _groups(vacancy, more),
        ticks("Hình thức tuyển dụng", RecruitMethod.choices, vacancy.recruit_methods, required=True),
        Line([Blank("Thời hạn tuyển dụng", day(vacancy.deadline), 1, True)]),
        ticks("Mong muốn đối với tổ chức dịch vụ việc làm", SERVICES, set(more.services)),
        Line([
            Blank("Người liên hệ (họ và tên)", vacancy.contact_name, 3, True),
            Blank("Chức vụ người liên hệ", vacancy.contact_position, 2, True),
        ]),
        Line([
            Blank("Số điện thoại", vacancy.contact_phone, 2, True),
            Blank("Email", vacancy.contact_email, 3, True),
        ]),
        ticks(
            "Nhận SMS, email khi có người ứng tuyển", [(True, "Có"), (False, "Không")], more.wants_messages
        ),
    ]  # fmt: skip


def missing(vacancy: Vacancy) -> list[str]:
    """Labels of what the form requires and nobody has said: as the filled form says it, in one or two queries."""
    pays = any(pay is not None for pay in (vacancy.pay_min, vacancy.pay_max))
    asked = (
        ("Tên công việc", vacancy.title),
        ("Số lượng", vacancy.headcount),
        ("Mô tả công việc", vacancy.description.strip()),
        ("Chức vụ", vacancy.position),
        ("Trình độ học vấn", vacancy.general_education_min is not None),
        ("Trình độ chuyên môn kỹ thuật", vacancy.qualification_min is not None),
        ("Nơi làm việc dự kiến (tỉnh, xã, khu công nghiệp)", vacancy.places.all()),
        ("Hình thức làm việc", vacancy.working_time),
        ("Lương tháng (đồng)", pays or vacancy.pay_negotiable or vacancy.pay_commission),
        ("Phúc lợi", vacancy.dormitory or vacancy.benefits.exists()),
        ("Nơi làm việc", vacancy.setting),
        ("Trọng lượng nâng", vacancy.lifting is not None),
        ("Đứng hoặc đi lại", vacancy.standing is not None),
        ("Nghe, nói", vacancy.hearing is not None),
        ("Thị lực", vacancy.sight is not None),
        ("Thao tác bằng tay", vacancy.handling is not None),
        ("Dùng hai tay", vacancy.hands),
        ("Hình thức tuyển dụng", vacancy.recruit_methods),
        ("Thời hạn tuyển dụng", vacancy.deadline),
        ("Người liên hệ (họ và tên)", vacancy.contact_name),
        ("Chức vụ người liên hệ", vacancy.contact_position),
        ("Số điện thoại", vacancy.contact_phone),
        ("Email", vacancy.contact_email),
    )
    return [label for label, value in asked if not value]
