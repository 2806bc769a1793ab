"""Vietnamese text in the two forms the portal uses: as written (NFC) and folded for comparing."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


class _Bare(dict[int, int | None]):
    """Drops combining marks and turns "đ" into "d"; each sign is looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_BARE = _Bare({ord("đ"): ord("d")})


def nfc(text: str) -> str:
    """``text`` composed (NFC), its runs of white space made single, its ends trimmed."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """``text`` in lower case without diacritics: "Điều hoà  Đà Nẵng" → "dieu hoa da nang".

    Punctuation stays, so that positions and symbols such as "c++" survive; use
    :func:`fold_words` to compare words only.
    """
    if text.isascii():
        return _SPACE.sub(" ", text.lower()).strip()
    return _SPACE.sub(" ", unicodedata.normalize("NFD", text.lower()).translate(_BARE)).strip()


def fold_words(text: str) -> str:
    """The folded words of ``text`` joined by single spaces, punctuation dropped."""
    return _NOT_WORD.sub(" ", fold(text)).strip()
