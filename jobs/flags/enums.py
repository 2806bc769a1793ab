"""What visitors report, and what the centre decides."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FlagReason(TextChoices):
    MONEY = "money", _("Đòi tiền, đặt cọc, mua đồng phục")
    FAKE = "fake", _("Mạo danh hoặc không có doanh nghiệp này")
    CONTACT = "contact", _("Người liên hệ dụ dỗ, lừa đảo")
    WRONG = "wrong", _("Lương, nơi làm hoặc việc không như tin")
    UNFAIR = "unfair", _("Phân biệt đối xử")
    OTHER = "other", _("Điều khác")


class FlagState(TextChoices):
    OPEN = "open", _("Chờ xem")
    UPHELD = "upheld", _("Báo đúng")
    DISMISSED = "dismissed", _("Tin không sai")


class Outcome(TextChoices):
    """What the centre does with the vacancy that was reported."""

    DISMISS = "dismiss", _("Tin không sai, để nguyên")
    RETURN = "return", _("Trả lại để sửa")
    CLOSE = "close", _("Gỡ tin")
    SUSPEND = "suspend", _("Tạm ngừng doanh nghiệp")
