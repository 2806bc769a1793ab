"""How a saved search's words were understood, kept with it, so that new vacancies are counted without asking again."""

from typing import Any

from django.http import QueryDict

from jobs.search import Criteria
from jobs.search.words import Mode, Reading, read

VAGUE = frozenset({Mode.NEAR, Mode.ALIKE})
"""Understandings that merely resemble what was asked: nobody is told of such."""


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
    """Back from what was kept; ``None`` for a vague one, or nothing."""
    if not kept or Mode(kept["mode"]) in VAGUE:
        return None
    asked = Criteria.of(QueryDict(kept["asked"].removeprefix("?")))
    return Reading(Mode(kept["mode"]), asked, tuple(kept["words"]), tuple(kept["codes"]), bool(kept["mended"]))
