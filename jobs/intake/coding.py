"""The occupation coder as intake uses it: a code, how sure, and what else it may be."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from jobs.intake.occupation import code


@dataclass(frozen=True, slots=True)
class Coded:
    """An occupation of QĐ 34/2020, level 4; ``code`` None when nothing was found.

    ``sure``: may be used without a look (4 digits); ``sure_group``: the first two digits may.
    ``alternatives`` are codes likeliest first, the proposed one among them.
    """

    code: str | None
    confidence: float
    sure: bool
    sure_group: bool
    alternatives: tuple[str, ...] = ()


Coder: TypeAlias = Callable[[str, str, str], Coded]
"""Title, text, tags → code."""


def code_occupation(title: str, text: str, tags: str) -> Coded:
    """Code an advert or a wish; the first of several tags is the board's own category."""
    found = code(title, text, tags.split(";", maxsplit=1)[0])
    if not found.code:
        return Coded(None, 0.0, False, False)
    one_group = bool(found.alternatives) and all(other[:2] == found.code[:2] for other in found.alternatives)
    return Coded(
        found.code,
        found.confidence,
        found.confident,
        found.confident or one_group,
        tuple(dict.fromkeys((found.code, *found.alternatives))),
    )
