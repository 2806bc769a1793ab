"""States of a dossier."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DossierState(TextChoices):
    REGISTERED = "registered", _("Đã đăng ký")
    GUIDED = "guided", _("Đã hướng dẫn hồ sơ")
    COMPLETE = "complete", _("Đủ giấy tờ")
    SENT = "sent", _("Đã chuyển bên tuyển chọn")
    SELECTED = "selected", _("Được tuyển chọn")
    LEFT = "left", _("Đã xuất cảnh")
    REFUSED = "refused", _("Không được tuyển chọn")
    WITHDRAWN = "withdrawn", _("Rút hồ sơ")
