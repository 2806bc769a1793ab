"""What each request means, in plain words."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workers.rights.enums import Kind


class Words(NamedTuple):
    title: str | Promise
    what: str | Promise
    at_once: str | Promise
    """What changes the moment it is sent."""
    icon: str


EXPLAINED: dict[Kind, Words] = {
    Kind.CORRECT: Words(
        _("Sửa chỗ sai"),
        _("Phần lớn anh chị tự sửa được ở hồ sơ. Chỗ không tự sửa được, như ghi chép tư vấn, thì nhờ trung tâm."),
        _("Chưa có gì thay đổi cho tới khi trung tâm sửa."),
        "pencil",
    ),
    Kind.RESTRICT: Words(
        _("Tạm ngừng dùng dữ liệu"),
        _("Trung tâm vẫn giữ nhưng không dùng vào việc gì, ví dụ khi anh chị đang khiếu nại."),
        _("Ngay khi gửi: thôi ghép việc, doanh nghiệp không thấy hồ sơ."),
        "circle-pause",
    ),
    Kind.OBJECT: Words(
        _("Phản đối"),
        _("Anh chị không muốn dữ liệu của mình bị dùng vào một việc, ví dụ để phần mềm xếp thứ tự."),
        _("Ngay khi gửi: thôi ghép việc tự động."),
        "hand",
    ),
    Kind.DELETE: Words(
        _("Xóa dữ liệu của tôi"),
        _(
            "Tên, số điện thoại, giấy tờ, hồ sơ bị xóa và tài khoản đóng lại. Trung tâm chỉ giữ con số, như số lượt tư "
            "vấn, không còn biết là của ai."
        ),
        _("Ngay khi gửi: thôi ghép việc, doanh nghiệp không thấy hồ sơ."),
        "trash-2",
    ),
    Kind.LOOK: Words(
        _("Hỏi về người đã xem"),
        _("Anh chị không biết vì sao một người đã mở hồ sơ của mình. Lãnh đạo trung tâm kiểm tra và trả lời."),
        _("Ngay khi gửi: lãnh đạo trung tâm được báo."),
        "eye",
    ),
}
