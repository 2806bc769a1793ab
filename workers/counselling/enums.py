"""Options of a counselling turn."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Topic(TextChoices):
    """Nội dung tư vấn (Mẫu 01, dịch vụ) and the portal's further ones."""

    POLICY = "policy", _("Chính sách, pháp luật lao động")
    JOBS = "jobs", _("Việc làm")
    TRAINING = "training", _("Đào tạo, kỹ năng nghề")
    INSURANCE = "insurance", _("Bảo hiểm thất nghiệp")
    OVERSEAS = "overseas", _("Đi làm việc ở nước ngoài")


class Channel(TextChoices):
    COUNTER = "counter", _("Tại quầy")
    PHONE = "phone", _("Điện thoại")
    ONLINE = "online", _("Trực tuyến")
    EVENT = "event", _("Hội nghị, phiên giao dịch")
