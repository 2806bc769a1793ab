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
    "atld": "an toan lao dong", "attp": "an toan thuc pham", "backend": "back end", "bds": "bat dong san",
    "bh": "ban hang", "bs": "bac si", "chuyenvien": "chuyen vien", "cntt": "cong nghe thong tin",
    "congnhan": "cong nhan", "cskh": "cham soc khach hang", "ctv": "cong tac vien", "cv": "chuyen vien",
    "cvc": "chuyen vien", "cvcc": "chuyen vien", "cvkd": "chuyen vien kinh doanh", "ecommerce": "e commerce",
    "frontend": "front end", "fullstack": "full stack", "gd": "giam doc", "gdkd": "giam doc kinh doanh",
    "gdv": "giao dich vien", "giamdoc": "giam doc", "giaovien": "giao vien", "gv": "giao vien", "hc": "hanh chinh",
    "hcns": "hanh chinh nhan su", "hlv": "huan luyen vien", "kd": "kinh doanh", "kh": "khach hang",
    "khcn": "khach hang ca nhan", "khdn": "khach hang doanh nghiep", "khtn": "khoa hoc tu nhien", "ki": "ky",
    "ks": "ky su", "ktt": "ke toan truong", "ktv": "ky thuat vien", "kysu": "ky su", "ldpt": "lao dong pho thong",
    "li": "ly", "maketing": "marketing", "mkt": "marketing", "nhanvien": "nhan vien", "nhavien": "nhan vien",
    "ns": "nhan su", "nv": "nhan vien", "nvbh": "nhan vien ban hang", "nvkd": "nhan vien kinh doanh",
    "pgd": "pho giam doc", "ptkd": "phat trien kinh doanh", "qaqc": "qa qc", "qhkh": "quan he khach hang",
    "qhkhcn": "quan he khach hang ca nhan", "qhkhdn": "quan he khach hang doanh nghiep", "ql": "quan ly",
    "qtkd": "quan tri kinh doanh", "quanly": "quan ly", "sale": "sales", "sx": "san xuat", "sy": "si",
    "tbyt": "thiet bi y te", "telesale": "telesales", "tkdh": "thiet ke do hoa", "tmdt": "thuong mai dien tu",
    "tpkd": "truong phong kinh doanh", "truongphong": "truong phong", "tts": "thuc tap sinh", "tv": "tu van",
    "vlxd": "vat lieu xay dung", "vp": "van phong", "xkld": "xuat khau lao dong", "xnk": "xuat nhap khau",
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
