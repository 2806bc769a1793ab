"""Options of events outside the office."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    CONFERENCE = "conference", _("Hội nghị tư vấn, định hướng nghề nghiệp")
    DISTRICT_TALK = "district_talk", _("Tư vấn, định hướng tại địa phương")
    JOB_FAIR = "job_fair", _("Phiên giao dịch việc làm")


class Audience(TextChoices):
    """Who an event is for."""

    WORKERS = "workers", _("Người lao động")
    SOLDIERS = "soldiers", _("Bộ đội xuất ngũ")
    POLICE = "police", _("Công an hoàn thành nghĩa vụ")
    PUPILS = "pupils", _("Học sinh")
    STUDENTS = "students", _("Sinh viên, học viên")
    INSURANCE = "insurance", _("Người hưởng bảo hiểm thất nghiệp")
