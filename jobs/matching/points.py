"""Points, declared once: 0 to 1000 for a pair, whole numbers that add up exactly (design §3).

A term that is not known on either side earns nothing and is shown as unknown. Each term's points are
``weight × share // 1000`` with the share of :mod:`jobs.matching.shares`; skills hand out whole points directly.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from jobs.matching.criteria import Text


class Half(StrEnum):
    """The two sub-totals of the same points."""

    FIT = "fit"
    """What the employer needs."""
    PREFERENCE = "preference"
    """What the worker wants."""


@dataclass(frozen=True)
class Term:
    code: str
    label: Text
    rule: Text
    weight: int
    """Of the first policy; later policies say otherwise."""
    half: Half
    worker_says: Text
    vacancy_says: Text


TERMS: tuple[Term, ...] = (
    Term(
        "occupation",
        _("Nghề"),
        _(
            "Cùng mã nghề 4 chữ số được trọn điểm, cùng 3 chữ số 75 %, cùng 2 chữ số 45 %; bảng nghề liên quan sửa lại "
            "những cặp nghề thực ra gần nhau hơn, xa nhau hơn hoặc không liên quan."
        ),
        350,
        Half.FIT,
        _("Nghề muốn làm, đã làm"),
        _("Nghề cần tuyển"),
    ),
    Term(
        "skills",
        _("Kỹ năng"),
        _(
            "Phần kỹ năng việc cần mà người lao động có; kỹ năng càng hiếm càng nặng điểm, kỹ năng nên có được tính "
            "bằng nửa kỹ năng bắt buộc."
        ),
        200,
        Half.FIT,
        _("Kỹ năng đang có"),
        _("Kỹ năng cần"),
    ),
    Term(
        "place",
        _("Nơi làm việc"),
        _(
            "Càng gần nơi ở hoặc nơi muốn làm việc càng nhiều điểm: đến 5 km trọn điểm, 10 km 85 %, 20 km 70 %, 30 km "
            "50 %, xa hơn hoặc ở ký túc xá 35 %."
        ),
        150,
        Half.PREFERENCE,
        _("Nơi muốn làm việc"),
        _("Nơi làm việc"),
    ),
    Term(
        "pay",
        _("Mức lương"),
        _(
            "Vừa bằng mức thấp nhất chấp nhận được 60 %; cao hơn 5 %, 10 %, 20 %, 30 % thì mỗi nấc thêm một phần mười "
            "số điểm."
        ),
        120,
        Half.PREFERENCE,
        _("Lương thấp nhất chấp nhận"),
        _("Mức lương"),
    ),
    Term(
        "experience",
        _("Kinh nghiệm"),
        _("Vừa đủ yêu cầu được 60 %; dài hơn yêu cầu từ 1 năm 80 %, từ 3 năm trọn điểm."),
        80,
        Half.FIT,
        _("Kinh nghiệm nghề gần"),
        _("Kinh nghiệm tối thiểu"),
    ),
    Term(
        "qualification",
        _("Trình độ vừa với việc"),
        _("Đúng trình độ yêu cầu được trọn điểm; cao hơn một bậc 80 %, hai bậc 50 %, hơn nữa 30 %."),
        50,
        Half.FIT,
        _("Trình độ chuyên môn"),
        _("Trình độ tối thiểu"),
    ),
    Term(
        "conditions",
        _("Điều kiện, phúc lợi"),
        _("Phần phúc lợi, nơi làm việc và loại hình doanh nghiệp người lao động mong muốn mà việc này có."),
        50,
        Half.PREFERENCE,
        _("Mong muốn"),
        _("Việc này có"),
    ),
)

BY_CODE = {term.code: term for term in TERMS}


def apportion(total: int, weights: list[int]) -> list[int]:
    """``total`` split in whole numbers in proportion to ``weights``; what rounding leaves goes to the largest
    remainders, the earlier first. The parts add up to ``total`` (to 0 when there is nothing to weigh)."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def rarity(holders: int, people: int) -> int:
    """Weight of a skill ``holders`` of ``people`` have: 10, and 10 more for each time the share halves."""
    return 10 * ((people + 1) // (holders + 1)).bit_length()
