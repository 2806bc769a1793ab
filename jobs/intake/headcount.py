"""How many people are wanted: "SL: 10", "tuyển 20 công nhân", "05 người"; and ages."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from jobs.intake.deadline import parse_day
from jobs.intake.enums import Reason
from jobs.intake.parsed import Parsed, absent, not_understood, uncertain, understood
from jobs.intake.plain import plain, says_nothing

MOST = 20_000
"""No single advert plausibly wants more people."""

_RANGE = re.compile(r"(\d{1,6})\s*(?:-|den|toi|to)\s*(\d{1,6})")
_COUNT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{3})+|\d{1,6})(?![\d%])")
_OPEN = re.compile(
    r"nhieu|khong gioi han|khong han che|vai|so luong lon|unlimited|several|linh hoat|lien tuc|theo nhu cau"
)
_PEOPLE = (
    r"(?:nguoi|nhan vien|nv\b|cong nhan|cn\b|lao dong|ld\b|ldpt|nhan su|vi tri|ung vien|ban\b|nam\b|nu\b"
    r"|tho\b|ky su|chuyen vien|lai xe|tai xe|bao ve|ke toan|phu kho|thuc tap)"
)
_IN_TITLE = (
    re.compile(
        r"\b(?:sl|so luong|so luong tuyen|chi tieu)\s*[:.=-]?\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\b(?!\s*(?:trieu"
        r"|tr\b|k\b|/))"
    ),
    re.compile(r"\b(?:can )?tuyen(?: dung| gap| them| ngay)*\s*[:.]?\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*" + _PEOPLE),
    re.compile(r"^\W*(\d{1,4})(?:\s*-\s*(\d{1,4}))?\s*" + _PEOPLE),
    re.compile(r"[(\[]\s*(\d{1,4})(?:\s*-\s*(\d{1,4}))?\s*(?:nguoi|nhan vien|nv|cn|vi tri|slot|hc)\s*[)\]]"),
)


@lru_cache(maxsize=4_096)
def parse_headcount(text: str) -> Parsed[int]:
    """Read a cell that holds a number of people. Never raises; below 1 or above :data:`MOST` is uncertain."""
    said = plain(text)[:200]
    if says_nothing(said):
        return absent()
    if re.fullmatch(r"\d{1,6}\.0{1,2}", said):
        said = said.split(".")[0]
    pair = _RANGE.search(said)
    if pair:
        low, high = sorted((int(pair[1]), int(pair[2])))
        return _bounded(low, Reason.COUNT_RANGE if low != high else None)
    counts = [int(re.sub(r"[.,]", "", count)) for count in _COUNT.findall(said)]
    if not counts:
        return uncertain(Reason.COUNT_OPEN) if _OPEN.search(said) else not_understood(Reason.COUNT_UNCLEAR)
    if len(counts) > 1:
        return _bounded(counts[0], Reason.COUNT_UNCLEAR)
    return _bounded(counts[0], None)


def _bounded(count: int, reason: Reason | None) -> Parsed[int]:
    if not 1 <= count <= MOST:
        return uncertain(Reason.COUNT_BOUNDS)
    return uncertain(reason, count) if reason else understood(count)


def headcount_in(title: str) -> Parsed[int]:
    """A number of people stated in a title or first line; only where it can mean nothing else."""
    said = plain(title)[:400]
    for pattern in _IN_TITLE:
        match = pattern.search(said)
        if match:
            low = min(int(group) for group in match.groups() if group)
            return _bounded(low, Reason.COUNT_RANGE if match[2] else None)
    return absent()


@dataclass(frozen=True, slots=True)
class Birth:
    """What is known of a person's birth: the day, or only the year."""

    year: int
    on: date | None = None


def parse_birth(value: object, today: date) -> Parsed[Birth]:
    """Read a birthday or birth year; a person is 10 to 100 years old."""
    text = str(value).strip() if value is not None else ""
    year_only = re.fullmatch(r"((?:1[6-9]|2\d)\d{2})(?:\.0+)?", text)
    if year_only:
        year = int(year_only[1])
        return understood(Birth(year)) if 10 <= today.year - year <= 100 else uncertain(Reason.AGE_BOUNDS)
    if says_nothing(plain(text)):
        return absent()
    day = parse_birthday(value)
    if day is None:
        return not_understood(Reason.AGE_UNCLEAR)
    return understood(Birth(day.year, day)) if 10 <= today.year - day.year <= 100 else uncertain(Reason.AGE_BOUNDS)


def parse_birthday(value: object) -> date | None:
    """A full date of birth, also before 2000 (where adverts' dates are out of bounds)."""
    read = parse_day(value)
    if read.value is not None and read.value.on is not None and read.reason in {None, Reason.DATE_BOUNDS}:
        return read.value.on
    return None


@lru_cache(maxsize=1_024)
def parse_age(text: str) -> Parsed[int]:
    """Read an age in years; outside 10–100 is uncertain."""
    said = plain(text)[:60]
    if says_nothing(said):
        return absent()
    match = re.fullmatch(r"(-?\d{1,4})(?:[.,]0+)?\s*(?:tuoi|t|years?(?: old)?)?", said)
    if not match:
        return not_understood(Reason.AGE_UNCLEAR)
    age = int(match[1])
    return understood(age) if 10 <= age <= 100 else uncertain(Reason.AGE_BOUNDS)
