"""How the rules are recognised: the table ``patterns.tsv``, whose often used pieces stand in ``pieces.tsv``.

``words`` is a regular expression in lower case with diacritics; the engine also compares it without, for lines written
so. Its group ``x`` is the passage found. "§" stands for one of the sexes, "¤" for an age, "{PIECE}" for a piece.
``unless_before`` and ``unless_after``: nothing is found after, or before, these words in the same clause.
"""

import csv
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jobs.checking.findings import Rule
from jobs.checking.rules import RULES
from jobs.checking.text import bare, modern

TITLE, BENEFITS = "title", "benefits_text"
_ALL = frozenset({TITLE, "description", "requirements", BENEFITS})
FIELDS = {
    "": _ALL,
    "title": frozenset({TITLE}),
    "body": _ALL - {TITLE},
    "asked": _ALL - {BENEFITS},
    "main": _ALL - {TITLE, BENEFITS},
}
"""What the column ``fields`` may name."""
_HERE = Path(__file__).parent
_NEAR_BEFORE, _NEAR_AFTER = 30, 16
"""Characters within which an excusing word stands."""


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _pieces() -> dict[str, str]:
    pieces: dict[str, str] = {}
    for row in _rows("pieces.tsv"):
        pieces[row["piece"]] = _filled(row["words"], pieces)
    return pieces


def _filled(words: str, pieces: dict[str, str]) -> str:
    for name, text in pieces.items():
        words = words.replace(f"{{{name}}}", text)
    return words.replace("§", pieces.get("SEX", "§")).replace("¤", pieces.get("AGE", "¤"))


@dataclass(frozen=True)
class Pattern:
    rule: Rule
    fields: frozenset[str]
    words: str
    suggestion: str
    unless_before: str
    unless_after: str

    @cached_property
    def compiled(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """(with diacritics, without)."""
        return _both(rf"(?<!\w)(?:{self.words})")

    @cached_property
    def before(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return _both(rf"(?:{self.unless_before})[^.;!?]{{0,{_NEAR_BEFORE}}}$")

    @cached_property
    def after(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return _both(rf"^[^.;!?]{{0,{_NEAR_AFTER}}}(?:{self.unless_after})")


def _both(words: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(modern(words)), re.compile(bare(modern(words)))


def _read() -> tuple[Pattern, ...]:
    pieces = _pieces()
    return tuple(
        Pattern(
            rule=RULES[row["rule"]],
            fields=FIELDS[row["fields"]],
            words=_filled(row["words"], pieces),
            suggestion=row["suggestion"],
            unless_before=_filled(row["unless_before"], pieces),
            unless_after=_filled(row["unless_after"], pieces),
        )
        for row in _rows("patterns.tsv")
    )


PATTERNS = _read()
