"""What people may ask about their data, and how far it is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Rights of Law 91/2025/QH15, art. 4, that the person cannot exercise at once by themselves."""

    CORRECT = "correct", _("Sửa dữ liệu")
    RESTRICT = "restrict", _("Hạn chế dùng dữ liệu")
    OBJECT = "object", _("Phản đối việc dùng dữ liệu")
    DELETE = "delete", _("Xóa dữ liệu")
    LOOK = "look", _("Hỏi về một lần xem")


class State(TextChoices):
    OPEN = "open", _("Đang xử lý")
    DONE = "done", _("Đã thực hiện")
    REFUSED = "refused", _("Không thực hiện")
    WITHDRAWN = "withdrawn", _("Đã rút lại")


class ExportState(TextChoices):
    WAITING = "waiting", _("Đang chuẩn bị")
    READY = "ready", _("Đã xong")
    FAILED = "failed", _("Chưa làm được")
