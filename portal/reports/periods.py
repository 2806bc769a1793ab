"""The time a figure is counted for: a year, half of it, a quarter, a month, a week, or any days from – to."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 2000, 2100
_ROMAN = ("I", "II", "III", "IV")
WHOLE_YEAR = 12
WEEK = 7


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days of the centre's time zone, both ends included."""

    first: date
    last: date

    @classmethod
    def months(cls, year: int, month: int, count: int) -> Self:
        """``count`` whole months from the first of ``month`` (1–12; more or less runs into other years)."""
        first = _month(year, month)
        return cls(first, _month(first.year, first.month + count) - timedelta(days=1))

    @classmethod
    def of_year(cls, year: int) -> Self:
        return cls.months(year, 1, WHOLE_YEAR)

    @classmethod
    def of_quarter(cls, year: int, quarter: int) -> Self:
        return cls.months(year, 3 * quarter - 2, 3)

    @classmethod
    def of_half(cls, year: int, half: int) -> Self:
        return cls.months(year, 6 * half - 5, 6)

    @classmethod
    def of_week(cls, day: date) -> Self:
        """Monday to Sunday around ``day``."""
        monday = day - timedelta(days=day.weekday())
        return cls(monday, monday + timedelta(days=WEEK - 1))

    @property
    def starts(self) -> datetime:
        """The first moment."""
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def ends(self) -> datetime:
        """The first moment after."""
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time.min))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def whole_months(self) -> int:
        """How many, when the period is made of whole calendar months; else 0."""
        is_whole = self.first.day == 1 and self.last.day == monthrange(self.last.year, self.last.month)[1]
        return 12 * (self.last.year - self.first.year) + self.last.month - self.first.month + 1 if is_whole else 0

    @property
    def part(self) -> str:
        """What the period is of its year: "" all of it, "h1", "h2", "q1"–"q4", "m1"–"m12"; "free" for any other."""
        count, month = self.whole_months, self.first.month
        if count == WHOLE_YEAR and month == 1:
            return ""
        if count == 6 and month % 6 == 1:
            return f"h{(month + 5) // 6}"
        if count == 3 and month % 3 == 1:
            return f"q{(month + 2) // 3}"
        return f"m{month}" if count == 1 else "free"

    @property
    def label(self) -> str:
        """ "Năm 2024", "6 tháng đầu năm 2025", "Quý I năm 2025", "Tháng 3 năm 2025", "Tuần 03/02 – 09/02/2025",
        "Ngày 01/02/2025" or "Từ 01/02/2025 đến 15/03/2025"."""
        part = self.part
        if part == "free":
            return self._days_label
        if part.startswith("h"):
            half = _("6 tháng đầu năm %(year)s") if part == "h1" else _("6 tháng cuối năm %(year)s")
            return half % {"year": self.first.year}
        if part.startswith("q"):
            return _("Quý %(quarter)s năm %(year)s") % {
                "quarter": _ROMAN[int(part[1:]) - 1],
                "year": self.first.year,
            }
        if part:
            return _("Tháng %(month)s năm %(year)s") % {"month": self.first.month, "year": self.first.year}
        return _("Năm %(year)s") % {"year": self.first.year}

    @property
    def _days_label(self) -> str:
        days = {"first": f"{self.first:%d/%m/%Y}", "last": f"{self.last:%d/%m/%Y}"}
        if self.days == 1:
            return _("Ngày %(first)s") % days
        if self.days == WEEK and self.first.weekday() == 0:
            return _("Tuần %(first)s – %(last)s") % {**days, "first": f"{self.first:%d/%m}"}
        return _("Từ %(first)s đến %(last)s") % days

    @property
    def short_label(self) -> str:
        """A half, quarter or month without its year: "6 tháng đầu năm", "Quý I", "Tháng 3"."""
        part = self.part
        if part.startswith("h"):
            return _("6 tháng đầu năm") if part == "h1" else _("6 tháng cuối năm")
        if part.startswith("q"):
            return _("Quý %(quarter)s") % {"quarter": _ROMAN[int(part[1:]) - 1]}
        return _("Tháng %(month)s") % {"month": self.first.month}

    @property
    def query(self) -> str:
        """The part of an address that names the period; :func:`from_query` reads it back."""
        if self.part == "free":
            return urlencode({"tu": self.first.isoformat(), "den": self.last.isoformat()})
        return urlencode({"nam": self.first.year, **({"ky": self.part} if self.part else {})})

    def moved(self, steps: int) -> "Period":
        """The period of the same make ``steps`` later; before, when negative."""
        count = self.whole_months
        if count:
            return Period.months(self.first.year, self.first.month + steps * count, count)
        shift = timedelta(days=steps * self.days)
        return Period(self.first + shift, self.last + shift)

    @property
    def previous(self) -> "Period":
        """What the period is compared with: the one just before, equally long."""
        return self.moved(-1)


def _month(year: int, month: int) -> date:
    """The first of a month; month 13 is January of the next year, 0 December of the last."""
    years, index = divmod(month - 1, 12)
    return date(year + years, index + 1, 1)


def from_query(query: Mapping[str, str], today: date) -> tuple[Period, str]:
    """The period an address names, and what was wrong with it ("" if nothing).

    ``nam`` year, ``ky`` part of it (h1, h2, q1–q4, m1–m12); or ``tu`` and ``den``, ISO days. Without any, the
    quarter of ``today``.
    """
    usual = Period.of_quarter(today.year, (today.month + 2) // 3)
    if query.get("tu") or query.get("den"):
        return _free(query, usual)
    if not query.get("nam"):
        return usual, ""
    year = _number(query["nam"], FIRST_YEAR, LAST_YEAR)
    part = query.get("ky", "")
    if year and not part:
        return Period.of_year(year), ""
    kind, index = part[:1], _number(part[1:], 1, 12)
    if year and kind == "m" and index:
        return Period.months(year, index, 1), ""
    if year and kind == "q" and index and index <= 4:
        return Period.of_quarter(year, index), ""
    if year and kind == "h" and index and index <= 2:
        return Period.of_half(year, index), ""
    return usual, _("Không có kỳ này; số liệu bên dưới là của quý hiện tại.")


def _number(text: str, low: int, high: int) -> int:
    """The whole number, or 0 when it is none between ``low`` and ``high``."""
    value = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
    return value if low <= value <= high else 0


def _free(query: Mapping[str, str], usual: Period) -> tuple[Period, str]:
    try:
        first, last = date.fromisoformat(query.get("tu", "")), date.fromisoformat(query.get("den", ""))
    except ValueError:
        return usual, _("Cần cả ngày đầu và ngày cuối; số liệu bên dưới là của quý hiện tại.")
    if not (first.year >= FIRST_YEAR and last.year <= LAST_YEAR and first <= last):
        return usual, _("Ngày cuối phải sau ngày đầu; số liệu bên dưới là của quý hiện tại.")
    return Period(first, last), ""
