"""Options of Mẫu 01 and 01a (Decree 352/2025) that only the forms themselves use."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from portal.codes.enums import Meals


class Service(TextChoices):
    """Đề nghị cung cấp dịch vụ (Mẫu 01)."""

    POLICY = "policy", _("Tư vấn chính sách, pháp luật lao động")
    JOBS = "jobs", _("Tư vấn việc làm")
    TRAINING = "training", _("Tư vấn về đào tạo, kỹ năng nghề")
    SEARCH = "search", _("Đăng ký tìm việc làm")
    OTHER = "other", _("Khác")


class PayBand(IntegerChoices):
    """Khoảng lương tháng (Mẫu 01a), in rising order."""

    UNDER_5 = 0, _("Dưới 5 triệu")
    FROM_5 = 1, _("Từ 5 đến 10 triệu")
    FROM_10 = 2, _("Từ 10 đến 20 triệu")
    FROM_20 = 3, _("Từ 20 đến 50 triệu")
    OVER_50 = 4, _("Trên 50 triệu")


BAND_FROM = (0, 5_000_000, 10_000_000, 20_000_000, 50_000_000)
"""đồng a month from which each band counts; the last one above it."""


def band_of(monthly: int) -> PayBand:
    """The band a monthly amount falls into; a bound belongs to the band it opens, but 50 million to the one below."""
    if monthly == BAND_FROM[-1]:
        return PayBand.FROM_20
    return PayBand(sum(monthly >= bound for bound in BAND_FROM) - 1)


MEALS = [choice for choice in Meals.choices if choice[0] != Meals.NONE]
"""Hỗ trợ ăn (Mẫu 01a): a person does not ask for none."""
