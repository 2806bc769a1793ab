"""Roles of the centre's staff."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StaffRole(TextChoices):
    COUNSELLOR = "counsellor", _("Tư vấn viên")
    MANAGER = "manager", _("Lãnh đạo trung tâm")
    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")
