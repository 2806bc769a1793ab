"""The questions people ask, with their answers: content of the help page."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Question:
    key: str
    """Anchor in the page."""
    title: Text
    answer: tuple[Text, ...]
    """Paragraphs."""
    links: tuple[tuple[Text, str], ...] = field(default_factory=tuple)
    """(what it opens, name of the address)."""


@dataclass(frozen=True)
class Topic:
    key: str
    title: Text
    icon: str
    questions: tuple[Question, ...]


SEEKING = Topic(
    "tim-viec",
    _("Tìm việc"),
    "search",
    (
        Question(
            "khong-thu-dien-tu",
            _("Tôi không có thư điện tử thì đăng ký thế nào?"),
            (
                _("Chỉ cần số điện thoại di động: nhập số, đặt mật khẩu, gõ mã trong tin nhắn là xong."),
                _("Không có điện thoại riêng thì đến văn phòng gần nhà, tư vấn viên đăng ký giúp tại chỗ."),
            ),
            ((_("Đăng ký tìm việc"), "account_signup"),),
        ),
        Question(
            "xem-khong-tai-khoan",
            _("Có phải đăng ký mới xem được việc không?"),
            (_("Không. Tìm và đọc mọi tin không cần tài khoản; chỉ khi nộp hồ sơ mới cần."),),
            ((_("Tìm việc"), "jobs:search"),),
        ),
        Question(
            "gan-nha",
            _("Tìm việc gần nhà thế nào?"),
            (
                _("Ở ô “Ở đâu?” gõ tên xã, huyện cũ hoặc khu công nghiệp, không dấu cũng được, rồi bấm Tìm việc."),
                _("Muốn rộng hơn thì chọn “Cách nơi ấy” 5, 10, 20 hoặc 40 km ở bộ lọc."),
            ),
            ((_("Tìm việc"), "jobs:search"),),
        ),
        Question(
            "ten-xa-moi",
            _("Xã tôi đã đổi tên, tìm theo tên nào?"),
            (_("Tên nào cũng được: trước và sau ngày 1/7/2025 đều hiểu, kết quả cho biết nơi ấy nay tên là gì."),),
        ),
        Question(
            "tra-loi",
            _("Nộp hồ sơ rồi bao lâu có trả lời?"),
            (
                _("Doanh nghiệp được hẹn trả lời trong 7 ngày. Hồ sơ đang ở bước nào hiện ngay trong “Đã nộp”."),
                _("Quá hẹn chưa có tin, anh chị gọi trung tâm để tư vấn viên hỏi giúp."),
            ),
        ),
        Question(
            "vi-sao-viec-nay",
            _("Vì sao trung tâm đề xuất việc này cho tôi?"),
            (
                _("Mỗi việc được đề xuất kèm lý do: điều gì hợp, điều gì chưa rõ, điều gì không."),
                _("Giới tính, hôn nhân, dân tộc, tôn giáo không được đọc đến. Thôi ghép nối lúc nào cũng được."),
            ),
            ((_("Ghép nối hoạt động thế nào"), "matching:how"),),
        ),
        Question(
            "su-kien",
            _("Phiên giao dịch việc làm là gì, ai đến được?"),
            (
                _("Là buổi nhiều doanh nghiệp cùng đến phỏng vấn, thường ở xã, phường. Ai cũng đến được, miễn phí."),
                _("Mang theo căn cước; đăng ký trước ở trang sự kiện để được xếp gặp đúng doanh nghiệp."),
            ),
            ((_("Lịch sự kiện"), "jobs:events"),),
        ),
        Question(
            "that-nghiep",
            _("Hưởng trợ cấp thất nghiệp thì hỏi ở đâu?"),
            (_("Gọi hoặc đến văn phòng trung tâm: tư vấn viên cho biết giấy tờ cần mang, hẹn giờ và tìm việc cùng."),),
            ((_("Văn phòng và giờ làm việc"), "contact"),),
        ),
        Question(
            "quen-mat-khau",
            _("Quên mật khẩu thì làm sao?"),
            (_("Bấm “Quên mật khẩu” ở trang đăng nhập. Mất số cũ, thư cũ thì đến văn phòng với căn cước."),),
            ((_("Đặt lại mật khẩu"), "account_reset_password"),),
        ),
    ),
)

SAFETY = Topic(
    "an-toan",
    _("Tiền và lừa đảo"),
    "shield-alert",
    (
        Question(
            "mat-tien",
            _("Tìm việc qua trung tâm có mất tiền không?"),
            (_("Không. Tư vấn, giới thiệu, dự phiên giao dịch, hướng dẫn hồ sơ đều miễn phí cho người lao động."),),
        ),
        Question(
            "tuyen-dung-gia",
            _("Làm sao nhận ra tuyển dụng giả?"),
            (
                _(
                    "Đòi tiền cọc, tiền đồng phục, tiền giữ chỗ; lương cao lạ thường cho việc nhẹ; chỉ nhắn tin,"
                    " không có địa chỉ; giục gửi ảnh căn cước hoặc mã OTP: đó là dấu hiệu lừa đảo."
                ),
                _("Tin có dấu “Đã xác minh” là của doanh nghiệp trung tâm đã kiểm tra mã số thuế và giấy tờ."),
            ),
        ),
        Question(
            "bao-lua-dao",
            _("Gặp tin sai hoặc bị đòi tiền thì báo ai?"),
            (
                _("Gọi trung tâm, nói tên tin hoặc tên doanh nghiệp; trung tâm gỡ tin để kiểm tra."),
                _("Đã chuyển tiền thì giữ lại tin nhắn, phiếu chuyển khoản và báo công an xã, phường."),
            ),
            ((_("Liên hệ trung tâm"), "contact"),),
        ),
        Question(
            "nuoc-ngoai",
            _("Đi làm việc ở nước ngoài mất bao nhiêu tiền?"),
            (_("Mỗi chương trình có bảng chi phí chính thức, từng khoản có căn cứ. Ngoài bảng không phải nộp gì."),),
            ((_("Chương trình đi làm việc ở nước ngoài"), "jobs:programmes"),),
        ),
    ),
)

DATA = Topic(
    "du-lieu",
    _("Dữ liệu của tôi"),
    "shield-user",
    (
        Question(
            "doanh-nghiep-thay-gi",
            _("Doanh nghiệp thấy những gì của tôi?"),
            (
                _("Mặc định không thấy gì. Anh chị chọn: ẩn hẳn, hiện không tên, hoặc hiện cả tên và cách liên hệ."),
                _(
                    "Khi nộp hồ sơ, riêng doanh nghiệp ấy thấy tên, số điện thoại và kinh nghiệm; không bao giờ thấy số"
                    " định danh và thông tin nhạy cảm."
                ),
            ),
            ((_("Dữ liệu cá nhân của anh chị"), "privacy"),),
        ),
        Question(
            "xoa-du-lieu",
            _("Muốn sửa, lấy về hoặc xóa dữ liệu thì làm thế nào?"),
            (
                _("Vào “Dữ liệu của tôi” để xem ai đã đọc, sửa, lấy bản sao, rút đồng ý hoặc yêu cầu xóa."),
                _("Không dùng mạng thì yêu cầu tại quầy hoặc qua điện thoại; trung tâm trả lời trong hạn luật định."),
            ),
            ((_("Dữ liệu của tôi"), "workers:data"),),
        ),
        Question(
            "thoi-ghep-noi",
            _("Tôi không muốn máy tự ghép việc thì sao?"),
            (_("Rút đồng ý “ghép nối” ở “Dữ liệu của tôi”. Anh chị vẫn tìm, nộp hồ sơ và được tư vấn như thường."),),
            ((_("Ghép nối hoạt động thế nào"), "matching:how"),),
        ),
    ),
)

HIRING = Topic(
    "tuyen-dung",
    _("Doanh nghiệp"),
    "factory",
    (
        Question(
            "xac-minh",
            _("Doanh nghiệp đăng ký và được xác minh thế nào?"),
            (
                _("Đăng ký bằng mã số thuế và tên người liên hệ; trung tâm đối chiếu giấy tờ rồi xác minh."),
                _("Trong lúc chờ, anh chị soạn tin được ngay; tin hiện ra khi đã xác minh và duyệt."),
            ),
            ((_("Đăng ký tuyển lao động"), "hiring:register"),),
        ),
        Question(
            "dang-tin",
            _("Đăng tin có mất phí không, mất bao lâu?"),
            (
                _("Không mất phí. Đăng từ tin cũ mất khoảng hai phút: bấm “Đăng lại”, sửa số lượng và hạn."),
                _("Nhiều tin trong bảng tính thì gửi trung tâm, tư vấn viên nhập giúp."),
            ),
        ),
        Question(
            "tra-tin",
            _("Vì sao tin bị trả lại để sửa?"),
            (
                _(
                    "Thường vì phân biệt giới tính, tuổi, ngoại hình mà không có căn cứ; thu tiền người lao động; hoặc"
                    " lương dưới mức tối thiểu vùng. Lý do ghi ngay ở tin."
                ),
            ),
        ),
        Question(
            "ung-vien",
            _("Xem ứng viên thế nào?"),
            (
                _(
                    "Mỗi tin có danh sách người phù hợp kèm lý do. Người chưa nộp hồ sơ hiện không tên; mời thì họ chọn"
                    " trả lời."
                ),
                _("Người đã nộp hồ sơ chờ trả lời trong 7 ngày."),
            ),
            ((_("Ghép nối hoạt động thế nào"), "matching:how"),),
        ),
    ),
)

USING = Topic(
    "dung-trang",
    _("Dùng trang này"),
    "accessibility",
    (
        Question(
            "chu-to",
            _("Chữ nhỏ, khó đọc thì làm sao?"),
            (
                _(
                    "Phóng to bằng điện thoại hoặc trình duyệt, trang tự xếp lại. Trang dùng được bằng bàn phím và"
                    " trình đọc màn hình, và tự đổi nền tối theo máy."
                ),
            ),
        ),
        Question(
            "mang-yeu",
            _("Mạng yếu, máy cũ có dùng được không?"),
            (_("Được. Trang nhẹ, không có quảng cáo, và vẫn chạy khi trình duyệt tắt JavaScript."),),
        ),
        Question(
            "tieng-anh",
            _("Có tiếng Anh không?"),
            (_("Có: bấm “English” ở đầu trang."),),
        ),
    ),
)

TOPICS = (SEEKING, SAFETY, DATA, HIRING, USING)
