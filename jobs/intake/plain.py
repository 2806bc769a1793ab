"""Texts of cells made plain enough for patterns: folded, one kind of dash, no lookalikes."""

import re
import unicodedata
from functools import lru_cache

from portal.codes.text import fold

_DASHES = re.compile("[\u002d\u00ad\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d\u30fc\u301c\uff5e~\u223c]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0000-\u0008\u000e-\u001f\u007f]")

_NOTHING = frozenset(
    {"", "-", "--", ".", "..", "...", "n/a", "na", "#n/a", "nan", "nat", "none", "null", "nil", "?", "x", "/"}
    | {"chua ro", "khong ro", "(trong)", "unknown", "undefined", "chua nhap", "de trong"}
    | {"chua cap nhat", "dang cap nhat", "khong hien thi", "khong de cap", "not available"}
)


@lru_cache(maxsize=16_384)
def plain(text: str) -> str:
    """``text`` folded (see :func:`portal.codes.text.fold`), full-width forms and dashes made usual."""
    # NFKC turns full-width digits, "㎡" and non-breaking spaces into plain ones; superscripts too,
    # which no cell of ours needs.
    usual = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return fold(_DASHES.sub("-", usual))


def says_nothing(plain_text: str) -> bool:
    """Whether a cell holds only a placeholder such as "N/A", "-" or "chưa có"."""
    return plain_text.strip(" .:;,-") in _NOTHING or plain_text in _NOTHING
