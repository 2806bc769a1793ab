"""What the ledger counts and by what it groups; the values stand in addresses."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class By(TextChoices):
    """What the turns are grouped by."""

    OFFICE = "van-phong", _("Văn phòng")
    COUNSELLOR = "tu-van-vien", _("Tư vấn viên")
    TOPIC = "noi-dung", _("Nội dung tư vấn")
    CHANNEL = "hinh-thuc", _("Hình thức")
    AUDIENCE = "doi-tuong", _("Đối tượng ưu tiên")
    COMMUNE = "xa", _("Xã, phường nơi ở")
    DAY = "ngay", _("Ngày")
    WEEK = "tuan", _("Tuần")
    MONTH = "thang", _("Tháng")


SEVERAL = frozenset({By.TOPIC, By.AUDIENCE})
"""A turn may stand in several of these groups: they add up to more than the total."""
TIMES = frozenset({By.DAY, By.WEEK, By.MONTH})


class Count(TextChoices):
    """Which rows a figure counts."""

    TURNS = "luot", _("Lượt tư vấn")
    LETTERS = "giay", _("Giấy giới thiệu")
    OWN = "tu-nop", _("Tự ứng tuyển sau tư vấn")
    HIRES = "viec", _("Có việc làm")
    STAYED = "con-lam", _("Còn làm sau 3 tháng")
    APART = "ngoai", _("Việc làm không theo lượt tư vấn nào")


class ExportState(TextChoices):
    WAITING = "waiting", _("Đang chuẩn bị")
    READY = "ready", _("Đã xong")
    FAILED = "failed", _("Chưa làm được")
