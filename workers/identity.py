"""Identity numbers (số định danh cá nhân, CCCD): their parts, and what disagrees with what somebody said.

12 digits: 3 for the province or country where the birth was registered, 1 for century and sex, 2 for the year of birth,
6 at random; no check digit (Decree 137/2015/NĐ-CP art. 13, Circular 07/2016/TT-BCA art. 7).
"""

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.codes.enums import Sex

_SHAPE = re.compile(r"[0-9]{12}")
PROVINCES = {
    "001": "Hà Nội", "002": "Hà Giang", "004": "Cao Bằng", "006": "Bắc Kạn", "008": "Tuyên Quang", "010": "Lào Cai",
    "011": "Điện Biên", "012": "Lai Châu", "014": "Sơn La", "015": "Yên Bái", "017": "Hòa Bình", "019": "Thái Nguyên",
    "020": "Lạng Sơn", "022": "Quảng Ninh", "024": "Bắc Giang", "025": "Phú Thọ", "026": "Vĩnh Phúc",
    "027": "Bắc Ninh", "030": "Hải Dương", "031": "Hải Phòng", "033": "Hưng Yên", "034": "Thái Bình", "035": "Hà Nam",
    "036": "Nam Định", "037": "Ninh Bình", "038": "Thanh Hóa", "040": "Nghệ An", "042": "Hà Tĩnh", "044": "Quảng Bình",
    "045": "Quảng Trị", "046": "Thừa Thiên Huế", "048": "Đà Nẵng", "049": "Quảng Nam", "051": "Quảng Ngãi",
    "052": "Bình Định", "054": "Phú Yên", "056": "Khánh Hòa", "058": "Ninh Thuận", "060": "Bình Thuận",
    "062": "Kon Tum", "064": "Gia Lai", "066": "Đắk Lắk", "067": "Đắk Nông", "068": "Lâm Đồng", "070": "Bình Phước",
    "072": "Tây Ninh", "074": "Bình Dương", "075": "Đồng Nai", "077": "Bà Rịa - Vũng Tàu", "079": "Hồ Chí Minh",
    "080": "Long An", "082": "Tiền Giang", "083": "Bến Tre", "084": "Trà Vinh", "086": "Vĩnh Long", "087": "Đồng Tháp",
    "089": "An Giang", "091": "Kiên Giang", "092": "Cần Thơ", "093": "Hậu Giang", "094": "Sóc Trăng",
    "095": "Bạc Liêu", "096": "Cà Mau",
}  # fmt: skip
"""Of the 63 provinces before July 2025 (those of today kept theirs); from 101 on the code is a country's."""
_FIRST_COUNTRY = 101


@dataclass(frozen=True)
class Parts:
    """What a number says of the birth."""

    place: str
    """Province of registration (as it was called then); "" for a country or a code that is not known."""
    is_abroad: bool
    sex: Sex
    year: int


def parts_of(number: str) -> Parts | None:
    """The parts of a number; ``None`` for what is not 12 digits."""
    if not _SHAPE.fullmatch(number):
        return None
    century, is_female = divmod(int(number[3]), 2)
    return Parts(
        PROVINCES.get(number[:3], ""),
        int(number[:3]) >= _FIRST_COUNTRY,
        Sex.FEMALE if is_female else Sex.MALE,
        1900 + 100 * century + int(number[4:6]),
    )


def doubts(number: str, birth_year: int | None = None, sex: str = "") -> list[str]:
    """What in a number of 12 digits disagrees with what was said, or cannot be; for people, empty when all is well.

    Doubts, not faults: a sex or a day of birth may be corrected after the number was given; it stays.
    """
    parts = parts_of(number)
    if parts is None:
        return []
    found = []
    if not parts.place and not parts.is_abroad:
        found.append(_("Ba số đầu %(code)s không phải mã của tỉnh nào.") % {"code": number[:3]})
    if parts.year > timezone.localdate().year:
        found.append(_("Số này ghi năm sinh %(year)s, là năm chưa tới.") % {"year": parts.year})
    elif birth_year and birth_year != parts.year:
        said = {"year": parts.year, "said": birth_year}
        found.append(_("Số này ghi năm sinh %(year)s, khác với %(said)s đã khai.") % said)
    if sex and sex != parts.sex:
        found.append(_("Số này ghi giới tính %(sex)s, khác với đã khai.") % {"sex": parts.sex.label.lower()})
    return found


def validate_identity_number(number: str, birth_date: date | None = None, sex: str = "") -> None:
    """3 digits province, 1 century and sex, 2 birth year, 6 free; no check digit.

    Raises ``ValidationError`` naming what disagrees.
    """
    parts = parts_of(number)
    if parts is None:
        raise ValidationError(_("Số định danh cá nhân gồm đúng 12 chữ số."), code="identity")
    if birth_date and birth_date.year != parts.year:
        raise ValidationError(
            _("Số định danh ghi năm sinh %(year)s, khác với ngày sinh đã khai."),
            code="identity",
            params={"year": parts.year},
        )
    if sex and sex != parts.sex:
        raise ValidationError(_("Chữ số giới tính trong số định danh khác với giới tính đã khai."), code="identity")
