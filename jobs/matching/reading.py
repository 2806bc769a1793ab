"""A run's figures in people's words, one row each, so that two runs can stand side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.matching.models import MatchRun

Text = str | Promise


def _number(value: float) -> str:
    return number_format(value, force_grouping=True)


def _percent(value: float) -> str:
    return f"{number_format(100 * value, decimal_pos=1)} %"


def _seconds(value: float) -> str:
    return _("%(n)s giây") % {"n": number_format(value, decimal_pos=1, force_grouping=True)}


def _bytes(value: float) -> str:
    return filesizeformat(abs(value)) if value >= 0 else f"-{filesizeformat(-value)}"


def _points(value: float) -> str:
    return number_format(value, decimal_pos=1)


def _index(value: float) -> str:
    return number_format(value, decimal_pos=3)


@dataclass(frozen=True)
class Figure:
    """One figure of a run: where it stands in :attr:`MatchRun.figures`, and how it is said."""

    label: Text
    path: tuple[str | int, ...]
    said: Callable[[float], str]
    better: int = 0
    """1: more is better; -1: less is; 0: neither."""

    def of(self, run: MatchRun) -> float | None:
        """The value, ``None`` when the run has none (failed, or older than the figure)."""
        value: Any = run.figures
        for step in self.path:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value if isinstance(value, int | float) else None


_SEATS = ("before_and_after",)
"""Pairs of figures: of lists by points alone, and of the lists as they are."""
FIGURES: tuple[Figure, ...] = (
    Figure(gettext_lazy("Người lao động được xét"), ("workers",), _number),
    Figure(gettext_lazy("Tin tuyển dụng được xét"), ("vacancies",), _number),
    Figure(gettext_lazy("Cặp đã so, mỗi người với mỗi tin"), ("pairs",), _number),
    Figure(gettext_lazy("Người có ít nhất một việc hợp"), ("workers_with_matches",), _number, 1),
    Figure(gettext_lazy("Phần người có việc hợp"), ("coverage_workers",), _percent, 1),
    Figure(gettext_lazy("Tin có ít nhất một người hợp"), ("vacancies_with_matches",), _number, 1),
    Figure(gettext_lazy("Tin được hiện cho ít nhất một người"), ("vacancies_shown",), _number, 1),
    Figure(gettext_lazy("Phần tin được hiện"), ("coverage_vacancies",), _percent, 1),
    Figure(gettext_lazy("Mức dồn vào ít tin (0 là đều, 1 là dồn hết)"), ("gini",), _index, -1),
    Figure(gettext_lazy("Chỗ làm còn trống"), ("before_and_after", "seats"), _number),
    Figure(gettext_lazy("Nếu ai cũng nộp theo danh sách: số người được nhận"), (*_SEATS, "hires", 1), _number, 1),
    Figure(gettext_lazy("– như thế, khi danh sách chỉ xếp theo điểm"), (*_SEATS, "hires", 0), _number, 1),
    Figure(gettext_lazy("Điểm trung bình của những người được nhận"), (*_SEATS, "hire_points", 1), _points, 1),
    Figure(gettext_lazy("– như thế, khi danh sách chỉ xếp theo điểm"), (*_SEATS, "hire_points", 0), _points, 1),
    Figure(gettext_lazy("Tin được hiện, khi danh sách chỉ xếp theo điểm"), (*_SEATS, "shown", 0), _number, 1),
    Figure(gettext_lazy("Mức dồn vào ít tin, khi danh sách chỉ xếp theo điểm"), (*_SEATS, "gini", 0), _index, -1),
    Figure(gettext_lazy("Thời gian ghi lại hồ sơ và tin"), ("seconds", "snapshot"), _seconds, -1),
    Figure(gettext_lazy("Thời gian so từng cặp"), ("seconds", "matching"), _seconds, -1),
    Figure(gettext_lazy("Thời gian công bố"), ("seconds", "publishing"), _seconds, -1),
    Figure(gettext_lazy("Cả đợt"), ("seconds", "whole"), _seconds, -1),
    Figure(gettext_lazy("Bộ nhớ nhiều nhất"), ("peak_bytes",), _bytes, -1),
)


@dataclass(frozen=True)
class Row:
    """A figure of two runs; texts are "" where a run has none."""

    label: Text
    one: str
    other: str
    difference: str
    is_better: bool | None
    """Of ``one`` over ``other``; ``None`` when equal or neither is better."""


def rows(one: MatchRun, other: MatchRun | None = None) -> list[Row]:
    """Figures either run has, in order."""
    made = []
    for figure in FIGURES:
        mine, theirs = figure.of(one), figure.of(other) if other else None
        if mine is None and theirs is None:
            continue
        by = mine - theirs if mine is not None and theirs is not None else 0
        if figure.said(abs(by)) == figure.said(0):
            by = 0  # apart by less than is shown
        made.append(
            Row(
                figure.label,
                "" if mine is None else figure.said(mine),
                "" if theirs is None else figure.said(theirs),
                f"{'+' if by > 0 else ''}{figure.said(by)}" if by else "",
                by * figure.better > 0 if by and figure.better else None,
            )
        )
    return made
