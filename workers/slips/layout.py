"""Rows of a printed form: what its Typst document draws, in the form's own order."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise

Choices = Iterable[tuple[Any, str | Promise]]


@dataclass(frozen=True)
class Blank:
    """A label with a dotted line; ``width`` is its share of the row."""

    label: str
    value: str = ""
    width: int = 1
    required: bool = False
    step: str = ""
    """Key of the profile's step that asks for it."""


@dataclass(frozen=True)
class Line:
    """Blanks beside one another."""

    blanks: list[Blank]
    kind: str = "line"


@dataclass(frozen=True)
class Ticks:
    """A question with its options as boxes. ``more`` follows the last option on a dotted line."""

    label: str
    options: list[tuple[str, bool]]
    required: bool = False
    step: str = ""
    more: str | None = None
    kind: str = "ticks"


@dataclass(frozen=True)
class Table:
    heads: list[str]
    rows: list[list[str]]
    widths: list[int]
    kind: str = "table"


Row = Line | Ticks | Table


@dataclass(frozen=True)
class Section:
    title: str
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Form:
    """One official form, filled. ``place`` and ``day`` stand above the signature."""

    number: str
    title: str
    subtitle: str
    code: str
    centre: str
    sections: list[Section]
    commitment: str
    agreed_on: str
    name: str

    def data(self) -> dict[str, Any]:
        return asdict(self)

    def missing(self) -> list[tuple[str, str]]:
        """(label, step) of what the form requires and nobody has said; one line for each label."""
        lacking: dict[str, str] = {}
        for section in self.sections:
            for row in section.rows:
                if isinstance(row, Line):
                    lacking |= {one.label: one.step for one in row.blanks if one.required and not one.value}
                elif isinstance(row, Ticks) and row.required and not any(on for _text, on in row.options):
                    lacking[row.label] = row.step
        return list(lacking.items())


def ticks(
    label: str, choices: Choices, chosen: Any, *, required: bool = False, step: str = "", more: str | None = None
) -> Ticks:
    """``chosen``: one value or several; ``None`` and "" tick nothing."""
    several = chosen if isinstance(chosen, list | tuple | set | frozenset) else [chosen]
    options = [(str(text), value in several) for value, text in choices if value != ""]
    return Ticks(label, options, required, step, more)


def day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def money(dong: int | None) -> str:
    """As forms carry it: 7500000 → "7.500.000"."""
    return "" if dong is None else f"{dong:,}".replace(",", ".")
