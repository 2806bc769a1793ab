"""Why data is opened, and which of it is sensitive."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Why(TextChoices):
    """Reasons that open a person of another office; the person reads them."""

    COUNTER = "counter", _("Người này đến quầy của chúng tôi")
    CALL = "call", _("Nói chuyện qua điện thoại")
    HANDOVER = "handover", _("Nhận bàn giao từ văn phòng khác")
    DUPLICATE = "duplicate", _("Kiểm tra trùng hồ sơ")
    LEGAL = "legal", _("Cơ quan có thẩm quyền yêu cầu")
    OTHER = "other", _("Lý do khác")
    TICKET = "ticket", _("Có số thứ tự hoặc lịch hẹn hôm nay")
    """Never chosen: the office's queue says it."""


class ShowWhy(TextChoices):
    """Reasons to show a sensitive field."""

    CHECK = "check", _("Đối chiếu giấy tờ người này đưa")
    FORM = "form", _("Điền hoặc in mẫu giấy")
    SUPPORT = "support", _("Xem quyền lợi, chính sách ưu tiên")
    ASKED = "asked", _("Người này hỏi về dữ liệu của mình")
    OTHER = "other", _("Lý do khác")


class Sensitive(TextChoices):
    """Fields of :class:`workers.models.Worker` that are encrypted and shown one at a time."""

    IDENTITY = "identity_number", _("Số định danh cá nhân")
    ETHNICITY = "ethnicity", _("Dân tộc")
    RELIGION = "religion", _("Tôn giáo")
    GROUPS = "sensitive_groups", _("Khuyết tật, đối tượng ưu tiên")


class Action(TextChoices):
    """What a line of the log tells; pages of other rooms have their own."""

    OPENED = "counselling", _("Mở hồ sơ để tư vấn")
    SENSITIVE = "sensitive", _("Xem thông tin nhạy cảm")
    REASON = "reason", _("Ghi lý do để mở hồ sơ của văn phòng khác")
    SEARCHED = "identity-search", _("Tìm bằng số định danh")
    PRINTED = "looks-print", _("In danh sách ai đã xem")


WORDS_OF_WHY = {**dict(Why.choices), **dict(ShowWhy.choices)}
