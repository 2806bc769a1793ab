"""States and options of workers' profiles."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Search(TextChoices):
    """Whether the person looks for work now."""

    LOOKING = "looking", _("Đang tìm việc")
    OPEN = "open", _("Có việc, muốn đổi việc")
    NOT_LOOKING = "not_looking", _("Không tìm việc")


class Visibility(TextChoices):
    HIDDEN = "hidden", _("Không hiện với doanh nghiệp")
    ANONYMOUS = "anonymous", _("Hiện ẩn danh với doanh nghiệp")
    OPEN = "open", _("Hiện đầy đủ với doanh nghiệp")


class Origin(TextChoices):
    SELF = "self", _("Tự đăng ký")
    COUNTER = "counter", _("Tại quầy")
    EVENT = "event", _("Hội nghị, phiên giao dịch")
    SPREADSHEET = "spreadsheet", _("Nhập từ bảng tính")


class ConsentPurpose(TextChoices):
    """One consent per purpose (Law 91/2025, art. 9)."""

    SERVICE = "service", _("Tư vấn, giới thiệu việc làm (cam kết trên Mẫu 01)")
    MATCHING = "matching", _("Ghép nối tự động hằng đêm với tin tuyển dụng")
    SHARE = "share", _("Cho doanh nghiệp phù hợp xem hồ sơ và liên hệ")
    MESSAGES = "messages", _("Nhận tin nhắn và thư về việc làm mới")
    SENSITIVE = "sensitive", _("Lưu thông tin nhạy cảm (khuyết tật, dân tộc) để hưởng ưu tiên")


class ConsentChannel(TextChoices):
    WEB = "web", _("Trên cổng")
    PAPER = "paper", _("Phiếu giấy có chữ ký")
    PHONE = "phone", _("Điện thoại")
