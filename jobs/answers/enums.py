"""Why somebody is not taken on, and the polite words that go with it."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RefusalReason(TextChoices):
    EXPERIENCE = "experience", _("Chưa đủ kinh nghiệm")
    SKILL = "skill", _("Chưa có kỹ năng, bằng cấp công việc cần")
    FILLED = "filled", _("Đã tuyển đủ người")
    HOURS = "hours", _("Ca làm, giờ làm chưa khớp")
    PAY = "pay", _("Mức lương chưa thống nhất")
    DISTANCE = "distance", _("Nơi ở xa, không thu xếp đi lại được")
    ABSENT = "absent", _("Không đến phỏng vấn")
    UNREACHED = "unreached", _("Không liên lạc được")
    CANCELLED = "cancelled", _("Doanh nghiệp không tuyển vị trí này nữa")
    OTHER = "other", _("Lý do khác")


WORDS: dict[RefusalReason, str | Promise] = {
    RefusalReason.EXPERIENCE: _(
        "Cảm ơn anh chị đã ứng tuyển. Lần này chúng tôi chọn người đã làm công việc này lâu hơn. Khi có vị trí nhận "
        "người mới, mong anh chị ứng tuyển lại."
    ),
    RefusalReason.SKILL: _(
        "Cảm ơn anh chị đã ứng tuyển. Công việc này cần kỹ năng hoặc bằng cấp mà hồ sơ của anh chị chưa có. Trung tâm "
        "có thể giúp anh chị tìm lớp học phù hợp."
    ),
    RefusalReason.FILLED: _(
        "Cảm ơn anh chị đã ứng tuyển. Vị trí này nay đã tuyển đủ người. Mong anh chị ứng tuyển khi chúng tôi "
        "tuyển tiếp."
    ),
    RefusalReason.HOURS: _("Cảm ơn anh chị đã ứng tuyển. Ca làm của vị trí này chưa khớp với giờ anh chị đi làm được."),
    RefusalReason.PAY: _("Cảm ơn anh chị đã trao đổi với chúng tôi. Hai bên chưa thống nhất được mức lương lần này."),
    RefusalReason.DISTANCE: _(
        "Cảm ơn anh chị đã ứng tuyển. Nơi làm việc khá xa nơi anh chị ở và chúng tôi chưa thu xếp được việc đi lại."
    ),
    RefusalReason.ABSENT: _(
        "Anh chị đã hẹn phỏng vấn nhưng chúng tôi không gặp được. Nếu có lý do, mong anh chị báo lại với chúng tôi."
    ),
    RefusalReason.UNREACHED: _(
        "Chúng tôi đã cố liên lạc nhưng không gặp được anh chị. Nếu còn quan tâm, mong anh chị ứng tuyển lại."
    ),
    RefusalReason.CANCELLED: _(
        "Cảm ơn anh chị đã ứng tuyển. Chúng tôi không tuyển vị trí này nữa nên không thể nhận hồ sơ. Xin lỗi anh chị."
    ),
    RefusalReason.OTHER: _("Cảm ơn anh chị đã ứng tuyển. Lần này chúng tôi chưa thể nhận anh chị vào vị trí này."),
}
"""What the candidate reads when the employer adds no words of its own."""
