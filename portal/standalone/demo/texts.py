"""Adverts as people write them: the same facts in many hands."""

from dataclasses import dataclass
from typing import Any

from portal.codes.enums import GeneralEducation, QualificationLevel
from portal.standalone.demo.names import table
from portal.standalone.demo.world import Firm, Trade, World

_OPENINGS = (
    "{firm} cần tuyển {n} {what} làm việc tại {place}.",
    "Do mở rộng sản xuất, {firm} tuyển thêm {n} {what}.",
    "Cần tuyển gấp {n} {what}, làm việc tại {place}.",
    "Chúng tôi đang tìm {n} {what} gắn bó lâu dài tại {place}.",
    "",
    "",
)
_BULLETS = ("- {}", "• {}", "+ {}", "{n}. {}", "* {}")
_BENEFITS = {
    "insurance": ("Đóng đầy đủ BHXH, BHYT, BHTN", "Được đóng bảo hiểm theo luật", "Bảo hiểm xã hội ngay sau thử việc"),
    "shuttle": ("Có xe đưa đón theo tuyến", "Xe đưa đón công nhân các huyện cũ Vũ Thư, Kiến Xương, Đông Hưng"),
    "travel": ("Hỗ trợ xăng xe {m} nghìn/tháng", "Phụ cấp đi lại"),
    "dormitory": ("Có ký túc xá miễn phí", "Hỗ trợ chỗ ở cho người ở xa"),
    "housing": ("Hỗ trợ nhà ở {m} nghìn/tháng",),
    "training": ("Được đào tạo nghề có lương", "Đào tạo từ đầu cho người chưa biết việc"),
    "promotion": ("Cơ hội lên tổ trưởng, quản lý", "Xét tăng lương mỗi năm"),
    "nursery": ("Có nhà trẻ trong nhà máy", "Hỗ trợ tiền gửi trẻ"),
    "life_insurance": ("Bảo hiểm tai nạn 24/24",),
}
_MORE = (
    "Thưởng chuyên cần {m} nghìn/tháng",
    "Thưởng tết, thưởng lễ theo kết quả kinh doanh",
    "Lương tháng 13",
    "Nghỉ chủ nhật, làm thêm tính theo luật",
    "Ăn ca tại công ty",
    "Khám sức khỏe hằng năm",
    "Du lịch hè hằng năm",
    "Lương trả ngày {d} hằng tháng",
)


_LEVELS = ("tốt nghiệp", "trung cấp", "cao đẳng", "đại học", "bằng cấp")


@dataclass(frozen=True)
class Words:
    title: str
    description: str
    requirements: str
    benefits: str


def _list(world: World, lines: list[str]) -> str:
    bullet = world.random.choice(_BULLETS)
    if world.chance(0.12):
        return "; ".join([lines[0], *(line[0].lower() + line[1:] for line in lines[1:])]) + "."
    return "\n".join(bullet.format(line, n=number) for number, line in enumerate(lines, 1))


def _fitting(titles: list[str], firm: str) -> list[str]:
    """Titles that do not speak of another line of business than the employer's name does."""
    hints: dict[str, list[str]] = table("phrases")["hints"]
    fitting = [
        title
        for title in titles
        if all(any(name in firm for name in names) for word, names in hints.items() if word in title.lower())
    ]
    return fitting or titles


def advert(world: World, trade: Trade, firm: Firm, place: str, facts: dict[str, Any]) -> Words:
    """Title, description, requirements and benefits agreeing with ``facts``, the vacancy's fields."""
    random = world.random
    title = random.choice(_fitting(trade.facts["titles"], firm.name))
    duties = random.sample(trade.facts["duties"], min(len(trade.facts["duties"]), random.randrange(2, 5)))
    opening = random.choice(_OPENINGS).format(
        firm=firm.name, n=facts["headcount"], what=title[0].lower() + title[1:], place=place
    )
    hours = ""
    if facts["needs_shifts"]:
        hours = random.choice(("Làm việc theo ca.", "Hai ca luân phiên theo tuần.", "Ca ngày và ca đêm đổi theo tuần."))
    elif world.chance(0.4):
        hours = random.choice(("Làm giờ hành chính.", "Làm việc 8 giờ/ngày, từ thứ Hai đến thứ Bảy."))
    description = "\n".join(part for part in (opening, _list(world, duties), hours) if part)
    return Words(
        _title(world, title, firm, place), description, _requirements(world, trade, facts), _offers(world, facts)
    )


def _title(world: World, title: str, firm: Firm, place: str) -> str:
    roll = world.random.random()
    if roll < 0.10:
        return f"{title} - {place}"
    if roll < 0.16:
        return f"{title} ({firm.name.split()[-2]} {firm.name.split()[-1]})"
    if roll < 0.20:
        return f"Tuyển {title[0].lower()}{title[1:]}"
    if roll < 0.23:
        return title.upper()
    return title


def _requirements(world: World, trade: Trade, facts: dict[str, Any]) -> str:
    """The trade's own lines and the vacancy's fields, nothing said twice and nothing against them."""
    months = facts["experience_min_months"]
    needs = [need for need in trade.facts["needs"] if not (months and _speaks_of_beginners(need))]
    lines = world.random.sample(needs, min(len(needs), 2))
    if months:
        years = f"{months // 12} năm" if months % 12 == 0 else f"{months} tháng"
        lines.append(world.random.choice((f"Có ít nhất {years} kinh nghiệm", f"Kinh nghiệm từ {years} trở lên")))
    elif months == 0 and not any(_speaks_of_beginners(line) for line in lines):
        lines.append(world.random.choice(("Không yêu cầu kinh nghiệm", "Chưa có kinh nghiệm được đào tạo")))
    if not any(word in line.lower() for line in lines for word in _LEVELS):
        if facts["qualification_min"]:
            lines.append(f"{QualificationLevel(facts['qualification_min']).label} trở lên")
        elif facts["general_education_min"]:
            lines.append(f"{GeneralEducation(facts['general_education_min']).label} trở lên")
    world.random.shuffle(lines)
    return _list(world, lines) if lines else ""


def _speaks_of_beginners(line: str) -> bool:
    return any(word in line.lower() for word in ("kinh nghiệm", "chưa biết", "đào tạo"))


def _offers(world: World, facts: dict[str, Any]) -> str:
    money = world.random.randrange(2, 10) * 100
    lines = [world.random.choice(_BENEFITS[code]) for code in facts["benefits"] if code in _BENEFITS]
    lines += world.random.sample(_MORE, world.random.randrange(1, 4))
    return _list(world, [line.format(m=money, d=world.random.choice((5, 10, 15))) for line in lines])
