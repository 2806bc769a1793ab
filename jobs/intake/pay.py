"""Pay texts of adverts and wishes: "10 - 15 triệu", "Từ 15 triệu", "Tới 500 USD", "350k/ngày", "Thoả thuận"."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from jobs.intake.enums import Reason
from jobs.intake.parsed import Parsed, absent, not_understood, uncertain, understood
from jobs.intake.plain import plain, says_nothing

HOUR, DAY, MONTH, YEAR = "hour", "day", "month", "year"

# Whole dong that a wage of one period may plausibly be; outside it the unit is likely wrong.
# From well under the hourly minimum of zone IV (17,800 d, Decree 293/2025) to a chief executive's.
BOUNDS = {
    HOUR: (10_000, 2_000_000),
    DAY: (80_000, 15_000_000),
    MONTH: (500_000, 600_000_000),
    YEAR: (12_000_000, 7_200_000_000),
}


@dataclass(frozen=True, slots=True)
class Rate:
    """Dong for one unit of a foreign currency, as of a day."""

    currency: str
    dong: Decimal
    on: date


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay as stated: bounds in ``currency`` for one ``period``, and in whole dong.

    A bound is None when the text leaves it open. ``negotiable`` alone (no bound) is
    "thoả thuận". ``rate`` is the rate used when the currency is foreign.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    currency: str = "VND"
    period: str = MONTH
    negotiable: bool = False
    low_vnd: int | None = None
    high_vnd: int | None = None
    rate: Rate | None = None


_NEGOTIABLE = re.compile(
    r"thoa\s*thuan|thuong\s*luong|canh\s*tranh|negotia|competiti|deal\b|trao doi|khi phong van|luc phong van"
    r"|(?:tuy|theo|phu thuoc|dua tren|dua vao)\b.{0,20}(?:nang luc|kha nang|kinh nghiem|trinh do|vi tri|quy dinh"
    r"|san pham)"
    r"|hap dan|xung dang|\btt\b|\bttpv\b|\bpv\b|attractive|hoa hong|theo doanh (?:so|thu)|an chia|luong khoan|luong cao"
)
_HIDDEN = re.compile(
    r"dang nhap|xem muc luong|sign in|log ?in|hien thi|bao mat|an muc luong|you'?ll love it|lien he|khong luong"
)
_PERIODS = (
    (HOUR, re.compile(r"(?:/|\bmoi|\b1|\bmot|\btheo|\bper|\ban)?\s*\b(?:gio|tieng|hour|hr|h)\b|hourly")),
    (DAY, re.compile(r"(?:/|\bmoi|\b1|\bmot|\btheo|\bper|\ba)?\s*\b(?:ngay|cong|day|ca|buoi)\b|daily")),
    (YEAR, re.compile(r"(?:/|\bmoi|\b1|\bmot|\btheo|\bper|\ba)\s*\b(?:nam|year|yr|annum)\b|annual|yearly")),
    (MONTH, re.compile(r"\b(?:thang|month|mo|th)\b|/\s*t\b|monthly")),
)
# "nam" alone is also a man: it means a year only after a slash or a word such as "một".
_UNIT = (
    r"(?P<unit>trieu|trd|tr|mil(?:lion)?s?|mio|cu|m(?!\w)|nghin|ngan|ng|k|ty|ti(?!\w))?"
    r"(?P<tail>\d{1,3}(?!\d))?"
    r"\s*(?P<half>ruoi)?"
)
_MONEY = r"(?P<currency>us\s?dollars?|us\s?\$|\$\s?us|usd|u\.s\.d|\$|do la(?: my)?|do\b|vnd|vn\s?d|dong|d(?!\w)"
_MONEY += r"|jpy|yen|¥|yen nhat|krw|won|₩|eur|euro|€|twd|nt\$|dai te|cny|rmb|te\b|sgd|thb|baht|aud|cad|gbp)?"
_NUMBER = r"(?P<sign>us\s?\$|\$|usd|vnd)?\s*(?P<number>\d+(?:[.,]\d+)*(?: \d{3}(?!\d))*)"
_AMOUNT = re.compile(_NUMBER + r"\s*" + _UNIT + r"\s*" + _MONEY)
_CURRENCIES = (
    ("VND", re.compile(r"vn|dong|d$")),
    ("USD", re.compile(r"us|u\.s|\$|do")),
    ("JPY", re.compile(r"jpy|yen|¥")),
    ("KRW", re.compile(r"krw|won|₩")),
    ("EUR", re.compile(r"eur|€")),
    ("TWD", re.compile(r"twd|nt|dai")),
    ("CNY", re.compile(r"cny|rmb|te")),
    ("SGD", re.compile(r"sgd")),
    ("THB", re.compile(r"thb|baht")),
    ("AUD", re.compile(r"aud")),
    ("CAD", re.compile(r"cad")),
    ("GBP", re.compile(r"gbp")),
)
_NOT_MONEY = re.compile(
    r"\b\d{1,2}\s?h\s?\d{0,2}\s?-\s?\d{1,2}\s?h\s?\d{0,2}|\b\d{1,3}\s?(?:ngay cong|cong|ngay phep"
    r"|ngay)\s*/\s*(?:thang|tuan|nam)"
    r"|\b\d{1,3}\s?(?:ngay (?:cong|phep)|%)|\b1 ?(?=(?:thang|ngay|gio|nam|ca|buoi)\b)|\btren duoi\b"
)
_FROM = re.compile(
    r"(?:\btu|\btren|\btoi thieu|\bit nhat|\bfrom|\bover|\bmin(?:imum)?|\bhon|>=?|≥|\bthap nhat|\bkhoi diem)\W*$"
)
_UPTO = re.compile(
    r"(?:\btoi|\blen (?:den|toi)|\bden|\bup\s?to|\bduoi|\btoi da|\bmax(?:imum)?|<=?|≤|\bcao nhat|\bko qua"
    r"|\bkhong qua)\W*$"
)
_BETWEEN = re.compile(r"^[\s.]*(?:-|—|den|toi|to|va|~|=>|->|\.\.)+\s*(?:tren|hon|khoang)?[\s:]*$")
_MORE = re.compile(r"^\s*/?\s*(?:thang|ngay|gio)?\s*(?:\+(?!\s*\w)|tro len|do len|and above|tro di|up\b)")
_SCALE = {
    "trieu": 6,
    "trd": 6,
    "tr": 6,
    "cu": 6,
    "mio": 6,
    "m": 6,
    "nghin": 3,
    "ngan": 3,
    "ng": 3,
    "k": 3,
    "ty": 9,
    "ti": 9,
}


@dataclass(frozen=True, slots=True)
class _Amount:
    number: str
    unit: str
    tail: str
    half: bool
    currency: str
    start: int
    end: int


def _amounts(text: str) -> list[_Amount]:
    found = []
    for m in _AMOUNT.finditer(text):
        said = (m["currency"] or m["sign"] or "").strip()
        currency = next((code for code, words in _CURRENCIES if words.match(said)), "") if said else ""
        unit = m["unit"] or ""
        tail = m["tail"] or "" if unit else ""
        end = m.end() if unit or not m["tail"] else m.start("tail")
        found.append(_Amount(m["number"], unit, tail, bool(m["half"]), currency, m.start(), end))
    return found


def _value(amount: _Amount, unit: str) -> Decimal:
    """The number in whole currency units; a single separator before three digits means thousands
    unless the unit is already millions ("1,000 USD" but "1.250 triệu")."""
    scale = 6 if unit.startswith("mil") else _SCALE.get(unit, 0)
    number = amount.number.replace(" ", "")
    groups = re.split(r"[.,]", number)
    thousands = len(groups) > 1 and all(len(group) == 3 for group in groups[1:])
    if len(groups) == 2 and scale >= 6:
        thousands = False
    if len(groups) > 2 and not thousands:
        # "1.000,50": the last separator is the decimal one.
        value = Decimal("".join(groups[:-1]) + "." + groups[-1])
    elif len(groups) == 1 or thousands:
        value = Decimal("".join(groups))
    else:
        value = Decimal(f"{groups[0]}.{groups[1]}")
    if len(groups) == 4 and scale and thousands:
        scale = 0
    value = value.scaleb(scale)
    if amount.tail:
        # "7tr5" is 7,500,000 and "10tr250" 10,250,000.
        value += Decimal(amount.tail).scaleb(scale - len(amount.tail))
    if amount.half:
        value += Decimal(5).scaleb(scale - 1)
    return value


def _period(text: str) -> str:
    """The period a text names; "" when it names none."""
    for period, words in _PERIODS:
        if words.search(text):
            return period
    return ""


def _range(text: str, amounts: list[_Amount]) -> tuple[_Amount | None, _Amount | None, int]:
    """Low and high of the first pay stated in ``text``, and how many amounts it used."""
    first = amounts[0]
    before = text[: first.start]
    if len(amounts) > 1:
        between = text[first.end : amounts[1].start]
        between = re.sub(r"/?\s*\b(?:thang|ngay|gio|nam|month)\b", "", between)
        if _BETWEEN.match(between):
            return first, amounts[1], 2
    after = text[first.end :]
    if _MORE.match(after) or _FROM.search(before):
        return first, None, 1
    if _UPTO.search(before):
        return None, first, 1
    return first, first, 1


@lru_cache(maxsize=16_384)
def parse_pay(text: str, rates: tuple[Rate, ...] = ()) -> Parsed[Pay]:
    """Read a pay text.

    ``rates`` turn foreign amounts into dong. Amounts beyond :data:`BOUNDS`, of unknown
    scale or of unknown period come back uncertain, never mended in silence. Never raises.
    """
    said = plain(text)
    if says_nothing(said):
        return absent()
    # Times and weeks in the same cell ("8h-17h", "26 ngày công") are not money.
    said = _NOT_MONEY.sub(" ", said)
    amounts = [a for a in _amounts(said) if len(a.number) <= 20]
    negotiable = bool(_NEGOTIABLE.search(said))
    if not amounts:
        if negotiable:
            return understood(Pay(negotiable=True))
        return absent(Reason.PAY_HIDDEN) if _HIDDEN.search(said) else not_understood(Reason.PAY_NO_AMOUNT)
    return _read(said, amounts, negotiable, rates)


def _read(said: str, amounts: list[_Amount], negotiable: bool, rates: tuple[Rate, ...]) -> Parsed[Pay]:
    low, high, used = _range(said, amounts)
    pair = [a for a in (low, high) if a is not None]
    currency = next((a.currency for a in reversed(pair) if a.currency), "VND")
    unit = next((a.unit for a in reversed(pair) if a.unit), "")
    ends = [_value(a, a.unit or unit) for a in pair]
    reason: Reason | None = None
    if currency == "VND" and not unit and max(ends) < 1_000:
        # Bare "10 - 15": surely millions, but nobody said so.
        ends, reason = [end.scaleb(6) for end in ends], Reason.PAY_SCALE
    elif len(ends) == 2 and unit and ends[0] > ends[1] * 5 and low is not None and not low.unit:
        # "500 - 10 triệu": the unit belongs to the second number only, the first means thousands.
        ends[0], reason = _value(low, "k"), Reason.PAY_SCALE
    if len(ends) == 2 and ends[0] > ends[1]:
        ends, reason = ends[::-1], reason or Reason.PAY_REVERSED
    period = _period(said)
    rate = next((r for r in rates if r.currency == currency), None)
    bottom, top = ends[0] if low is not None else None, ends[-1] if high is not None else None
    if currency != "VND" and rate is None:
        value = _pay(bottom, top, currency=currency, period=period or MONTH, negotiable=negotiable, rate=None)
        return uncertain(Reason.PAY_CURRENCY, value)
    dong = [int(end * (rate.dong if rate else 1)) for end in ends]
    if not period:
        # Day and hour wages written without their period: too small for a month.
        period = MONTH
        if max(dong) < BOUNDS[MONTH][0]:
            period = DAY if max(dong) >= BOUNDS[DAY][0] else HOUR
            reason = reason or Reason.PAY_PERIOD
    if any(not BOUNDS[period][0] <= end <= BOUNDS[period][1] for end in dong):
        reason = Reason.PAY_BOUNDS
    elif len(amounts) > used and reason is None:
        reason = Reason.PAY_SEVERAL
    value = _pay(bottom, top, currency=currency, period=period, negotiable=negotiable, rate=rate)
    return uncertain(reason, value) if reason else understood(value)


def _pay(
    bottom: Decimal | None, top: Decimal | None, *, currency: str, period: str, negotiable: bool, rate: Rate | None
) -> Pay:
    worth = Decimal(1) if currency == "VND" else rate.dong if rate else None

    def dong(end: Decimal | None) -> int | None:
        return None if end is None or worth is None else int(end * worth)

    return Pay(bottom, top, currency, period, negotiable, dong(bottom), dong(top), rate)
