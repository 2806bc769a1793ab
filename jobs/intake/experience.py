"""Years of experience: "1 năm", "1-3 năm", "Không yêu cầu", "Dưới 1 năm", "Trên 5 năm", and from requirement texts."""

import re
from dataclasses import dataclass
from functools import lru_cache

from jobs.intake.enums import Reason
from jobs.intake.parsed import Parsed, absent, not_understood, uncertain, understood
from jobs.intake.plain import plain, says_nothing

LONGEST_MONTHS = 40 * 12


@dataclass(frozen=True, slots=True)
class Experience:
    """Months of experience, asked for or held. ``high`` is None when open ("trên 5 năm").

    ``preferred``: wished for, not required ("ưu tiên có 1 năm kinh nghiệm").
    """

    low: int
    high: int | None = None
    preferred: bool = False


_NUMBER = r"(?<![\d.,])(\d{1,3}(?:[.,]\d)?|nua|mot|hai|ba|bon|nam(?= nam)|sau(?= (?:nam|thang))|muoi)"
_UNIT = r"(nam|thang|years?|yrs?|months?|y|m)"
_RANGE = re.compile(
    _NUMBER + r"\s*" + _UNIT + r"?\s*(?:-|den|toi|to|~|hoac|/|va)\s*" + _NUMBER + r"\s*" + _UNIT + r"\b"
)
_SINGLE = re.compile(_NUMBER + r"\s*(?:\(\w+\)\s*)?(\+)?\s*" + _UNIT + r"\b(?:\s*(ruoi)\b)?(\s*\+|\s*tro len)?")
_BARE = re.compile(r"^\D*?(\d{1,2})\s*(?:-\s*(\d{1,2}))?\s*\+?$")
_LESS = re.compile(r"(?:duoi|it hon|chua (?:den|toi|du)|under|less than|<=?|toi da|khong qua)\W*$")
_MORE = re.compile(r"(?:tren|hon|tu|it nhat|toi thieu|over|more than|at least|min(?:imum)?|>=?|≥)\W*(?:\w+\W+){0,2}$")
_NONE = re.compile(
    r"(?:khong|ko|k|chua|0)\s*(?:yeu cau|can|doi hoi|bat buoc|co"
    r"|tung)?\s*(?:phai\s*)?(?:co\s*)?(?:nhieu\s*)?(?:kinh nghiem|kn\b)"
    r"|^(?:khong|ko) (?:yeu cau|can|doi hoi|bat buoc)|no experience|not required|entry level|fresher|^khong$"
    r"|^chua co$|^khong co$"
    r"|moi (?:tot nghiep|ra truong)|chua qua dao tao|se duoc dao tao|duoc dao tao (?:tu dau|neu chua)"
)
_PREFER = re.compile(r"uu tien|loi the|la diem cong|diem cong|prefer|an advantage|a plus|khuyen khich")
_SOME = re.compile(r"(?:^|\b)(?:co|da co|yeu cau|can)\s+(?:\w+\s+){0,2}(?:kinh nghiem|kn)\b")
_WORDS = {"nua": 0.5, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "muoi": 10}


def _months(number: str, unit: str) -> int:
    value = _WORDS[number] if number in _WORDS else float(number.replace(",", "."))
    return round(value * (1 if unit.startswith(("thang", "m")) else 12))


@lru_cache(maxsize=4_096)
def parse_experience(text: str) -> Parsed[Experience]:
    """Read a cell about experience (asked or held). Never raises."""
    said = plain(text)
    if says_nothing(said):
        return absent()
    found = _stated(said)
    if found is not None:
        if max(found.low, found.high or 0) > LONGEST_MONTHS:
            return uncertain(Reason.EXPERIENCE_BOUNDS)
        return understood(found)
    if _NONE.search(said):
        return understood(Experience(0, 0))
    bare = _BARE.match(said)
    if bare:
        low = int(bare[1])
        high = int(bare[2]) if bare[2] else low
        if max(low, high) * 12 > LONGEST_MONTHS:
            return uncertain(Reason.EXPERIENCE_BOUNDS)
        return uncertain(Reason.EXPERIENCE_UNIT, Experience(min(low, high) * 12, max(low, high) * 12))
    if _SOME.search(said) or "kinh nghiem" in said:
        return uncertain(Reason.EXPERIENCE_AMOUNT)
    return not_understood(Reason.EXPERIENCE_UNCLEAR)


def _stated(said: str) -> Experience | None:
    """The first number of years or months in a folded text."""
    preferred = bool(_PREFER.search(said))
    match = _RANGE.search(said)
    if match:
        unit = match[4]
        low, high = _months(match[1], match[2] or unit), _months(match[3], unit)
        return Experience(min(low, high), max(low, high), preferred)
    match = _SINGLE.search(said)
    if not match:
        return None
    value = _months(match[1], match[3])
    if match[4]:
        value += 6
    before = said[: match.start()]
    if _LESS.search(before):
        return Experience(0, value, preferred)
    if _MORE.search(before) or match[2] or match[5]:
        return Experience(value, None, preferred)
    return Experience(value, value, preferred)


_LINE = re.compile(r"[\n\r;•]+|(?<=[a-zà-ỹ0-9)])\.\s+")


@lru_cache(maxsize=1_024)
def experience_in(text: str) -> Parsed[Experience]:
    """Find experience asked for within a long text of requirements.

    Only sentences that speak of experience count ("hợp đồng 1 năm" does not); the first stated
    requirement wins over a preference.
    """
    wished: Experience | None = None
    some = False
    for line in _LINE.split(text[:20_000]):
        said = plain(line)
        if "kinh nghiem" not in said and "experience" not in said and not re.search(r"\bkn\b", said):
            continue
        near = _near(said)
        found = _stated(near)
        if found is None and _NONE.search(near):
            found = Experience(0, 0)
        if found is not None and max(found.low, found.high or 0) <= LONGEST_MONTHS:
            if not found.preferred:
                return understood(found)
            wished = wished or found
        some = True
    if wished is not None:
        return understood(wished)
    return uncertain(Reason.EXPERIENCE_AMOUNT) if some else absent()


def _near(said: str) -> str:
    """The words around the first mention of experience."""
    at = min((i for i in (said.find("kinh nghiem"), said.find("experience"), said.find("kn")) if i >= 0), default=0)
    return said[max(0, at - 60) : at + 60]
