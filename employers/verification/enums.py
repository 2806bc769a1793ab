"""Papers, services of Mẫu 03, and what the centre may find wrong."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PaperKind(TextChoices):
    CERTIFICATE = "certificate", _("Giấy đăng ký doanh nghiệp, hộ kinh doanh")
    AUTHORISATION = "authorisation", _("Giấy ủy quyền, giấy giới thiệu")
    OTHER = "other", _("Giấy tờ khác")


class Service(TextChoices):
    """Dịch vụ đăng ký (Mẫu 03)."""

    LAW = "law", _("Tư vấn chính sách, pháp luật lao động")
    HIRING = "hiring", _("Tư vấn tuyển lao động, quản trị và phát triển nguồn nhân lực")
    JOBS = "jobs", _("Tư vấn sử dụng lao động và phát triển việc làm")
    SUPPLY = "supply", _("Giới thiệu, cung ứng lao động")
    OTHER = "other", _("Khác")


class Outcome(TextChoices):
    """What became of papers handed in; empty while the centre has not decided."""

    VERIFIED = "verified", _("Đã xác minh")
    RETURNED = "returned", _("Trả lại để bổ sung")
    SUSPENDED = "suspended", _("Tạm ngừng")


class ReturnCode(TextChoices):
    """Why the centre sends a registration back; each leads to where it is mended."""

    NAME = "name", _("Tên hoặc mã số thuế không khớp giấy đăng ký")
    CERTIFICATE = "certificate", _("Thiếu giấy đăng ký hoặc giấy không đọc được")
    AUTHORISATION = "authorisation", _("Cần giấy ủy quyền của người đại diện")
    ADDRESS = "address", _("Địa chỉ chưa đúng hoặc chưa rõ")
    CONTACT = "contact", _("Không liên lạc được theo số điện thoại, thư đã ghi")
    OTHER = "other", _("Lý do khác")


class ClaimState(TextChoices):
    OPEN = "open", _("Chờ trung tâm xem")
    GRANTED = "granted", _("Đã chấp nhận")
    REFUSED = "refused", _("Không chấp nhận")
    WITHDRAWN = "withdrawn", _("Đã rút")


class Happening(TextChoices):
    """What is written into an employer's history besides its states."""

    REGISTERED = "registered", _("Đăng ký")
    PROFILE = "profile", _("Sửa hồ sơ")
    PAPER = "paper", _("Nộp giấy tờ")
    PAPER_GONE = "paper_gone", _("Bỏ giấy tờ")
    PAPER_OPENED = "paper_opened", _("Mở giấy tờ")
    HANDED_IN = "handed_in", _("Gửi trung tâm xác minh")
    RETURNED = "returned", _("Trả lại để bổ sung")
    INVITED = "invited", _("Mời thành viên")
    REVOKED = "revoked", _("Thu hồi lời mời")
    JOINED = "joined", _("Vào làm thành viên")
    ROLE = "role", _("Đổi vai trò")
    REMOVED = "removed", _("Bỏ thành viên")
    LEFT = "left", _("Thành viên rời đi")
    CLAIM = "claim", _("Yêu cầu được quản lý")
    CLAIM_DECIDED = "claim_decided", _("Trả lời yêu cầu")
    MERGED = "merged", _("Gộp hồ sơ trùng")
    UNMERGED = "unmerged", _("Hoàn tác việc gộp")
