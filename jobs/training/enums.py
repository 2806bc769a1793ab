from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MemberState(TextChoices):
    """How far somebody on a cohort list is."""

    LISTED = "listed", _("Chưa hỏi")
    AGREED = "agreed", _("Muốn học")
    DECLINED = "declined", _("Không học")
    ENROLLED = "enrolled", _("Đã ghi danh")
