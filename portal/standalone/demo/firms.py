"""Invented employers with well-formed tax codes no authority has issued."""

from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

from employers.enums import MemberRole, Subject, Verification
from employers.models import Employer, EmployerMember, VerificationChange
from employers.tax_code import check_digit
from portal.accounts.demo_signins import signins
from portal.codes.enums import Ownership, SizeBand
from portal.codes.gazetteer import gazetteer
from portal.codes.text import fold_words
from portal.standalone.demo.copying import Sheet
from portal.standalone.demo.names import table
from portal.standalone.demo.staff import sign_in_user
from portal.standalone.demo.world import ZONE, Firm, World

_COLUMNS = (
    "public_id", "name", "name_en", "folded_name", "subject", "tax_code", "ownership", "size_band", "industry_id",
    "product", "commune_id", "park_id", "address", "phone", "email", "representative", "representative_position",
    "about", "headcount_next_6_months", "verification", "created_at", "updated_at",
)  # fmt: skip
_FIRST_TAX_NUMBER = 100_900_000
"""Codes of former Thái Bình begin with 1000 and 1001; this range is years from being issued."""


def found_firms(world: World) -> None:
    """``plan.employers`` of them in the mix of ``data/firms.toml``; the demonstration employer is the first."""
    kinds = [kind for kind, facts in table("firms").items() if facts["share"]]
    weights = list(accumulate(table("firms")[kind]["share"] for kind in kinds))
    sheet = Sheet(Employer, _COLUMNS, website="")
    changes = Sheet(VerificationChange, ("employer_id", "before", "after", "actor_id", "reason", "at"))
    taken: set[str] = set()
    tax_number = _FIRST_TAX_NUMBER
    for number in range(world.plan.employers + world.plan.waiting_employers):
        kind = "garment" if number == 0 else world.random.choices(kinds, cum_weights=weights)[0]
        tax_number += 1 + world.random.randrange(40)
        while (digit := check_digit(f"{tax_number:09d}")) is None:
            tax_number += 1
        firm, row = _firm(world, number, kind, taken, f"{tax_number:09d}{digit}")
        firm.id = sheet.add(*row)
        if number >= world.plan.employers:
            world.waiting.append(firm)
            continue
        world.firms.append(firm)
        checked = firm.known_from + timedelta(hours=20)
        changes.add(
            firm.id, Verification.PENDING.value, Verification.VERIFIED.value, world.manager,
            "Đã đối chiếu mã số thuế và giấy đăng ký", checked,
        )  # fmt: skip
    sheet.close()
    changes.close()
    _sign_in(world)


def _known_from(world: World, number: int) -> datetime:
    """The first ones since the beginning, ``new_employers`` since 2025, the waiting ones this week."""
    if number >= world.plan.employers:
        return world.now - timedelta(days=world.random.randrange(1, 6), hours=world.random.randrange(7, 16))
    if number < world.plan.employers - world.plan.new_employers:
        return datetime(2024, 1, 2, 8, tzinfo=ZONE) - timedelta(days=world.random.randrange(20, 300))
    return datetime(2025, 1, 6, 8, tzinfo=ZONE) + timedelta(days=world.random.randrange(0, 480))


def _firm(world: World, number: int, kind: str, taken: set[str], tax_code: str) -> tuple[Firm, tuple[Any, ...]]:
    facts, random = table("firms")[kind], world.random
    foreign = world.chance(facts["foreign"])
    low, high = facts["band"]
    band = high if number == 0 else min(high, max(low, round(random.triangular(low, high, low + (high - low) * 0.35))))
    name = _name(world, kind, taken, number)
    park, commune = random.choice(world.parks) if world.chance(facts["parks"]) else (None, world.commune())
    home = gazetteer().communes[commune]
    female = world.chance(0.4)
    contact = world.person_name(world.chance(0.75), 1985 + random.randrange(14))
    firm = Firm(
        0, name, kind, commune, park, band, home.wage_zone or 3, world.mobile(), contact, facts["mix"],
        _known_from(world, number),
    )  # fmt: skip
    product = random.choice(facts["product"])
    address = f"Lô {random.choice('ABCDEFGH')}{random.randrange(1, 30)}" if park else f"Thôn {random.randrange(1, 12)}"
    row = (
        world.public_id(), name, "", fold_words(name)[:255], Subject.ENTERPRISE.value, tax_code,
        (Ownership.FOREIGN if foreign else Ownership.PRIVATE).value, int(SizeBand(band)),
        world.industries[facts["industry"]], product, commune, park, address, firm.phone,
        f"tuyendung{number + 1}@demo.example", world.person_name(female, 1965 + random.randrange(25)),
        random.choice(("Giám đốc", "Tổng Giám đốc", "Chủ nhiệm" if name.startswith("Hợp tác") else "Giám đốc")),
        _about(world, name, product, home.name, band, foreign), random.randrange(5, 40) * band,
        (Verification.PENDING if number >= world.plan.employers else Verification.VERIFIED).value, firm.known_from,
        firm.known_from + timedelta(hours=20),
    )  # fmt: skip
    return firm, row


def _name(world: World, kind: str, taken: set[str], number: int) -> str:
    words = table("firms")["words"]
    while True:
        pattern = world.random.choice(table("firms")[kind]["names"])
        name = pattern.format(
            a=world.random.choice(words["a"]), b=world.random.choice(words["b"]), x=world.random.choice(words["x"])
        )
        if name in taken and number > 300:
            name = f"{name} {world.random.choice(words['b'])}"
        if name not in taken:
            taken.add(name)
            return str(name)


def _about(world: World, name: str, product: str, commune: str, band: int, foreign: bool) -> str:
    year = world.random.randrange(1999, 2023)
    opening = world.random.choice(
        (
            f"{name} hoạt động tại {commune} từ năm {year}.",
            f"Thành lập năm {year}, {name} có nhà xưởng tại {commune}.",
            f"{name} là đơn vị quen thuộc ở {commune}, hoạt động từ năm {year}.",
        )
    )
    work = f"Sản phẩm, dịch vụ chính: {product[0].lower()}{product[1:]}."
    people = f"Hiện có {SizeBand(band).label.lower()}."
    invested = " Đơn vị có vốn đầu tư nước ngoài." if foreign else ""
    return f"{opening} {work} {people}{invested}"


def _sign_in(world: World) -> None:
    """The first employer's owner is the demonstration sign-in."""
    login = next(sign_in.login for sign_in in signins() if sign_in.key == "employer")
    user = sign_in_user(world, login, "Nguyễn Thị Hồng Nhung")
    EmployerMember.objects.create(
        employer_id=world.firms[0].id, user=user, role=MemberRole.OWNER, joined_at=world.firms[0].known_from
    )
