"""Dates of adverts: dd-mm-yyyy, ISO, Excel serials and dates; broken ones stay broken, never invented."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from jobs.intake.enums import Reason
from jobs.intake.parsed import Parsed, absent, not_understood, uncertain, understood
from jobs.intake.plain import plain, says_nothing


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, or none when open ("đến khi tuyển đủ")."""

    on: date | None
    until_filled: bool = False


FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range((FIRST - EXCEL_EPOCH).days, (LAST - EXCEL_EPOCH).days + 1)
_ISO = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d{1,2}:\d{2}\S*)?")
_COMPACT = re.compile(r"^(20\d{2})(\d{2})(\d{2})$")
_DMY = re.compile(r"(?<!\d)(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?!\d)")
_WORDS = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*(?:thang|th|t)\s*\.?\s*(\d{1,2})\s*[,-]?\s*(?:nam\s*)?(\d{4})")
_DAY_MONTH = re.compile(r"^(?:\D{0,30}\s)?(?:ngay\s*)?(\d{1,2})\s*(?:[-/.]|thang)\s*(\d{1,2})$")
_RELATIVE = re.compile(r"\b(hom nay|ngay mai|hom qua|today|tomorrow|yesterday)\b")
_IN_DAYS = re.compile(
    r"(?:con|sau|trong(?: vong)?|con lai)\s*(\d{1,3})\s*(ngay|tuan|thang)|^(\d{1,3})\s*(ngay|tuan|thang)(?: nua"
    r"| truoc)?$"
)
_FILLED = re.compile(
    r"khi (?:tuyen )?du|den khi du|tuyen du|lien tuc|khong (?:thoi )?han|vo thoi han|quanh nam|open|thuong xuyen"
    r"|until filled"
)
_SHIFT = {"hom nay": 0, "today": 0, "ngay mai": 1, "tomorrow": 1, "hom qua": -1, "yesterday": -1}


def _day(year: int, month: int, day: int) -> Parsed[Day]:
    try:
        on = date(year, month, day)
    except ValueError:
        if month > 12 >= day and month <= 31:
            return uncertain(Reason.DATE_ORDER, Day(date(year, day, month)) if _exists(year, day, month) else None)
        return not_understood(Reason.DATE_IMPOSSIBLE)
    return understood(Day(on)) if FIRST <= on <= LAST else uncertain(Reason.DATE_BOUNDS, Day(on))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def parse_day(value: object, seen_on: date | None = None) -> Parsed[Day]:
    """Read a cell that should hold a day.

    ``seen_on`` is the day the file was collected: "hôm nay" and "còn 5 ngày" are understood
    only with it. A number that could be a day of the month alone ("31") is uncertain. Never raises.
    """
    if value is None or isinstance(value, bool):
        return absent() if value is None else not_understood(Reason.DATE_UNCLEAR)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return understood(Day(value)) if FIRST <= value <= LAST else uncertain(Reason.DATE_BOUNDS, Day(value))
    if isinstance(value, int | float):
        return _number(float(value))
    return _words(str(value)[:400], seen_on)


@lru_cache(maxsize=4_096)
def _words(text: str, seen_on: date | None) -> Parsed[Day]:
    """A day in words; the days of a file repeat."""
    said = plain(text)[:120]
    if says_nothing(said):
        return absent()
    if re.fullmatch(r"\d{1,6}(?:[.,]\d+)?", said):
        return _number(float(said.replace(",", ".")))
    return _text(said, seen_on)


def _number(value: float) -> Parsed[Day]:
    """An Excel serial, or a lone number that says no date."""
    whole = int(value) if abs(value) < 10**9 else -1
    if whole in _SERIALS:
        return understood(Day(EXCEL_EPOCH + timedelta(days=whole)))
    return uncertain(Reason.DATE_BARE_NUMBER)


def _text(said: str, seen_on: date | None) -> Parsed[Day]:
    compact = _COMPACT.match(said)
    iso = compact or _ISO.search(said)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    dates = list(_DMY.finditer(said)) or list(_WORDS.finditer(said))
    if dates:
        # "01/10/2025 - 31/10/2025": a period ends with its last day.
        day, month, year = (int(part) for part in dates[-1].groups())
        return _day(year + 2000 if year < 100 else year, month, day)
    if _FILLED.search(said):
        return understood(Day(None, until_filled=True))
    shift = _relative(said)
    if shift is not None:
        if seen_on is None:
            return uncertain(Reason.DATE_RELATIVE)
        return understood(Day(seen_on + timedelta(days=shift)))
    if _DAY_MONTH.match(said):
        return uncertain(Reason.DATE_NO_YEAR)
    return not_understood(Reason.DATE_UNCLEAR)


def _relative(said: str) -> int | None:
    """Days from the day the text was seen."""
    near = _RELATIVE.search(said)
    if near:
        return _SHIFT[near[1]]
    counted = _IN_DAYS.search(said)
    if not counted:
        return None
    number, unit = int(counted[1] or counted[3]), counted[2] or counted[4]
    days = number * {"ngay": 1, "tuan": 7, "thang": 30}[unit]
    return -days if said.endswith("truoc") else days
