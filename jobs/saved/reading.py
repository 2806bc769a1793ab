"""How a saved search's words were understood, kept with it, so that new vacancies are counted without asking again."""

from typing import Any

from django.http import QueryDict

from jobs.search import Criteria
from jobs.search.words import Mode, Reading, read

VAGUE = frozenset({Mode.NEAR, Mode.ALIKE})
"""Understandings that merely resemble what was asked: nobody is told of such, only of what has all the words."""


def understand(criteria: Criteria) -> dict[str, Any]:
    """The reading as it is kept."""
    reading = read(criteria)
    return {
        "mode": reading.mode.value,
        "asked": reading.criteria.address(),
        "words": list(reading.words),
        "codes": list(reading.codes),
        "mended": reading.mended,
    }


def reading_of(kept: dict[str, Any]) -> Reading | None:
    """Back from what was kept; ``None`` where nothing can be found."""
    mode = Mode(kept.get("mode", Mode.NONE))
    if mode is Mode.NONE:
        return None
    asked = Criteria.of(QueryDict(kept["asked"].removeprefix("?")))
    if mode in VAGUE:
        return Reading(Mode.BODY, asked, tuple(kept["words"]))
    return Reading(mode, asked, tuple(kept["words"]), tuple(kept["codes"]), bool(kept["mended"]))
