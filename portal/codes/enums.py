"""Levels and options of the official forms (Decrees 352/2025 and 318/2025) that the code compares.

The numbers are part of the data: they are ordered where the form orders them, and stay as they are.
"""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class GeneralEducation(IntegerChoices):
    """Trình độ học vấn (Mẫu 01), in rising order."""

    BELOW_PRIMARY = 0, _("Chưa tốt nghiệp Tiểu học")
    PRIMARY = 1, _("Tốt nghiệp Tiểu học")
    LOWER_SECONDARY = 2, _("Tốt nghiệp THCS")
    UPPER_SECONDARY = 3, _("Tốt nghiệp THPT")


class QualificationLevel(IntegerChoices):
    """Trình độ chuyên môn kỹ thuật cao nhất (Mẫu 01), in rising order."""

    NONE = 0, _("Chưa qua đào tạo")
    UNCERTIFIED = 1, _("Công nhân kỹ thuật không bằng")
    ELEMENTARY = 2, _("Sơ cấp")
    INTERMEDIATE = 3, _("Trung cấp")
    COLLEGE = 4, _("Cao đẳng")
    UNIVERSITY = 5, _("Đại học")
    MASTER = 6, _("Thạc sĩ")
    DOCTOR = 7, _("Tiến sĩ")


class Proficiency(IntegerChoices):
    """Khả năng sử dụng ngoại ngữ, tin học (Mẫu 01), in rising order."""

    AVERAGE = 1, _("Trung bình")
    GOOD = 2, _("Khá")
    VERY_GOOD = 3, _("Tốt")


class ExperienceBand(IntegerChoices):
    """Kinh nghiệm (Mẫu 01a, 03a), in rising order."""

    NONE = 0, _("Không có")
    UNDER_1 = 1, _("Dưới 1 năm")
    FROM_1_TO_2 = 2, _("Từ 1 đến 2 năm")
    FROM_2_TO_5 = 3, _("Từ 2 đến 5 năm")
    OVER_5 = 4, _("Trên 5 năm")


class Position(TextChoices):
    """Chức vụ (Mẫu 01a, 03a)."""

    STAFF = "staff", _("Nhân viên")
    MANAGER = "manager", _("Quản lý")
    LEADER = "leader", _("Lãnh đạo")
    OTHER = "other", _("Khác")


class ContractType(TextChoices):
    """Loại hợp đồng lao động (Mẫu 01a, 03a)."""

    INDEFINITE = "indefinite", _("Không xác định thời hạn")
    UNDER_12 = "under_12", _("Xác định thời hạn dưới 12 tháng")
    FROM_12_TO_36 = "12_to_36", _("Xác định thời hạn từ 12 đến 36 tháng")


class WorkingTime(TextChoices):
    """Hình thức làm việc (Mẫu 01a, 03a)."""

    FULL = "full", _("Toàn thời gian")
    PART = "part", _("Bán thời gian")


class Purpose(TextChoices):
    """Mục đích làm việc (Mẫu 01a, 03a)."""

    LASTING = "lasting", _("Làm việc lâu dài")
    TEMPORARY = "temporary", _("Làm việc tạm thời")
    EXTRA = "extra", _("Làm thêm")


class PayUnit(TextChoices):
    MONTH = "month", _("tháng")
    DAY = "day", _("ngày")
    HOUR = "hour", _("giờ")


class Meals(TextChoices):
    """Hỗ trợ ăn (Mẫu 01a, 03a)."""

    NONE = "none", _("Không hỗ trợ")
    ONE = "one", _("1 bữa")
    TWO = "two", _("2 bữa")
    THREE = "three", _("3 bữa")
    CASH = "cash", _("Bằng tiền")


class Sex(TextChoices):
    """Giới tính (Mẫu 01); never read by the matching engine."""

    MALE = "male", _("Nam")
    FEMALE = "female", _("Nữ")


class WageZone(IntegerChoices):
    """Vùng lương tối thiểu (Decree 293/2025)."""

    I = 1, _("Vùng I")  # noqa: E741 — the zone's official name
    II = 2, _("Vùng II")
    III = 3, _("Vùng III")
    IV = 4, _("Vùng IV")


class WorkSetting(TextChoices):
    """Nơi làm việc (điều kiện làm việc, Mẫu 01a, 03a)."""

    INDOOR = "indoor", _("Trong nhà")
    OUTDOOR = "outdoor", _("Ngoài trời")
    MIXED = "mixed", _("Hỗn hợp")


class Lifting(IntegerChoices):
    """Trọng lượng nâng, in rising demand."""

    UNDER_5 = 0, _("Dưới 5 kg")
    FROM_5_TO_20 = 1, _("5–20 kg")
    OVER_20 = 2, _("Trên 20 kg")


class Standing(IntegerChoices):
    """Đứng hoặc đi lại, in rising demand."""

    HARDLY = 0, _("Hầu như không")
    AVERAGE = 1, _("Trung bình")
    MUCH = 2, _("Nhiều")


class Hearing(IntegerChoices):
    """Nghe, nói, in rising demand."""

    NOT_NEEDED = 0, _("Không cần")
    BASIC = 1, _("Cơ bản")
    IMPORTANT = 2, _("Quan trọng")


class Sight(IntegerChoices):
    """Thị lực, in rising demand."""

    NORMAL = 0, _("Bình thường")
    FINE = 1, _("Nhìn được vật, chi tiết nhỏ")


class Handling(IntegerChoices):
    """Thao tác bằng tay, in rising demand."""

    LARGE = 0, _("Lắp ráp đồ vật lớn")
    SMALL = 1, _("Lắp ráp đồ vật nhỏ")
    TINY = 2, _("Lắp ráp đồ vật rất nhỏ")


class Hands(TextChoices):
    """Dùng hai tay (Mẫu 01a, 03a)."""

    BOTH = "both", _("Cần hai tay")
    SOMETIMES = "sometimes", _("Đôi khi cần hai tay")
    ONE = "one", _("Chỉ cần một tay")
    LEFT = "left", _("Tay trái")
    RIGHT = "right", _("Tay phải")


class RecruitMethod(TextChoices):
    """Hình thức tuyển dụng (Mẫu 01a, 03a)."""

    DIRECT = "direct", _("Trực tiếp")
    PHONE = "phone", _("Qua điện thoại")
    ONLINE = "online", _("Phỏng vấn trực tuyến")
    CV = "cv", _("Nộp CV")


class Ownership(TextChoices):
    """Loại hình (Mẫu 03)."""

    STATE = "state", _("Nhà nước")
    PRIVATE = "private", _("Ngoài nhà nước")
    FOREIGN = "foreign", _("Có vốn đầu tư nước ngoài")


class SizeBand(IntegerChoices):
    """Quy mô lao động (Mẫu 03)."""

    UNDER_10 = 1, _("Dưới 10 người")
    FROM_10 = 2, _("10–50 người")
    FROM_51 = 3, _("51–100 người")
    FROM_101 = 4, _("101–200 người")
    FROM_201 = 5, _("201–500 người")
    FROM_501 = 6, _("501–1.000 người")
    FROM_1001 = 7, _("1.001–3.000 người")
    FROM_3001 = 8, _("3.001–10.000 người")
    OVER_10000 = 9, _("Trên 10.000 người")
