"""How often a saved search tells of what is new."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Frequency(TextChoices):
    DAILY = "daily", _("Báo mỗi ngày khi có tin mới")
    OFF = "off", _("Không báo")
