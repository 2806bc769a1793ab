"""Vietnamese text in the two forms the portal uses: as written (NFC) and folded for comparing."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def nfc(text: str) -> str:
    """``text`` composed (NFC), its runs of white space made single, its ends trimmed."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """``text`` in lower case without diacritics: "Điều hoà  Đà Nẵng" → "dieu hoa da nang".

    Punctuation stays, so that positions and symbols such as "c++" survive; use
    :func:`fold_words` to compare words only.
    """
    decomposed = unicodedata.normalize("NFD", text.lower())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SPACE.sub(" ", bare.replace("đ", "d")).strip()


def fold_words(text: str) -> str:
    """The folded words of ``text`` joined by single spaces, punctuation dropped."""
    return _NOT_WORD.sub(" ", fold(text)).strip()
