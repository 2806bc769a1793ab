"""What an employer may ask of the centre, and why the centre sends a vacancy back."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Service(TextChoices):
    """Mong muốn (Mẫu 03a)."""

    ADVICE = "advice", _("Tư vấn")
    REFERRAL = "referral", _("Giới thiệu lao động")
    SUPPLY = "supply", _("Cung ứng lao động")


class ReturnReason(TextChoices):
    WORDING = "wording", _("Câu chữ trái quy định hoặc phân biệt đối xử")
    VAGUE = "vague", _("Mô tả công việc chưa rõ")
    PAY = "pay", _("Lương chưa rõ hoặc chưa đúng")
    PLACE = "place", _("Nơi làm việc chưa rõ")
    CONTACT = "contact", _("Thiếu hoặc sai thông tin liên hệ")
    DUPLICATE = "duplicate", _("Trùng với tin khác đang đăng")
    OCCUPATION = "occupation", _("Tên việc và nghề không khớp")
    NOT_A_JOB = "not_a_job", _("Không phải tin tuyển dụng")


class Change(TextChoices):
    """What may change of a published vacancy; each is kept in its history."""

    DEADLINE = "deadline", _("Hạn nộp hồ sơ")
    HEADCOUNT = "headcount", _("Số lượng cần tuyển")
    CONTACT = "contact", _("Người liên hệ")
    MERGED = "merged", _("Gộp tin trùng")
