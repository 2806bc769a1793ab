"""What notices are about, and the ways they reach people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Category(TextChoices):
    """People choose their channels by category; each message belongs to one."""

    MATCHES = "matches", _("Việc hợp, người hợp và tìm kiếm đã lưu")
    APPLICATIONS = "applications", _("Hồ sơ ứng tuyển")
    APPOINTMENTS = "appointments", _("Lịch hẹn, phỏng vấn")
    NEWS = "news", _("Tin của trung tâm: hội nghị, phiên giao dịch, lớp nghề")
    ACCOUNT = "account", _("Tài khoản và dữ liệu của tôi")


class Channel(TextChoices):
    """Beside the portal's own pages, where every notice stands."""

    EMAIL = "email", _("Thư điện tử")
    SMS = "sms", _("Tin nhắn")
