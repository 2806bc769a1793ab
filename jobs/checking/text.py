"""Text made comparable, every character knowing where it came from.

Composed or decomposed, capital or small, "hoà" or "hòa": one form. A line without any diacritic is compared with the
patterns without theirs, a line with some is taken at its word: "nam" is then not "năm".
"""

import re
import unicodedata
from dataclasses import dataclass

_PAIRS = {
    old + tail: new
    for plain, olds in (("o", "òóỏõọ"), ("u", "ùúủũụ"))
    for old, mark in zip(olds, "\u0300\u0301\u0309\u0303\u0323", strict=True)
    for tail in ("ae" if plain == "o" else "y")
    for new in [plain + unicodedata.normalize("NFC", tail + mark)]
}
_PAIR = re.compile("|".join(_PAIRS))


def modern(text: str) -> str:
    """Tones of oa, oe, uy on the second vowel ("hòa" → "hoà"); of the same length."""
    return _PAIR.sub(lambda found: _PAIRS[found[0]], text)


def bare(text: str) -> str:
    """Without diacritics, "đ" as "d"; of the same length for composed text."""
    return "".join(_bare(sign) for sign in text)


def _bare(sign: str) -> str:
    if sign == "đ":
        return "d"
    return unicodedata.normalize("NFD", sign)[0] if not sign.isascii() else sign


@dataclass(frozen=True)
class Line:
    """A line in comparable form; ``origin[i]`` is the (start, end) of its i-th character in the text."""

    text: str
    origin: list[tuple[int, int]]
    is_bare: bool

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a passage of the line stands in the text."""
        return self.origin[start][0], self.origin[end - 1][1]


def lines_of(text: str) -> list[Line]:
    found, begin = [], 0
    for raw in re.split(r"([\n\r\v\f\u2028\u2029])", text):
        if raw.strip():
            found.append(_line(raw, begin))
        begin += len(raw)
    return found


def _line(raw: str, begin: int) -> Line:
    signs: list[str] = []
    origin: list[tuple[int, int]] = []
    at = 0
    while at < len(raw):
        end = at + 1
        while end < len(raw) and unicodedata.combining(raw[end]):
            end += 1
        one = unicodedata.normalize("NFC", raw[at:end]).lower()
        if one.isspace():
            one = " "
        if not (one == " " and signs and signs[-1] == " "):
            for sign in one:
                signs.append(sign)
                origin.append((begin + at, begin + end))
        at = end
    written = "".join(signs)
    is_bare = not any(_bare(sign) != sign for sign in written)
    return Line(modern(written), origin, is_bare)
