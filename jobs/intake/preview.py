"""What staff see before an import: the first rows as they would be taken, each with its problems."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from jobs.intake.drafts import Draft, VacancyDraft
from jobs.intake.engine import drafts_of, owner_of
from jobs.intake.enums import Column, Kind, Reason
from jobs.intake.models import IntakeBatch
from jobs.intake.pay import Pay
from jobs.intake.readers import open_source
from portal.codes.models import Occupation

SHOWN = 50


@dataclass(frozen=True)
class PreviewRow:
    """One row as it would be imported; ``rejection`` when it would not."""

    number: int
    title: str
    who: str
    place: str
    pay: str
    occupation: str
    rejection: str
    problems: list[tuple[str, str]]


def preview(batch: IntakeBatch) -> list[PreviewRow]:
    """The first rows of the file."""
    source = open_source(Path(batch.file.path))
    rows = drafts_of(source, batch.mapping, Kind(batch.kind), batch.collected_on, owner_of(batch))
    drafts = list(islice(rows, SHOWN))
    codes = {draft.occupation.code for draft in drafts if draft.occupation and draft.occupation.code}
    names = {found.code: found.label for found in Occupation.objects.filter(code__in=codes).order_by("code")}
    return [_row(draft, names) for draft in drafts]


def sheet_widths(batch: IntakeBatch) -> list[tuple[dict[str, Any], list[list[str]]]]:
    """Each mapped sheet's entry with up to three sample rows as texts."""
    source = open_source(Path(batch.file.path))
    by_name = {sheet.name: sheet for sheet in source.sheets}
    found = []
    for entry in batch.mapping:
        sheet = by_name[entry["sheet"]]
        first = 0 if sheet.header is not None else entry["header_row"]
        rows = islice((row for row in sheet.rows() if row.number > first and row.cells), 3)
        found.append((entry, [[_short(cell) for cell in row.cells] for row in rows]))
    return found


def width_of(entry: dict[str, Any], samples: list[list[str]]) -> int:
    """Columns of a sheet, by its header, its first rows and its mapping."""
    mapped = (int(at) + 1 for at in entry["columns"])
    return max([len(entry["titles"]), *map(len, samples), *mapped])


def _short(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _row(draft: Draft, names: dict[str, str]) -> PreviewRow:
    coded = draft.occupation
    places = draft.places.value if draft.places and draft.places.value else None
    where = [place.name for place in places.places[:3]] if places else []
    if places and len(places.places) > 3:
        where.append("…")
    if places and places.nationwide:
        where = [_("Toàn quốc")]
    return PreviewRow(
        number=draft.row.number,
        title=draft.title,
        who=draft.employer if isinstance(draft, VacancyDraft) else getattr(draft, "name", ""),
        place=", ".join(where),
        pay=pay_in_words(draft.pay.sure) if draft.pay else "",
        occupation=f"{coded.code} {names.get(coded.code, '')}" if coded and coded.code else "",
        rejection=str(draft.rejection.label) if draft.rejection else "",
        problems=[(str(Column(c).label), str(Reason(r).label)) for c, r in draft.problems.items()],
    )


def pay_in_words(pay: Pay | None) -> str:
    """Pay as understood, in dong."""
    if pay is None:
        return ""
    if pay.low_vnd is None and pay.high_vnd is None:
        return _("Thoả thuận") if pay.negotiable else ""
    ends = [f"{end:,}".replace(",", ".") for end in (pay.low_vnd, pay.high_vnd) if end is not None]
    unit = {"hour": _("giờ"), "day": _("ngày"), "month": _("tháng"), "year": _("năm")}[pay.period]
    amount = " – ".join(dict.fromkeys(ends))
    if pay.high_vnd is None:
        amount = _("từ %(amount)s") % {"amount": amount}
    elif pay.low_vnd is None:
        amount = _("đến %(amount)s") % {"amount": amount}
    return f"{amount} đ/{unit}"
