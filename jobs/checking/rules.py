"""The rules: what they forbid, why, by which law.

The articles cited are those of the Labour Code (45/2019/QH14), the Law on Gender Equality (73/2006/QH11), the Law on
Persons with Disabilities (51/2010/QH12) and the Law on HIV/AIDS (64/2006/QH11).
"""

from django.utils.translation import gettext_lazy as _

from jobs.checking.findings import Rule, Severity

_EQUAL = _("Bộ luật Lao động 45/2019/QH14, Điều 8 khoản 1 và Điều 3 khoản 8")
_BLOCK, _WARN = Severity.BLOCK, Severity.WARN

SEX = Rule(
    "sex", _BLOCK, _("Phân biệt giới tính"),
    _("Nam và nữ được dự tuyển như nhau. Hãy nêu yêu cầu thật của công việc: sức nâng, ca làm, kỹ năng."),
    _("Bộ luật Lao động 45/2019/QH14, Điều 8 khoản 1; Luật Bình đẳng giới 73/2006/QH11, Điều 13"),
)  # fmt: skip
AGE = Rule(
    "age", _BLOCK, _("Giới hạn tuổi không có căn cứ pháp lý"),
    _("Không được loại người theo tuổi, trừ nghề mà pháp luật quy định tuổi; khi đó ghi căn cứ ở mục “Ai phù hợp”."),
    _EQUAL,
)  # fmt: skip
MARITAL = Rule(
    "marital", _BLOCK, _("Phân biệt tình trạng hôn nhân, gia đình"),
    _("Việc có gia đình hay chưa, có con hay chưa không phải là điều kiện tuyển dụng."), _EQUAL,
)  # fmt: skip
PREGNANCY = Rule(
    "pregnancy", _BLOCK, _("Phân biệt vì thai sản"),
    _("Không được từ chối hay ràng buộc người lao động vì mang thai, sinh con, nuôi con nhỏ."),
    _("Bộ luật Lao động 45/2019/QH14, Điều 8 khoản 1, Điều 136 và Điều 137"),
)  # fmt: skip
ORIGIN = Rule(
    "origin", _BLOCK, _("Phân biệt quê quán, hộ khẩu, vùng miền"),
    _("Không được chọn hay loại người theo quê quán, hộ khẩu. Nếu cần người ở gần, hãy ghi yêu cầu đi lại."),
    _EQUAL,
)  # fmt: skip
ACCENT = Rule(
    "accent", _WARN, _("Phân biệt giọng vùng miền"),
    _("Giọng nói của vùng nào cũng làm được việc; nếu cần, hãy ghi yêu cầu nói rõ ràng, dễ hiểu."), "",
)  # fmt: skip
ETHNICITY = Rule(
    "ethnicity", _BLOCK, _("Phân biệt dân tộc"),
    _("Mọi dân tộc được dự tuyển như nhau."), _EQUAL,
)  # fmt: skip
RELIGION = Rule(
    "religion", _BLOCK, _("Phân biệt tôn giáo, tín ngưỡng"),
    _("Tôn giáo, tín ngưỡng không phải là điều kiện tuyển dụng."), _EQUAL,
)  # fmt: skip
UNION = Rule(
    "union", _BLOCK, _("Phân biệt vì hoạt động công đoàn"),
    _("Không được loại người vì tham gia hay không tham gia công đoàn."),
    _("Bộ luật Lao động 45/2019/QH14, Điều 3 khoản 8 và Điều 175"),
)  # fmt: skip
DISABILITY = Rule(
    "disability", _BLOCK, _("Loại người khuyết tật"),
    _("Hãy mô tả thao tác mà công việc đòi hỏi; người làm được thì được dự tuyển."),
    _("Luật Người khuyết tật 51/2010/QH12, Điều 33; Bộ luật Lao động 45/2019/QH14, Điều 8"),
)  # fmt: skip
HIV = Rule(
    "hiv", _BLOCK, _("Phân biệt người nhiễm HIV"),
    _("Không được yêu cầu xét nghiệm HIV hay từ chối tuyển dụng vì nhiễm HIV."),
    _("Luật Phòng, chống HIV/AIDS 64/2006/QH11, Điều 14; Bộ luật Lao động 45/2019/QH14, Điều 3 khoản 8"),
)  # fmt: skip
HEALTH = Rule(
    "health", _WARN, _("Điều kiện sức khỏe không gắn với công việc"),
    _("Chỉ hỏi sức khỏe ở mức công việc cần. Hãy mô tả thao tác, môi trường làm việc thay cho tên bệnh, khiếm khuyết."),
    "",
)  # fmt: skip
APPEARANCE = Rule(
    "appearance", _WARN, _("Yêu cầu ngoại hình"),
    _("Ngoại hình hiếm khi cần cho công việc và làm người hợp việc ngại nộp. Hãy nêu kỹ năng hoặc tác phong."),
    "",
)  # fmt: skip
HEIGHT = Rule(
    "height", _WARN, _("Yêu cầu chiều cao, cân nặng"),
    _("Thường loại phụ nữ và người khuyết tật một cách gián tiếp. Chỉ nêu khi thao tác thật sự cần."),
    "",
)  # fmt: skip
FEE = Rule(
    "fee", _BLOCK, _("Thu tiền của người lao động"),
    _("Người lao động không phải trả chi phí cho việc tuyển dụng."),
    _("Bộ luật Lao động 45/2019/QH14, Điều 11 khoản 2"),
)  # fmt: skip
DEPOSIT = Rule(
    "deposit", _BLOCK, _("Đòi đặt cọc, giữ lương"),
    _("Không được buộc người lao động bảo đảm bằng tiền, tài sản; lương phải trả đủ, đúng hạn."),
    _("Bộ luật Lao động 45/2019/QH14, Điều 17 khoản 2 và Điều 94"),
)  # fmt: skip
PAPERS = Rule(
    "papers", _BLOCK, _("Giữ giấy tờ gốc"),
    _("Không được giữ bản chính giấy tờ tùy thân, văn bằng, chứng chỉ của người lao động."),
    _("Bộ luật Lao động 45/2019/QH14, Điều 17 khoản 1"),
)  # fmt: skip
UNPAID = Rule(
    "unpaid", _BLOCK, _("Thử việc không lương hoặc dưới 85% lương"),
    _("Lương thử việc ít nhất bằng 85% lương của công việc đó."),
    _("Bộ luật Lao động 45/2019/QH14, Điều 26"),
)  # fmt: skip
FINE = Rule(
    "fine", _WARN, _("Phạt tiền, cắt lương"),
    _("Không được phạt tiền, cắt lương thay cho xử lý kỷ luật lao động."),
    _("Bộ luật Lao động 45/2019/QH14, Điều 127 khoản 2"),
)  # fmt: skip
SCAM = Rule(
    "scam", _BLOCK, _("Dấu hiệu lừa đảo"),
    _("Nạp tiền, làm nhiệm vụ nhận hoa hồng, “việc nhẹ lương cao” là lời mời thường gặp của kẻ lừa đảo."),
    _("Bộ luật Lao động 45/2019/QH14, Điều 8 khoản 6"),
)  # fmt: skip
CHAT = Rule(
    "chat", _WARN, _("Chỉ liên hệ qua mạng nhắn tin"),
    _("Hãy để người tìm việc nộp hồ sơ ngay trên cổng hoặc gọi điện; không kéo sang nhóm chat lạ."),
    "",
)  # fmt: skip
RULES = {
    rule.code: rule
    for rule in (
        SEX, AGE, MARITAL, PREGNANCY, ORIGIN, ACCENT, ETHNICITY, RELIGION, UNION, DISABILITY, HIV, HEALTH, APPEARANCE,
        HEIGHT, FEE, DEPOSIT, PAPERS, UNPAID, FINE, SCAM, CHAT,
    )
}  # fmt: skip
