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


ANY = "*"
"""Marks of a word spelt out from an abbreviation: they agree with every other."""

_SPELT_OUT = {
    "nv": "nhan vien", "cvc": "chuyen vien", "cvcc": "chuyen vien", "nhavien": "nhan vien", "cv": "chuyen vien", "ks": "ky su", "ktv": "ky thuat vien", "gv": "giao vien",
    "bs": "bac si", "gd": "giam doc", "pgd": "pho giam doc", "ql": "quan ly", "tts": "thuc tap sinh",
    "ctv": "cong tac vien", "ldpt": "lao dong pho thong", "hlv": "huan luyen vien", "kd": "kinh doanh",
    "nvkd": "nhan vien kinh doanh", "cvkd": "chuyen vien kinh doanh", "bds": "bat dong san",
    "xnk": "xuat nhap khau", "cntt": "cong nghe thong tin", "hcns": "hanh chinh nhan su", "ns": "nhan su",
    "hc": "hanh chinh", "tmdt": "thuong mai dien tu", "khdn": "khach hang doanh nghiep", "gdv": "giao dich vien",
    "khcn": "khach hang ca nhan", "khtn": "khoa hoc tu nhien", "qtkd": "quan tri kinh doanh", "vp": "van phong",
    "kh": "khach hang", "bh": "ban hang", "sx": "san xuat", "ptkd": "phat trien kinh doanh", "sale": "sales",
    "cskh": "cham soc khach hang", "qhkh": "quan he khach hang", "nvbh": "nhan vien ban hang", "tv": "tu van",
    "qhkhcn": "quan he khach hang ca nhan", "qhkhdn": "quan he khach hang doanh nghiep", "xkld": "xuat khau lao dong", "ktt": "ke toan truong", "tpkd":
    "truong phong kinh doanh", "gdkd": "giam doc kinh doanh", "attp": "an toan thuc pham", "atld": "an toan lao dong",
    "tbyt": "thiet bi y te", "vlxd": "vat lieu xay dung", "tkdh": "thiet ke do hoa", "maketing": "marketing", "mkt": "marketing", "telesale": "telesales",
    "frontend": "front end", "backend": "back end",
    "fullstack": "full stack", "ecommerce": "e commerce", "sy": "si", "li": "ly", "ki": "ky",
}  # fmt: skip
"""Abbreviations and second spellings, folded, as adverts and forms use them."""


@lru_cache(maxsize=65_536)
def spelt(token: str) -> tuple[tuple[str, str], ...]:
    """The words of one lower-case token: itself, or what it abbreviates."""
    letters, marks = split_marks(token)
    full = _SPELT_OUT.get(letters)
    if full is None or full == letters:
        return ((letters, marks),)
    same = len(letters) == 2 and letters[0] == full[0] and " " not in full
    return tuple((word, marks if same else ANY) for word in full.split())


def agree(one: str, other: str) -> bool:
    """Do the marks of two words with the same letters agree?"""
    return one == other or ANY in (one, other)


@lru_cache(maxsize=16_384)
def tokens(text: str) -> tuple[tuple[str, str], ...]:
    """All words of ``text`` as (folded, marks)."""
    return tuple(word for token in TOKEN.findall(usual(text)) for word in spelt(token))
