"""What long texts say reliably beside pay and place: working time, shifts, travel, benefits, languages, licences.

A cue is set only when a phrase can hardly mean anything else; silence stays unknown.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from jobs.intake.plain import plain
from portal.codes.enums import Meals, Position, Proficiency, Purpose, WorkingTime


@dataclass(frozen=True, slots=True)
class Cues:
    """Codes are those of the code lists; None and empty mean: not said."""

    working_time: WorkingTime | None = None
    purpose: Purpose | None = None
    position: Position | None = None
    shifts: bool | None = None
    travel: bool | None = None
    dormitory: bool | None = None
    meals: Meals | None = None
    commission: bool = False
    benefits: tuple[str, ...] = ()
    languages: tuple[tuple[str, Proficiency], ...] = ()
    computing: tuple[tuple[str, Proficiency], ...] = ()
    licences: tuple[str, ...] = ()
    soft_skills: tuple[str, ...] = ()


_PART = re.compile(r"\bpart[ -]?time\b|\bban thoi gian\b")
_FULL = re.compile(
    r"\bfull[ -]?time\b|\btoan thoi gian\b|\bgio hanh chinh\b|thu (?:2|hai) (?:-|den) (?:thu )?(?:6|7|sau|bay)\b"
    r"|\b8 ?(?:h|tieng|gio) ?/ ?ngay\b"
)
_TEMPORARY = re.compile(r"\bthoi vu\b|\bngan han\b|\bseasonal\b|\btam thoi\b")
_EXTRA = re.compile(r"\blam them\b(?! gio)|\bviec lam them\b|\bfreelance(?:r)?\b|\bcong tac vien\b|\bctv\b")
_LEADER = re.compile(r"\b(?:tong )?giam doc\b|\bdirector\b|\bc[eftm]o\b|\bpho (?:tong )?giam doc\b|\bhead of\b")
_MANAGER = re.compile(
    r"\btruong (?:phong|nhom|ban|bo phan|kho|ca)\b|\bpho phong\b|\bquan ly\b(?! (?:don hang|kho\b|chat luong"
    r"|du an))|\bmanager\b|\bleader\b|\bquan doc\b"
    r"|\bto truong\b|\bchuyen truong\b|\bcua hang truong\b|\bsupervisor\b"
)
_SHIFTS = re.compile(
    r"\blam (?:viec )?theo ca\b|\blam ca\b|\bdi ca\b|\bxoay ca\b|\bca (?:dem|sang|chieu|toi)\b|\b(?:2|3|hai"
    r"|ba) ca\b|\bdao ca\b|\bca gay\b|\btheo ca\b"
)
_NO_SHIFTS = re.compile(r"\bkhong (?:phai )?(?:lam|di|xoay) ca\b|\bkhong ca kip\b")
_TRAVEL = re.compile(
    r"\b(?:san sang|co the|chap nhan|thuong xuyen|phai|chiu kho|kha nang"
    r"|yeu cau) (?:\w+ ){0,3}?(?:di )?cong tac (?:tinh|xa|trong|ngoai|nuoc|theo|khi|dai)|\b(?:di"
    r"|san sang) cong tac\b(?! vien)"
)
_DORMITORY = re.compile(
    r"\bky tuc xa\b|\bktx\b|\b(?:bao|ho tro|co|lo) (?:\w+ )?(?:an o|cho o|noi o)\b|\bnha o cho (?:cong nhan"
    r"|nhan vien)\b"
)
_COMMISSION = re.compile(
    r"\bhoa hong\b|\bcommission\b|\bthuong doanh (?:so|thu)\b|\bluong san pham\b|\ban theo san pham\b"
)
_MEALS = (
    (
        Meals.CASH,
        re.compile(
            r"\b(?:phu cap|tien|tro cap|ho tro) (?:tien )?(?:an trua|com trua|an ca|com|an giua ca)\b(?! mien phi)"
        ),
    ),
    (Meals.THREE, re.compile(r"\b(?:3|ba) bua\b")),
    (Meals.TWO, re.compile(r"\b(?:2|hai) bua\b")),
    (
        Meals.ONE,
        re.compile(
            r"\b(?:bao|mien phi|co|ho tro) (?:an|com|bua)(?: an)? ?(?:trua|ca|giua ca)?\b|\bcom trua (?:mien phi"
            r"|tai cong ty)\b|\b(?:1|mot) bua\b|\ban ca mien phi\b"
        ),
    ),
)
_BENEFITS = (
    (
        "insurance",
        re.compile(
            r"\bbhxh\b|\bbhyt\b|\bbao hiem (?:xa hoi|y te|bat buoc|day du|theo (?:quy dinh|luat))|\b(?:dong"
            r"|tham gia|day du) (?:\w+ )?bao hiem\b"
        ),
    ),
    ("life_insurance", re.compile(r"\bbao hiem nhan tho\b")),
    ("nursery", re.compile(r"\bnha tre\b|\bgui tre\b")),
    ("shuttle", re.compile(r"\bxe (?:dua don|dua ruoc|don cong nhan|tuyen)\b|\bshuttle bus\b")),
    ("travel", re.compile(r"\b(?:phu cap|ho tro|tro cap) (?:\w+ )?(?:di lai|xang(?: xe)?|xe co|gui xe)\b")),
    ("dormitory", re.compile(r"\bky tuc xa\b|\bktx\b")),
    ("housing", re.compile(r"\b(?:phu cap|ho tro|tro cap) (?:\w+ )?(?:nha o|nha tro|tien nha|thue nha|cho o)\b")),
    (
        "training",
        re.compile(
            r"\b(?:duoc|co hoi|se duoc) (?:\w+ ){0,2}dao tao\b|\bdao tao (?:mien phi|bai ban|tu dau|nang cao)\b"
        ),
    ),
    ("promotion", re.compile(r"\b(?:co hoi|lo trinh) (?:\w+ ){0,2}thang tien\b")),
    ("accessibility", re.compile(r"\bloi di (?:cho|danh cho) nguoi khuyet tat\b")),
)
_LANGUAGES = {
    "en": r"tieng anh|english|toeic|ielts|toefl",
    "zh": r"tieng (?:trung|hoa|dai loan|quan thoai)|chinese|\bhsk\b|mandarin",
    "ko": r"tieng han|korean|\btopik\b",
    "ja": r"tieng nhat|japanese|\bjlpt\b|\bn[1-5]\b(?= )",
    "de": r"tieng duc|german",
    "fr": r"tieng phap|french",
    "ru": r"tieng nga|russian",
    "th": r"tieng thai\b",
    "km": r"tieng (?:khmer|campuchia)",
    "lo": r"tieng lao",
}
_LANGUAGE_WORDS = {code: re.compile(words) for code, words in _LANGUAGES.items()}
_VERY_GOOD = re.compile(
    r"thanh thao|luu loat|fluent|xuat sac|\btot\b|proficien|troi chay|hsk ?[56]|n[12]\b|topik ?[56]"
    r"|ielts (?:6\.5|[789])|toeic (?:[89]\d\d)"
)
_GOOD = re.compile(r"\bkha\b|giao tiep|good|hsk ?4|n3\b|topik ?4|ielts (?:5\.5|6)|toeic (?:[67]\d\d|5[5-9]\d)")
_PREFER = re.compile(r"uu tien|loi the|diem cong|prefer|an advantage|a plus|neu co|khong (?:yeu cau|bat buoc|can)")
_COMPUTING = {
    "office": re.compile(r"tin hoc van phong|vi tinh van phong|\b(?:ms|microsoft) ?office\b|\boffice\b"),
    "excel": re.compile(r"\bexcel\b"),
    "word": re.compile(r"\bword\b"),
    "powerpoint": re.compile(r"\bpower ?point\b|\bppt\b"),
    "accounting": re.compile(r"\bphan mem ke toan\b|\bmisa\b|\bfast accounting\b|\bbravo\b"),
    "erp": re.compile(r"\berp\b|\bsap\b(?= (?:erp|hana|fi|mm|b1))|\bodoo\b"),
    "cad": re.compile(r"\bauto ?cad\b|\bsolid ?works?\b|\brevit\b|\bsketch ?up\b|\bcad\b|\binventor\b|\bmastercam\b"),
    "graphics": re.compile(
        r"\bphotoshop\b|\billustrator\b|\bindesign\b|\bcorel\b|\bpremiere\b|\bafter effects?\b|\bfigma\b"
    ),
}
_LICENCE = re.compile(
    r"\b(?:bang|giay phep|gplx|gpl) ?(?:lai)? ?(?:xe)? ?(?:o to|xe tai|hang)? ?(?:hang )?(a1|b1|b2|c1|c|d1|d2|d"
    r"|e|fc|ce)\b"
)
_DRIVING = {"a1": "drive-a1", "b1": "drive-b", "b2": "drive-b", "c1": "drive-c1", "c": "drive-c", "d1": "drive-d1"}
_DRIVING |= {"d2": "drive-d2", "d": "drive-d2", "e": "drive-d", "fc": "drive-ce", "ce": "drive-ce"}
"""Classes of before 2025 read as today's (Law 36/2024/QH15, art. 89): B1, B2 → B; D → D2; E → D; FC → CE."""
_CERTIFICATES = {
    "forklift": re.compile(r"\b(?:chung chi|bang|giay phep)(?: \w+){0,3} xe nang\b"),
    "crane": re.compile(r"\b(?:chung chi|bang|giay phep)(?: \w+){0,3} (?:cau truc|can truc|can cau)\b"),
    "excavator": re.compile(r"\b(?:chung chi|bang|giay phep)(?: \w+){0,3} (?:may xuc|may dao)\b"),
    "welding": re.compile(r"\b(?:chung chi|bang)(?: \w+){0,2} han\b"),
    "boiler": re.compile(r"\b(?:chung chi|bang)(?: \w+){0,3} (?:noi hoi|lo hoi)\b"),
}
_SOFT = {
    "communication": re.compile(r"\b(?:ky nang|kha nang) (?:\w+ ){0,2}giao tiep\b|\bgiao tiep tot\b"),
    "presentation": re.compile(r"\bthuyet trinh\b"),
    "time": re.compile(r"\bquan ly thoi gian\b"),
    "people": re.compile(r"\bquan ly (?:nhan su|doi nhom|doi ngu|nhom)\b"),
    "reporting": re.compile(r"\btong hop\b.{0,20}\bbao cao\b|\bky nang bao cao\b"),
    "teamwork": re.compile(r"\blam viec nhom\b|\blam viec theo nhom\b|\bteamwork\b"),
    "independence": re.compile(r"\b(?:lam viec )?doc lap\b"),
    "pressure": re.compile(r"\bchiu (?:duoc )?(?:ap luc|suc ep)|\bap luc (?:cong viec|cao)"),
    "critical": re.compile(r"\btu duy phan bien\b"),
}
_LINE = re.compile(r"[\n\r;•]+|(?<=[a-zà-ỹ0-9)])\.\s+")


