"""Words as the coder compares them: folded for meeting, with their marks for telling "máy" from "may"."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a title."""

    folded: str
    marks: str
    """Its diacritics in a fixed order, so that "hoà" and "hòa" agree; empty where none are written."""
    weight: float
    """How much the place in the title says about the work: 1 in its main part, 0 for noise."""
    part: int
    """Which part of the title, as divided by punctuation."""
    slight: bool
    """Says little by itself ("gấp", "khu vực", a number): nothing is missed where no name takes it up."""


@lru_cache(maxsize=65_536)
def split_marks(token: str) -> tuple[str, str]:
    """A lower-case token as (folded, marks): "hoà" → ("hoa", "\\u0300")."""
    decomposed = unicodedata.normalize("NFD", token)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    marks = "".join(sorted(c for c in decomposed if unicodedata.combining(c)))
    if "đ" in letters:
        letters, marks = letters.replace("đ", "d"), marks + "đ" * letters.count("đ")
    return letters, marks


def usual(text: str) -> str:
    """``text`` composed, lower case, without invisible characters and full-width forms."""
    return unicodedata.normalize("NFKC", text).lower().replace("\u200b", "").replace("\ufeff", "")


@lru_cache(maxsize=16_384)
def tokens(text: str) -> tuple[tuple[str, str], ...]:
    """All words of ``text`` as (folded, marks)."""
    return tuple(split_marks(token) for token in TOKEN.findall(usual(text)))
