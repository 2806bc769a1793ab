"""Ready-made starting texts for the province's commonest openings (``openings.json``), written by the centre."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jobs.models import Vacancy
from portal.codes.models import Benefit, Occupation

_RELATED = {"key", "group", "code", "benefits"}


@cache
def openings() -> dict[str, dict[str, Any]]:
    """By key, in the order of the file: title, group, occupation code, benefit codes, and fields of a vacancy."""
    rows = json.loads((Path(__file__).parent / "openings.json").read_text(encoding="utf-8"))
    return {row["key"]: row for row in rows}


def grouped() -> list[tuple[str, list[dict[str, Any]]]]:
    """For a page: (group, openings)."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in openings().values():
        found.setdefault(row["group"], []).append(row)
    return list(found.items())


def fill(vacancy: Vacancy, key: str) -> None:
    """Give a vacancy the text and usual conditions of an opening; its benefits once it is stored. Raises
    ``KeyError`` for an unknown one."""
    row = openings()[key]
    if not vacancy._state.adding:
        vacancy.benefits.set(Benefit.objects.filter(code__in=row["benefits"]))
        return
    for name, value in row.items():
        if name not in _RELATED:
            setattr(vacancy, name, value)
    vacancy.occupation = Occupation.objects.filter(code=row["code"], level=4).first()