@lru_cache(maxsize=512)
def cues_in(title: str, text: str, requirements: str = "") -> Cues:
    """Read the cues of an advert: ``title``, everything it says (``text``) and what it requires."""
    head = plain(title)
    if not text and not requirements:
        return Cues(
            working_time=_working_time(head, head),
            purpose=_purpose(head),
            position=_position(head),
            shifts=True if _SHIFTS.search(head) else None,
            dormitory=True if _DORMITORY.search(head) else None,
            commission=bool(_COMMISSION.search(head)),
        )
    said = " . ".join(plain(line) for line in f"{title}\n{text}\n{requirements}"[:30_000].splitlines())
    asked = [line for line in (plain(part) for part in _LINE.split(requirements[:20_000])) if line]
    wanted = "\n".join(asked)
    needed = [line for line in asked if not _PREFER.search(line)]
    no_shifts = bool(_NO_SHIFTS.search(said))
    return Cues(
        working_time=_working_time(head, said),
        purpose=_purpose(head),
        position=_position(head),
        shifts=False if no_shifts else True if _SHIFTS.search(said) else None,
        travel=True if _TRAVEL.search(wanted) else None,
        dormitory=True if _DORMITORY.search(said) else None,
        meals=next((meals for meals, words in _MEALS if words.search(said)), None),
        commission=bool(_COMMISSION.search(said)),
        benefits=tuple(code for code, words in _BENEFITS if words.search(said)),
        languages=_skilled(needed, _LANGUAGE_WORDS),
        computing=_skilled(needed, _COMPUTING),
        licences=_licences(needed),
        soft_skills=tuple(code for code, words in _SOFT.items() if words.search(wanted)),
    )


