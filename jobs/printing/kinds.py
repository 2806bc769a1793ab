"""The official forms that are numbered and printed, with the letters of their series."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Value: as it stands in an address."""

    WORKER = "mau-01", _("Phiếu đăng ký dịch vụ việc làm")
    SEEKER = "mau-01a", _("Phiếu đăng ký tìm việc làm")
    GROUP = "mau-02", _("Phiếu đăng ký dịch vụ của tập thể người lao động")
    EMPLOYER = "mau-03", _("Phiếu đăng ký dịch vụ của người sử dụng lao động")
    VACANCY = "mau-03a", _("Phiếu đăng ký giới thiệu, cung ứng lao động")
    RESULTS = "mau-04", _("Kết quả kết nối việc làm")
    LETTER = "gioi-thieu", _("Phiếu giới thiệu việc làm")
    NOTICE = "mau-24", _("Thông báo tìm kiếm việc làm hằng tháng")


SERIES = {
    Kind.WORKER: "M01",
    Kind.SEEKER: "M01A",
    Kind.GROUP: "M02",
    Kind.EMPLOYER: "M03",
    Kind.VACANCY: "M03A",
    Kind.RESULTS: "M04",
    Kind.LETTER: "GT",
    Kind.NOTICE: "M24",
}
NUMBERS = {
    Kind.WORKER: "Mẫu 01, NĐ 352/2025",
    Kind.SEEKER: "Mẫu 01a, NĐ 352/2025",
    Kind.GROUP: "Mẫu 02, NĐ 352/2025",
    Kind.EMPLOYER: "Mẫu 03, NĐ 352/2025",
    Kind.VACANCY: "Mẫu 03a, NĐ 352/2025",
    Kind.RESULTS: "Mẫu 04, NĐ 352/2025",
    Kind.LETTER: "Mẫu 01, NĐ 374/2025",
    Kind.NOTICE: "Mẫu 24, NĐ 374/2025",
}
"""The form's official number, the same in every language."""
