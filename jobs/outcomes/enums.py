"""What employers and people say about a referral and about the work that came of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Word(TextChoices):
    """An employer's word on somebody the centre sent."""

    HIRED = "hired", _("Đã nhận vào làm")
    WAITING = "waiting", _("Đã gặp, còn xem xét")
    NOT_HIRED = "not_hired", _("Không nhận")
    ABSENT = "absent", _("Người lao động không đến")


FINAL = frozenset({Word.HIRED, Word.NOT_HIRED, Word.ABSENT})
"""Words after which nothing more is asked."""


class Source(TextChoices):
    LINK = "link", _("Qua đường dẫn trên giấy giới thiệu")
    PHONE = "phone", _("Qua điện thoại")


class PersonReason(TextChoices):
    """Why somebody does not take the work the centre referred them to."""

    PAY = "pay", _("Lương thấp hơn mong muốn")
    FAR = "far", _("Xa nhà, không có phương tiện")
    HOURS = "hours", _("Giờ làm, ca làm không thu xếp được")
    WORK = "work", _("Công việc không như đã giới thiệu")
    HEALTH = "health", _("Sức khỏe không cho phép")
    FAMILY = "family", _("Việc gia đình: ốm đau, tang, con nhỏ")
    DISASTER = "disaster", _("Thiên tai, hỏa hoạn, dịch bệnh")
    OTHER_JOB = "other_job", _("Đã có việc khác")
    UNSUITED = "unsuited", _("Không đúng nghề, trình độ")
    OTHER = "other", _("Lý do khác")


class Justified(TextChoices):
    """Whether papers or facts support the reason, as noted by the counsellor. Not a decision on the benefit."""

    YES = "yes", _("Có lý do chính đáng, có giấy tờ hoặc thông tin kèm theo")
    NO = "no", _("Chưa thấy lý do chính đáng")
    OPEN = "open", _("Chưa rõ, chờ bổ sung")


class Difference(TextChoices):
    """What turned out otherwise than the advert said."""

    PAY = "luong", _("Lương thực nhận thấp hơn tin đăng")
    CONTRACT = "hop-dong", _("Hợp đồng khác tin đăng hoặc chưa ký")
    INSURANCE = "bao-hiem", _("Chưa được đóng bảo hiểm")
    PROBLEM = "vuong-mac", _("Có vướng mắc người lao động kể")
