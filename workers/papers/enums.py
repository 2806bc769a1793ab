"""Kinds of papers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PaperKind(TextChoices):
    CV = "cv", _("Sơ yếu lý lịch, CV")
    DIPLOMA = "diploma", _("Bằng tốt nghiệp")
    CERTIFICATE = "certificate", _("Chứng chỉ")
    LICENCE = "licence", _("Giấy phép, bằng lái")
    OTHER = "other", _("Giấy tờ khác")
