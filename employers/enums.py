"""States and roles of employers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verification(TextChoices):
    """pending → verified ⇄ suspended; collected: known from adverts only, never signed up."""

    COLLECTED = "collected", _("Thu thập từ tin đăng")
    PENDING = "pending", _("Chờ xác minh")
    VERIFIED = "verified", _("Đã xác minh")
    SUSPENDED = "suspended", _("Tạm ngừng")


class MemberRole(TextChoices):
    OWNER = "owner", _("Chủ tài khoản")
    RECRUITER = "recruiter", _("Người tuyển dụng")


class Subject(TextChoices):
    """Chủ thể (Mẫu 03)."""

    ENTERPRISE = "enterprise", _("Doanh nghiệp, tổ chức")
    PERSON = "person", _("Cá nhân, hộ kinh doanh")
