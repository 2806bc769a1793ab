"""How cases begin and end, and why a case wants care."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Began(TextChoices):
    TURN = "turn", _("ghi lượt tư vấn")
    TAKEN = "taken", _("nhận phụ trách")
    GIVEN = "given", _("được giao")


class Ended(TextChoices):
    HIRED = "hired", _("Được nhận vào làm qua trung tâm")
    OTHER_WORK = "other_work", _("Đã tự tìm được việc")
    STOPPED = "stopped", _("Thôi tìm việc")
    CONSENT = "consent", _("Rút lại đồng ý tư vấn, giới thiệu")
    AWAY = "away", _("Chuyển đi nơi khác")
    LOST = "lost", _("Gọi nhiều lần không được")
    OTHER = "other", _("Lý do khác")
    MOVED = "moved", _("Chuyển cho đồng nghiệp")
    UNDONE = "undone", _("Việc giao được hoàn tác")


CHOSEN_ENDS = (Ended.OTHER_WORK, Ended.STOPPED, Ended.AWAY, Ended.LOST, Ended.OTHER)
"""What a counsellor closes a case for; the others follow from what happened."""
SETTLED_ENDS = frozenset(Ended) - {Ended.MOVED, Ended.UNDONE}
"""Nobody needs to carry the person on; a new turn begins a new case."""


class Care(TextChoices):
    """Why a case stands in a list of its own; the value is what the address says."""

    QUIET = "vang", _("Lâu chưa liên lạc")
    DUE = "den-hen", _("Việc đến ngày")
    UNMATCHED = "khong-viec", _("Chưa có việc hợp")
    REFUSED = "tu-choi", _("Từ chối từ 3 việc")
    TURNED_DOWN = "khong-nhan", _("Từ 3 lần không được nhận")
    BOOKED = "co-hen", _("Có hẹn sắp tới")
    BENEFIT = "tro-cap", _("Đang hưởng trợ cấp")
