"""Options of Mẫu 02 (Decree 352/2025): the services a group of workers asks for."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Asked(TextChoices):
    """Đề nghị cung cấp dịch vụ (Mẫu 02)."""

    POLICY = "policy", _("Tư vấn chính sách, pháp luật lao động")
    JOBS = "jobs", _("Tư vấn việc làm")
    TRAINING = "training", _("Tư vấn về đào tạo, kỹ năng nghề")
    OTHER = "other", _("Khác")
