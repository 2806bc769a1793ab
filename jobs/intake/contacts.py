"""Telephones, e-mail addresses, tax codes, identity numbers and names of cells."""

import re
from datetime import date
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from employers.tax_code import is_valid
from jobs.intake.enums import Reason
from jobs.intake.parsed import Parsed, absent, uncertain, understood
from jobs.intake.plain import plain, says_nothing
from portal.codes.enums import Sex
from portal.codes.text import fold_words, nfc
from workers.identity import validate_identity_number

_ABBREVIATIONS = {
    "cty": "cong ty",
    "ct": "cong ty",
    "ctcp": "cong ty co phan",
    "ctytnhh": "cong ty tnhh",
    "cp": "co phan",
    "mtv": "mot thanh vien",
    "tm": "thuong mai",
    "dv": "dich vu",
    "tmdv": "thuong mai dich vu",
    "sx": "san xuat",
    "xd": "xay dung",
    "xnk": "xuat nhap khau",
    "dt": "dau tu",
    "vn": "viet nam",
    "vietnam": "viet nam",
    "dn": "doanh nghiep",
    "dntn": "doanh nghiep tu nhan",
    "htx": "hop tac xa",
    "cn": "chi nhanh",
}


def parse_phone(value: str) -> Parsed[str]:
    """A Vietnamese number as ten or eleven digits beginning with 0; the first of several."""
    if not value or says_nothing(plain(value)):
        return absent()
    first = re.split(r"[/;,|]|\s-\s|\shoặc\s", value)[0]
    # A number kept by a spreadsheet has lost its zero, or gained ".0".
    digits = re.sub(r"\D", "", re.sub(r"\.0$", "", first.strip()))
    digits = re.sub(r"^(?:0084|84(?=\d{9}$))", "0", digits)
    if len(digits) == 9 and digits[0] in "35789":
        digits = "0" + digits
    if not re.fullmatch(r"0[235789]\d{8,9}", digits):
        return uncertain(Reason.PHONE_INVALID)
    return understood(digits)


def parse_email(value: str) -> Parsed[str]:
    if not value:
        return absent()
    text = nfc(value).strip(" <>;,").lower()
    if says_nothing(plain(text)):
        return absent()
    try:
        validate_email(text)
    except ValidationError:
        return uncertain(Reason.EMAIL_INVALID)
    return understood(text)


def parse_tax_code(value: str) -> Parsed[str]:
    """A tax code with a right check digit; a lost leading zero is put back."""
    if says_nothing(plain(value)):
        return absent()
    code = re.sub(r"\.0$", "", re.sub(r"\s", "", value))
    for candidate in (code, code.zfill(10)):
        if is_valid(candidate):
            return understood(candidate)
    return uncertain(Reason.TAX_CODE_INVALID)


def parse_identity(value: str, born: date | None = None, sex: str = "") -> Parsed[str]:
    """Twelve digits that agree with the day of birth and sex, where these are known."""
    if says_nothing(plain(value)):
        return absent()
    digits = re.sub(r"\D", "", re.sub(r"\.0$", "", value.strip()))
    number = digits.zfill(12) if len(digits) == 11 else digits
    try:
        validate_identity_number(number, born, sex)
    except ValidationError:
        return uncertain(Reason.IDENTITY_INVALID)
    return understood(number)


def parse_sex(value: str) -> Sex | None:
    said = plain(value)
    if re.match(r"^(?:nu|female|f|girl|ba)\b", said):
        return Sex.FEMALE
    return Sex.MALE if re.match(r"^(?:nam|male|m|ong)\b", said) and "nu" not in said.split("/") else None


@lru_cache(maxsize=16_384)
def employer_key(name: str) -> str:
    """``name`` made comparable: folded, legal abbreviations written out, a trailing bracket dropped."""
    bare = re.sub(r"\s*[(\[][^)\]]*[)\]]\s*$", "", name)
    words = fold_words(bare if len(bare) >= 8 else name).split()
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


_SEEKING = re.compile(r"\s*[(\[][^)\]]*(?:tìm việc|tim viec|tìm\s+kiếm|seeking)[^)\]]*[)\]]\s*", re.IGNORECASE)


def clean_title(text: str) -> str:
    """A job title in one line without "(đang tìm việc)"."""
    return nfc(_SEEKING.sub(" ", nfc(text)))[:255].strip()
