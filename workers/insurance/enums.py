"""Options of the forms of unemployment insurance (Decree 374/2025)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Situation(TextChoices):
    """Tình trạng việc làm in the monthly notice (Mẫu 24)."""

    NONE = "none", _("Không có việc làm")
    TRIAL = "trial", _("Đang thử việc, đào tạo")
    WORKING = "working", _("Có việc nhưng chưa giao kết hợp đồng")
    OTHER = "other", _("Khác")


class GivenBy(TextChoices):
    """How the notice reached the centre."""

    COUNTER = "counter", _("Tại quầy")
    POST = "post", _("Gửi bưu điện")
    ONLINE = "online", _("Trực tuyến")
    PROXY = "proxy", _("Người được ủy quyền nộp")


class TrainingState(TextChoices):
    ADVISED = "advised", _("Đã tư vấn học nghề")
    APPLIED = "applied", _("Đã nộp đề nghị hỗ trợ")
    STUDYING = "studying", _("Đang học")
    FINISHED = "finished", _("Đã học xong")
    STOPPED = "stopped", _("Thôi học")


class Ending(TextChoices):
    """Why the person no longer draws the benefit, as the decision of the competent body says."""

    WORK = "work", _("Đã có việc làm")
    COMPLETE = "complete", _("Hưởng hết thời gian")
    MOVED = "moved", _("Chuyển nơi hưởng")
    DECIDED = "decided", _("Cơ quan có thẩm quyền quyết định chấm dứt")
    OTHER = "other", _("Khác")
