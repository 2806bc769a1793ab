"""The ledger as lines: a group each with its numbers, and the addresses of the rows behind them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.reports.ledger.counting import Both, Counted
from portal.reports.ledger.dimensions import BY
from portal.reports.ledger.enums import TIMES, By, Count
from portal.reports.ledger.scope import Scope
from portal.reports.listings import Column
from portal.reports.periods import Period
from portal.ui import number

LABELS = (
    gettext_lazy("Lượt"), gettext_lazy("Người"), gettext_lazy("Giấy giới thiệu"), gettext_lazy("Tự ứng tuyển"),
    gettext_lazy("Có việc làm"), gettext_lazy("Tỉ lệ có việc"), gettext_lazy("Còn làm sau 3 tháng"),
    gettext_lazy("Số ngày: ứng tuyển + đi làm"),
)  # fmt: skip
DAYS_SHOWN = 92
"""Longer periods are not shown day by day."""


class Cell(NamedTuple):
    """One cell of a line: a number that opens to rows (``what``), with small print under it."""

    label: Any
    text: str
    what: str = ""
    beside: str = ""
    under: str = ""
    is_before: bool = False
    """``under`` is the period before."""


@dataclass(frozen=True)
class Line:
    name: str
    both: Both
    scope: Scope
    """Of exactly the turns counted in this line."""
    has_before: bool = True
    """Days and months of the period before are other lines: nothing stands beside them."""

    @property
    def query(self) -> str:
        return self.scope.query

    @property
    def cells(self) -> list[Cell]:
        """What the page shows of the line, made here: a table may have a hundred lines."""
        now, before = self.both.now, self.both.before
        hired = _("%(n)s người") % {"n": number(now.hired)} if now.hired != now.hires else ""
        due = _("trên %(n)s đã tới hạn") % {"n": number(now.due)} if now.due else ""
        days = [number(shown(value)) for value in (now.to_sent, now.to_start) if value is not None]
        return [
            self._opening(LABELS[0], now.turns, Count.TURNS, before.turns),
            self._opening(LABELS[1], now.people, Count.TURNS, before.people or None),
            self._opening(LABELS[2], now.letters, Count.LETTERS, before.letters),
            self._opening(LABELS[3], now.own, Count.OWN, before.own),
            self._opening(LABELS[4], now.hires, Count.HIRES, before.hires)._replace(beside=hired),
            Cell(LABELS[5], "–" if now.rate is None else f"{number(shown(now.rate))}%"),
            self._opening(LABELS[6], now.stayed, Count.STAYED, None)._replace(under=due, is_before=False),
            Cell(LABELS[7], " + ".join(days) or "–"),
        ]

    def _opening(self, label: Any, value: int, what: Count, before: int | None) -> Cell:
        has_before = self.has_before and before is not None
        under = number(before) if has_before else ""
        return Cell(label, number(value), what.value if value else "", under=under, is_before=has_before)


def lines(scope: Scope, by: By, counted: Counted) -> list[Line]:
    """Times in their order, options as the form has them, others with the most turns first."""
    if by in TIMES:
        return _times(scope, by, counted)
    members = BY[by].members(counted.groups)
    made = [
        Line(member.name, counted.groups[key], scope.narrowed(by, member))
        for key, member in members.items()
        if counted.groups[key].now.turns or counted.groups[key].before.turns
    ]
    if by not in {By.TOPIC, By.CHANNEL}:
        made.sort(key=lambda line: (-line.both.now.turns, line.name))
    return made


def _times(scope: Scope, by: By, counted: Counted) -> list[Line]:
    """Only the parts in which something happened; the first and last may be cut off by the period."""
    made = []
    for first in sorted(key for key, both in counted.groups.items() if both.now.turns):
        part = part_of(by, first, scope.period)
        made.append(Line(part_name(by, part), counted.groups[first], scope.over(part), has_before=False))
    return made


def part_of(by: By, first: date, period: Period) -> Period:
    """The day, week or month that begins on ``first``, as far as it lies in ``period``."""
    if by == By.MONTH:
        whole = Period.months(first.year, first.month, 1)
    else:
        whole = Period(first, first + timedelta(days=6 if by == By.WEEK else 0))
    return Period(max(whole.first, period.first), min(whole.last, period.last))


def part_name(by: By, part: Period) -> str:
    if by == By.MONTH:
        return _("Tháng %(month)s/%(year)s") % {"month": part.first.month, "year": part.first.year}
    if by == By.DAY or part.days == 1:
        return f"{part.first:%d/%m/%Y}"
    return f"{part.first:%d/%m} – {part.last:%d/%m/%Y}"


def short_name(by: By, part: Period) -> str:
    """Under a bar: "T3" or "05/03"."""
    return _("T%(month)s") % {"month": part.first.month} if by == By.MONTH else f"{part.first:%d/%m}"


def fitting(by: By, period: Period) -> By:
    """``by``, but weeks or months where days or weeks would be too many lines."""
    if by == By.DAY and period.days > DAYS_SHOWN:
        return By.WEEK
    return By.MONTH if by == By.WEEK and period.days > 2 * 366 else by


def shown(value: float | None) -> float | None:
    """A median of days or a percentage as a table shows it: one decimal, none where it is whole."""
    if value is None:
        return None
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def _now(name: str) -> Any:
    return lambda line: getattr(line.both.now, name)


def _before(name: str) -> Any:
    return lambda line: getattr(line.both.before, name) if line.has_before else None


def columns(by: By) -> tuple[Column, ...]:
    """Of the spreadsheet: everything the page shows and the steps apart."""
    return (
        Column(by.label, lambda line: line.name),
        Column(_("Lượt"), _now("turns"), is_number=True),
        Column(_("Lượt, kỳ trước"), _before("turns"), is_number=True),
        Column(_("Người"), _now("people"), is_number=True),
        Column(_("Giấy giới thiệu"), _now("letters"), is_number=True),
        Column(_("Tự ứng tuyển sau tư vấn"), _now("own"), is_number=True),
        Column(_("Việc làm"), _now("hires"), is_number=True),
        Column(_("Người có việc"), _now("hired"), is_number=True),
        Column(_("Tỉ lệ người có việc (phần trăm)"), lambda line: shown(line.both.now.rate), is_number=True),
        Column(_("Đã tới hạn hỏi 3 tháng"), _now("due"), is_number=True),
        Column(_("Còn làm sau 3 tháng"), _now("stayed"), is_number=True),
        Column(_("Ngày giữa: lượt → ứng tuyển"), lambda line: shown(line.both.now.to_sent), is_number=True),
        Column(_("Ngày giữa: ứng tuyển → đi làm"), lambda line: shown(line.both.now.to_start), is_number=True),
        Column(_("Ngày giữa: lượt → đi làm"), lambda line: shown(line.both.now.to_work), is_number=True),
    )
