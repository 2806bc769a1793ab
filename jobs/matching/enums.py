"""States of runs, sides of lists, states of facts."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class RunState(TextChoices):
    QUEUED = "queued", _("Chờ bắt đầu")
    MATCHING = "matching", _("Đang ghép nối")
    PUBLISHED = "published", _("Đã công bố")
    RETIRED = "retired", _("Đã thay bằng đợt mới")
    FAILED = "failed", _("Không hoàn thành")


RUN_ACTIVE = (RunState.QUEUED, RunState.MATCHING)


class RunOrigin(TextChoices):
    NIGHT = "night", _("Hằng đêm")
    STAFF = "staff", _("Cán bộ bắt đầu")
    COMMAND = "command", _("Dòng lệnh")


class Side(IntegerChoices):
    """Whose list a row belongs to."""

    WORKER = 0, _("Danh sách của người lao động")
    VACANCY = 1, _("Danh sách của tin tuyển dụng")


class TrialState(TextChoices):
    """How far the working out of other weights is."""

    QUEUED = "queued", _("Chờ bắt đầu")
    RUNNING = "running", _("Đang tính")
    DONE = "done", _("Đã tính xong")
    FAILED = "failed", _("Không tính được")


class FactState(TextChoices):
    """One criterion or term for one pair."""

    FITS = "fits", _("Phù hợp")
    UNKNOWN = "unknown", _("Chưa rõ")
    MISSES = "misses", _("Chưa phù hợp")


class Reader(TextChoices):
    """For whom a pair is explained."""

    WORKER = "worker", _("Người lao động")
    EMPLOYER = "employer", _("Doanh nghiệp")
    COUNSELLOR = "counsellor", _("Tư vấn viên")
