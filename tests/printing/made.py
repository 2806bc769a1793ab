"""Every official form, filled with the same people on the same days: what the papers are compared by."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from employers.models import Employer
from employers.verification.models import Registration as EmployerRegistration
from jobs.models import PlacementCheck, Referral, Vacancy
from jobs.posting.models import Registration as VacancyRegistration
from jobs.printing.forms import letter, mau_02, mau_03, mau_03a, mau_04, mau_24
from portal.codes.models import Benefit, Industry, Occupation, SoftSkill
from portal.documents.layout import Form
from tests.factories import (
    ConsentFactory,
    EmployerFactory,
    UserFactory,
    VacancyFactory,
    VacancyPlaceFactory,
    WorkerFactory,
    WorkWishFactory,
)
from tests.jobs.factories import ApplicationFactory, PlacementCheckFactory, ReferralFactory
from tests.jobs.people import here
from workers.enums import ConsentPurpose
from workers.models import WantedOccupation, WantedPlace, Worker, WorkHistory
from workers.slips import mau_01, mau_01a
from workers.slips.models import Slip

AGREED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def person() -> Worker:
    worker: Worker = WorkerFactory.create(
        public_id="lan234567abc", full_name="Trần Thị Lan", birth_date=date(1995, 2, 1), birth_year=1995, sex="female",
        identity_number="034195001234", ethnicity="Kinh", religion="Không", phone="0912345678",
        email="lan@example.test", other_contact="Zalo 0912345678", permanent_commune=here(3),
        permanent_address="Xóm 2", commune=here(3), address="Thôn Đông", general_education=3, qualification=3,
        specialty="May thời trang", trade_skill="May công nghiệp", stated_experience_months=40,
        worked_abroad="Hàn Quốc",
    )  # fmt: skip
    ConsentFactory.create(worker=worker, purpose=ConsentPurpose.SERVICE, given_at=AGREED)
    Slip.objects.create(
        worker=worker, services=["jobs", "search"], trade_grade="3/7", work_description="May áo jacket xuất khẩu",
        meals="two",
    )  # fmt: skip
    WorkHistory.objects.create(
        worker=worker, employer_name="Công ty cổ phần May 10", title="Thợ may", duties="May cổ áo",
        starts_on=date(2020, 1, 1), ends_on=date(2023, 1, 1),
    )  # fmt: skip
    WorkWishFactory.create(
        worker=worker, pay_min=8_000_000, position="staff", working_times=["full"], contract_types=["indefinite"],
        purposes=["lasting"], can_shifts=True, can_start_on=date(2026, 1, 1), setting="indoor", max_lifting=1,
        recruit_methods=["direct"], ownerships=["foreign"],
    )  # fmt: skip
    sewing = Occupation.objects.get(code="7531")
    WantedOccupation.objects.create(worker=worker, rank=1, title="Thợ may", occupation=sewing)
    WantedPlace.objects.create(worker=worker, rank=1, commune=here(3), radius_km=10)
    return Worker.objects.get(pk=worker.pk)


def employer() -> Employer:
    one: Employer = EmployerFactory.create(
        public_id="may234567abc", name="Công ty TNHH May Xuất Khẩu Sông Trà", tax_code="1000215069",
        subject="enterprise", ownership="foreign", size_band=6, industry=Industry.objects.get(code="C"),
        product="Áo jacket xuất khẩu", commune=here(1), address="Lô A3, đường Trần Thánh Tông", phone="02273831234",
        email="tuyendung@songtra.test", representative="Nguyễn Văn Bình", representative_position="Giám đốc",
        headcount_next_6_months=120,
    )  # fmt: skip
    EmployerRegistration.objects.create(
        employer=one, representative_phone="0912000111", other_contact="Zalo phòng nhân sự",
        services=["hiring", "supply"], wanted_when="Quý II năm 2026", agreed_at=AGREED,
    )  # fmt: skip
    return Employer.objects.get(pk=one.pk)


def vacancy(of: Employer) -> Vacancy:
    one: Vacancy = VacancyFactory.create(
        public_id="vac234567abc", employer=of, title="Công nhân may chuyền áo jacket", headcount=30, position="staff",
        description="Vận hành máy may một kim, hai kim.\nMay theo chuyền, kiểm hàng trước khi giao.",
        occupation=Occupation.objects.get(code="7531"), pay_min=7_500_000, pay_max=11_000_000, meals="one",
        experience_min_months=0, general_education_min=2, qualification_min=0, trade_skill="May công nghiệp, bậc 2/7",
        contract_type="12_to_36", working_time="full", purpose="lasting", needs_shifts=False, setting="indoor",
        lifting=0, standing=0, hearing=1, sight=1, handling=1, hands="both", recruit_methods=["direct", "phone"],
        deadline=date(2026, 6, 30), contact_name="Phạm Thị Hoa", contact_position="Trưởng phòng nhân sự",
        contact_phone="0912000222", contact_email="hoa@songtra.test",
    )  # fmt: skip
    VacancyPlaceFactory.create(vacancy=one, commune=here(1))
    one.benefits.set(Benefit.objects.filter(code__in=["insurance", "shuttle"]))
    one.soft_skills.set(SoftSkill.objects.filter(code="teamwork"))
    user = UserFactory.create(full_name="Phạm Thị Hoa")
    VacancyRegistration.objects.create(
        vacancy=one, services=["referral"], wants_messages=True, committed_at=AGREED, committed_by=user
    )
    return Vacancy.objects.get(pk=one.pk)


def referral(of: Worker, to: Vacancy) -> Referral:
    counsellor = UserFactory.create(full_name="Vũ Minh Đức")
    one: Referral = ReferralFactory.create(
        application=ApplicationFactory.create(worker=of, vacancy=to), number="0042/2026/GT-TB", issued_by=counsellor,
        issued_on=date(2026, 3, 2), valid_until=date(2026, 3, 17),
    )  # fmt: skip
    return one


def check(of: Worker, to: Vacancy) -> PlacementCheck:
    one: PlacementCheck = PlacementCheckFactory.create(
        checked_on=date(2026, 4, 6), note="Đã ký hợp đồng", placement__started_on=date(2026, 3, 5),
        placement__monthly_pay=8_200_000, placement__application__worker=of, placement__application__vacancy=to,
    )  # fmt: skip
    return one


def group() -> mau_02.Group:
    return mau_02.Group(
        "Tiểu đoàn 5, Bộ Chỉ huy quân sự tỉnh Hưng Yên", 45, "Đỗ Quang Huy", "Phường Trà Lý, tỉnh Hưng Yên",
        "0912000333", "huy@example.test", ("policy", "jobs"), "", "9 giờ ngày 12/03/2026", date(2026, 3, 2),
    )  # fmt: skip


def notice() -> mau_24.Notice:
    unit = mau_24.Unit(
        "Công ty TNHH May Xuất Khẩu Sông Trà", "Lô A3, đường Trần Thánh Tông, tỉnh Hưng Yên",
        "Phạm Thị Hoa, 0912000222", "Công nhân may chuyền", "Hẹn phỏng vấn",
    )  # fmt: skip
    return mau_24.Notice(
        2, "1234/QĐ-SNV", date(2026, 1, 12), date(2026, 1, 20), date(2026, 4, 19), date(2026, 2, 20),
        date(2026, 3, 19), (unit,), "none", "", date(2026, 3, 18),
    )  # fmt: skip


def _result_list() -> Form:
    day = date(2026, 4, 30)
    return mau_04.fill([check(person(), vacancy(employer()))], date(2026, 4, 1), day, "Vũ Minh Đức", day)


MADE: dict[str, Callable[[], Form]] = {
    "mau-01": lambda: mau_01.fill(person()),
    "mau-01a": lambda: mau_01a.fill(person()),
    "mau-02": lambda: mau_02.printed_group(group()),
    "mau-03": lambda: mau_03.fill(employer()),
    "mau-03a": lambda: mau_03a.fill(vacancy(employer())),
    "mau-04": _result_list,
    "gioi-thieu": lambda: letter.fill(referral(person(), vacancy(employer()))),
    "mau-24": lambda: mau_24.printed_notice(person(), notice()),
}


def made(kind: str, **changes: Any) -> Form:
    """The filled form with a fixed number and centre."""
    form = MADE[kind]()
    centre = "Trung tâm Dịch vụ việc làm tỉnh Hưng Yên"
    serial = form.serial or f"0007/2026/{kind.upper()}-TB"
    link = "https://vieclam.example/xn/let234567abc-k3j5h7g2f4d6/" if form.link else ""
    return replace(form, centre=centre, serial=serial, link=link, **changes)
