"""States of vacancies and applications."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VacancyState(TextChoices):
    DRAFT = "draft", _("Bản nháp")
    SUBMITTED = "submitted", _("Chờ duyệt")
    RETURNED = "returned", _("Trả lại để sửa")
    PUBLISHED = "published", _("Đang đăng")
    PAUSED = "paused", _("Tạm dừng")
    CLOSED = "closed", _("Đã đóng")


VACANCY_TRANSITIONS: dict[VacancyState, frozenset[VacancyState]] = {
    VacancyState.DRAFT: frozenset({VacancyState.SUBMITTED, VacancyState.CLOSED}),
    VacancyState.SUBMITTED: frozenset({VacancyState.PUBLISHED, VacancyState.RETURNED, VacancyState.CLOSED}),
    VacancyState.RETURNED: frozenset({VacancyState.SUBMITTED, VacancyState.CLOSED}),
    VacancyState.PUBLISHED: frozenset({VacancyState.PAUSED, VacancyState.RETURNED, VacancyState.CLOSED}),
    VacancyState.PAUSED: frozenset({VacancyState.PUBLISHED, VacancyState.RETURNED, VacancyState.CLOSED}),
    VacancyState.CLOSED: frozenset(),
}


class CloseReason(TextChoices):
    FILLED_HERE = "filled_here", _("Đã tuyển đủ qua trung tâm")
    FILLED_ELSEWHERE = "filled_elsewhere", _("Đã tuyển đủ qua kênh khác")
    CANCELLED = "cancelled", _("Không tuyển nữa")
    EXPIRED = "expired", _("Hết hạn")


class VacancyOrigin(TextChoices):
    EMPLOYER = "employer", _("Doanh nghiệp tự đăng")
    COUNTER = "counter", _("Tại quầy")
    TELEPHONE = "telephone", _("Điện thoại")
    SPREADSHEET = "spreadsheet", _("Bảng tính, tin thu thập")
    API = "api", _("Kết nối dữ liệu")
    FAIR = "fair", _("Phiên giao dịch")


class ApplicationOrigin(TextChoices):
    WORKER = "worker", _("Người lao động ứng tuyển")
    REFERRAL = "referral", _("Trung tâm giới thiệu")
    MATCH = "match", _("Từ ghép nối")
    AGREEMENT = "agreement", _("Thỏa thuận cung ứng")
    FAIR = "fair", _("Phiên giao dịch")


class ApplicationState(TextChoices):
    PROPOSED = "proposed", _("Được mời ứng tuyển")
    DECLINED = "declined", _("Từ chối lời mời")
    SUBMITTED = "submitted", _("Đã nộp")
    VIEWED = "viewed", _("Doanh nghiệp đã xem")
    INTERVIEW = "interview", _("Hẹn phỏng vấn")
    OFFERED = "offered", _("Được nhận, chờ trả lời")
    HIRED = "hired", _("Đã tuyển dụng")
    NOT_HIRED = "not_hired", _("Không được tuyển")
    WITHDRAWN = "withdrawn", _("Đã rút")


_S = ApplicationState
_ENDS = frozenset({_S.NOT_HIRED, _S.WITHDRAWN})
APPLICATION_TRANSITIONS: dict[ApplicationState, frozenset[ApplicationState]] = {
    _S.PROPOSED: frozenset({_S.SUBMITTED, _S.DECLINED}),
    _S.DECLINED: frozenset(),
    _S.SUBMITTED: frozenset({_S.VIEWED, _S.INTERVIEW, _S.OFFERED, _S.HIRED}) | _ENDS,
    _S.VIEWED: frozenset({_S.INTERVIEW, _S.OFFERED, _S.HIRED}) | _ENDS,
    _S.INTERVIEW: frozenset({_S.OFFERED, _S.HIRED}) | _ENDS,
    _S.OFFERED: frozenset({_S.HIRED}) | _ENDS,
    _S.HIRED: frozenset(),
    _S.NOT_HIRED: frozenset(),
    _S.WITHDRAWN: frozenset(),
}
APPLICATION_LIVE = frozenset({_S.PROPOSED, _S.SUBMITTED, _S.VIEWED, _S.INTERVIEW, _S.OFFERED})


class DismissReason(TextChoices):
    """Why a proposed vacancy is not for this person."""

    FAR = "far", _("Xa nơi ở")
    PAY = "pay", _("Lương thấp hơn mong muốn")
    WORK = "work", _("Không phải việc tôi muốn làm")
    HOURS = "hours", _("Giờ làm, ca kíp không hợp")
    CONDITIONS = "conditions", _("Điều kiện làm việc không hợp")
    EMPLOYER = "employer", _("Không muốn làm ở đơn vị này")
    OTHER = "other", _("Lý do khác")
    HIDDEN = "hidden", _("Chỉ ẩn đi")
