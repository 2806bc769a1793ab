"""What a person agrees to, purpose by purpose, in the words kept as proof (Law 91/2025/QH15, art. 9)."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workers.enums import ConsentPurpose


class Wording(NamedTuple):
    title: str | Promise
    text: str | Promise
    without: str | Promise
    """What the person goes without by not agreeing; never more than that."""


WORDINGS: dict[ConsentPurpose, Wording] = {
    ConsentPurpose.SERVICE: Wording(
        _("Tư vấn và giới thiệu việc làm"),
        _(
            "Tôi đồng ý để trung tâm sử dụng thông tin tôi khai phục vụ cho công tác tư vấn, giới thiệu việc làm, "
            "kết nối cung - cầu lao động."
        ),
        _("Không đồng ý: trung tâm không giới thiệu việc làm cho anh chị được, anh chị vẫn tự tìm và tự nộp hồ sơ."),
    ),
    ConsentPurpose.MATCHING: Wording(
        _("Tự động tìm việc hợp với tôi mỗi đêm"),
        _(
            "Tôi đồng ý để phần mềm của trung tâm so hồ sơ của tôi với các tin tuyển dụng và xếp thứ tự những việc "
            "phù hợp. Giới tính, hôn nhân, dân tộc, tôn giáo không được dùng để so. Tôi xem được lý do của từng việc."
        ),
        _("Không đồng ý: không có danh sách việc phù hợp, anh chị vẫn tìm việc như thường."),
    ),
    ConsentPurpose.SHARE: Wording(
        _("Cho doanh nghiệp phù hợp xem hồ sơ"),
        _(
            "Tôi đồng ý để doanh nghiệp có tin tuyển dụng phù hợp xem họ tên, cách liên hệ, kinh nghiệm và trình độ "
            "của tôi khi tôi chọn hiện đầy đủ hồ sơ."
        ),
        _("Không đồng ý: chỉ doanh nghiệp anh chị nộp hồ sơ mới biết anh chị là ai."),
    ),
    ConsentPurpose.MESSAGES: Wording(
        _("Nhận tin về việc làm mới"),
        _("Tôi đồng ý nhận tin nhắn và thư điện tử về việc làm mới, hội nghị và phiên giao dịch việc làm."),
        _("Không đồng ý: chỉ nhận tin về chính hồ sơ và lịch hẹn của anh chị."),
    ),
    ConsentPurpose.SENSITIVE: Wording(
        _("Lưu thông tin nhạy cảm để được ưu tiên"),
        _(
            "Tôi đồng ý để trung tâm lưu thông tin về khuyết tật, dân tộc, tôn giáo của tôi, dưới dạng mã hóa, chỉ để "
            "xét chính sách ưu tiên và lập phiếu đăng ký."
        ),
        _("Không đồng ý: không hỏi và không lưu những thông tin này."),
    ),
}


def proof_text(purpose: ConsentPurpose) -> str:
    """The words as they were shown, in the language they were shown in."""
    wording = WORDINGS[purpose]
    return f"{wording.title}. {wording.text}"
