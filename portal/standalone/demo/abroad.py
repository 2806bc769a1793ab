"""Programmes of work abroad and people's dossiers; agreements on supplying workers."""

from datetime import date, timedelta

from employers.agreements.models import AgreementQuota, SupplyAgreement
from portal.codes.enums import GeneralEducation
from portal.standalone.demo.copying import Sheet
from portal.standalone.demo.names import table
from portal.standalone.demo.staff import office_of
from portal.standalone.demo.world import World
from workers.overseas.enums import DossierState
from workers.overseas.models import Dossier, OverseasProgramme, ProgrammeFee, ProgrammeStep

_STEPS = (
    ("Đăng ký nguyện vọng", "Phiếu đăng ký\nBản sao căn cước"),
    ("Nộp và bổ sung hồ sơ", "Sơ yếu lý lịch có xác nhận\nHộ chiếu còn hạn ít nhất 1 năm\nẢnh 3,5 × 4,5"),
    ("Khám sức khỏe, lý lịch tư pháp", "Giấy khám sức khỏe\nPhiếu lý lịch tư pháp số 2"),
    ("Phỏng vấn, tuyển chọn", ""),
    ("Bồi dưỡng định hướng, ký hợp đồng", "Hợp đồng lao động\nGiấy ký quỹ (nếu có)"),
    ("Xin thị thực, xuất cảnh", "Vé máy bay\nBảo hiểm"),
)


def _programme(world: World, name: str, country: str, opens: date, closes: date, quota: int, terms: str) -> int:
    """One programme on the ``terms`` of ``data/abroad.toml``: seasonal, eps or intern."""
    told, seasonal = table("abroad")[terms], terms == "seasonal"
    programme = OverseasProgramme.objects.create(
        public_id=world.public_id(),
        name=name,
        country=country,
        sender=told["sender"],
        is_seasonal=seasonal,
        fees=told["said"],
        quota=quota,
        opens_on=opens,
        closes_on=closes,
        age_min=25 if seasonal else 18,
        age_max=50 if seasonal else 39,
        general_education_min=None if seasonal else GeneralEducation.LOWER_SECONDARY,
        description=told["description"].strip(),
        pay=told["pay"],
        duration=told["duration"],
        legal_basis=told["legal_basis"],
    )
    ProgrammeStep.objects.bulk_create(
        ProgrammeStep(programme=programme, order=order, name=step, documents=documents)
        for order, (step, documents) in enumerate(_STEPS, 1)
    )
    ProgrammeFee.objects.bulk_create(
        ProgrammeFee(
            programme=programme,
            order=order,
            name=fee,
            amount=None if amount == "" else amount,
            currency=currency,
            is_returned=is_returned,
            paid_to=paid_to,
            source=source,
        )
        for order, (fee, amount, currency, is_returned, paid_to, source) in enumerate(told["fees"], 1)
    )
    return programme.pk


def send_abroad(world: World) -> None:
    """Seasonal work in Korea: every dossier of the first round registered and guided in the first quarter of 2025."""
    year = world.today.year
    korea = "Lao động thời vụ nông nghiệp tại Hàn Quốc"
    first = _programme(world, f"{korea} 2025", "KR", date(2025, 1, 6), date(2025, 3, 31), 300, "seasonal")
    second = _programme(world, f"{korea} {year}", "KR", date(year, 1, 6), date(year, 12, 20), 350, "seasonal")
    japan = f"Thực tập sinh kỹ thuật tại Nhật Bản (IM Japan) {year}"
    _programme(world, japan, "JP", date(year, 2, 2), date(year, 12, 25), 120, "intern")
    opens = world.today + timedelta(days=9)
    eps = f"Chương trình EPS (E-9) tại Hàn Quốc, kỳ thi tiếng Hàn {opens.year}"
    _programme(world, eps, "KR", opens, opens + timedelta(days=25), 200, "eps")
    sheet = Sheet(
        Dossier,
        (
            "public_id",
            "programme_id",
            "worker_id",
            "office_id",
            "state",
            "registered_on",
            "guided_on",
            "missing",
            "created_at",
        ),
    )
    early = [p for p in world.people if p.arrived.date() < date(2025, 1, 6) and 1975 <= p.birth_year <= 2000]
    later = [p for p in world.people if p.arrived.date() < date(year, 2, 1) and 1976 <= p.birth_year <= 2001]
    finished = (DossierState.LEFT, DossierState.SELECTED, DossierState.REFUSED, DossierState.WITHDRAWN)
    under_way = (DossierState.GUIDED, DossierState.COMPLETE, DossierState.SENT, DossierState.SELECTED)
    rounds = (
        (first, early, world.plan.korea_q1_2025, world.working_days(date(2025, 1, 6), date(2025, 3, 20)), finished),
        (
            second,
            later,
            world.plan.korea_2026,
            world.working_days(date(year, 1, 6), world.today - timedelta(days=12)),
            under_way,
        ),
    )
    for programme, people, count, days, states in rounds:
        for person in world.random.sample(people, count):
            day = world.random.choice(days)
            state = world.random.choices(states, (60, 15, 15, 10))[0]
            missing = world.random.choice(("", "Phiếu lý lịch tư pháp", "Giấy khám sức khỏe\nHộ chiếu"))
            sheet.add(
                world.public_id(), programme, person.id, office_of(world, person.commune_id), state.value, day,
                day + timedelta(days=world.random.randrange(1, 10)), missing if state == DossierState.GUIDED else "",
                world.office_hour(day),
            )  # fmt: skip
    sheet.close()


def sign_agreements(world: World) -> None:
    """The ceremony of May 2025: the larger employers, quotas by occupation for a year."""
    large = sorted(world.firms, key=lambda firm: (-firm.band, firm.id))[:6]
    for number, firm in enumerate(large, 1):
        agreement = SupplyAgreement.objects.create(
            public_id=world.public_id(),
            number=f"{number:02d}/2025/TTCU-TTDVVL",
            employer_id=firm.id,
            signed_on=date(2025, 5, 15),
            signed_by_centre="Trần Quang Minh",
            signed_by_employer=firm.contact,
            starts_on=date(2025, 6, 1),
            ends_on=date(2027, 5, 31),
        )
        trade = world.trades[max(firm.mix, key=lambda key: (firm.mix[key], key))]
        AgreementQuota.objects.bulk_create(
            AgreementQuota(
                agreement=agreement,
                occupation_id=trade.occupation_id,
                month=date(2025 + month // 12, month % 12 + 1, 1),
                headcount=world.random.randrange(5, 41),
            )
            for month in range(5, 24)
        )
