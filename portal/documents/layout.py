"""Rows of an official form: what its Typst document and its print page draw, in the form's own order."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

from portal.documents.qr import square

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
    numbered: bool = False
    """The columns carry their numbers under the heads, as the form's do."""
    kind: str = "table"


@dataclass(frozen=True)
class Words:
    """The form's own sentence."""

    text: str
    kind: str = "words"


Row = Line | Ticks | Table | Words


@dataclass(frozen=True)
class Section:
    title: str
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Signature:
    """Who signs; ``above`` stands over the title (place and day), ``name`` under the signature."""

    title: str
    name: str = ""
    above: str = ""
    how: str = "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True)
class Form:
    """One official form, filled. What is empty is left out, or is a dotted line where the form has one."""

    number: str
    title: str
    subtitle: str
    code: str
    centre: str
    sections: list[Section]
    commitment: str
    agreed_on: str
    name: str
    decree: str = "Nghị định số 352/2025/NĐ-CP"
    serial: str = ""
    """The number the centre gave the paper."""
    addressee: str = ""
    signatures: list[Signature] = field(default_factory=list)
    """Empty: whoever receives the form and whoever hands it in."""
    is_declared: bool = False
    """The commitment is a sentence over the signature, not a box to tick."""
    notes: list[str] = field(default_factory=list)
    leaves: list[str] = field(default_factory=list)
    """Copies the form itself asks for (liên), one sheet each."""
    is_wide: bool = False
    points: float = 10.5
    """Size of its letters."""
    copy_of: str = ""
    """Printed at the top of every page of a copy."""
    link: str = ""
    """An address at the foot, also as a square to be photographed."""
    link_said: str = ""
    """What it is for."""

    def data(self) -> dict[str, Any]:
        """What the document draws."""
        return asdict(self) | {"square": self.square}

    @property
    def square(self) -> SafeString:
        """The link's QR code, or nothing."""
        return mark_safe(square(self.link) if self.link else "")  # noqa: S308 — drawn by segno: a path, no text

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

    def labels(self) -> list[str]:
        """Every label and every option of the form, in its order."""
        found: list[str] = []
        for section in self.sections:
            for row in section.rows:
                if isinstance(row, Line):
                    found += [one.label for one in row.blanks]
                elif isinstance(row, Ticks):
                    found += [row.label, *(text for text, _on in row.options)]
                elif isinstance(row, Table):
                    found += row.heads
                else:
                    found.append(row.text)
        return [text for text in found if text]


def ticks(
    label: str, choices: Choices, chosen: Any, *, required: bool = False, step: str = "", more: str | None = None
) -> Ticks:
    """``chosen``: one value or several; ``None`` and "" tick nothing."""
    several = chosen if isinstance(chosen, list | tuple | set | frozenset) else [chosen]
    options = [(str(text), value in several) for value, text in choices if value != ""]
    return Ticks(label, options, required, step, more)


def day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def long_day(value: date | None) -> str:
    """As it stands over a signature: "ngày 05 tháng 02 năm 2026"; nothing is left to be written by hand."""
    return f"ngày {value:%d} tháng {value:%m} năm {value:%Y}" if value else "ngày …… tháng …… năm 20……"


def money(dong: int | None) -> str:
    """As forms carry it: 7500000 → "7.500.000"."""
    return "" if dong is None else f"{dong:,}".replace(",", ".")