def parse_working_time(text: str) -> WorkingTime | None:
    """A cell about working time; None when it says neither or both."""
    said = plain(text)
    part, full = bool(_PART.search(said)), bool(_FULL.search(said))
    return None if part == full else WorkingTime.PART if part else WorkingTime.FULL


def _working_time(head: str, said: str) -> WorkingTime | None:
    if _PART.search(head) and not _FULL.search(head):
        return WorkingTime.PART
    if _FULL.search(head):
        return WorkingTime.FULL
    return WorkingTime.FULL if _FULL.search(said) and not _PART.search(said) else None


def _purpose(head: str) -> Purpose | None:
    return Purpose.TEMPORARY if _TEMPORARY.search(head) else Purpose.EXTRA if _EXTRA.search(head) else None


def _position(head: str) -> Position | None:
    if _LEADER.search(head) and not re.search(r"\b(?:tro ly|thu ky)\b", head):
        return Position.LEADER
    return Position.MANAGER if _MANAGER.search(head) and not re.search(r"\bnhan vien\b|\btro ly\b", head) else None


def _skilled(lines: list[str], words: dict[str, re.Pattern[str]]) -> tuple[tuple[str, Proficiency], ...]:
    """Each skill required, at the level its line asks; without a level, the lowest."""
    found: dict[str, Proficiency] = {}
    whole = "\n".join(lines)
    words = {code: pattern for code, pattern in words.items() if pattern.search(whole)}
    for line in lines if words else ():
        level = (
            Proficiency.VERY_GOOD
            if _VERY_GOOD.search(line)
            else Proficiency.GOOD
            if _GOOD.search(line)
            else Proficiency.AVERAGE
        )
        for code, pattern in words.items():
            if pattern.search(line):
                found.setdefault(code, level)
    return tuple(found.items())


def _licences(lines: list[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    whole = "\n".join(lines)
    if not _LICENCE.search(whole) and not any(words.search(whole) for words in _CERTIFICATES.values()):
        return ()
    for line in lines:
        # "B2, C": any of several classes will do, so only a single one is a requirement.
        classes = {_DRIVING[match] for match in _LICENCE.findall(line)}
        if len(classes) == 1 and not re.search(r"\b(?:b2?|c) ?(?:,|/|hoac|-) ?[b-f]\d?\b", line):
            found.update(dict.fromkeys(classes))
        found.update(dict.fromkeys(code for code, words in _CERTIFICATES.items() if words.search(line)))
    return tuple(found)
