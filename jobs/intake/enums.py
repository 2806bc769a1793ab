"""What intake may say about a text, a row and a file."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What the rows of a file become."""

    VACANCIES = "vacancies", _("Tin tuyển dụng")
    WORKERS = "workers", _("Người tìm việc")


class Reading(models.TextChoices):
    """How far a text was read. Only ``UNDERSTOOD`` values are imported as facts."""

    UNDERSTOOD = "understood", _("Hiểu được")
    UNCERTAIN = "uncertain", _("Chưa chắc")
    ABSENT = "absent", _("Để trống")
    NOT_UNDERSTOOD = "not_understood", _("Không hiểu được")


class Column(models.TextChoices):
    """A column intake knows; a file's own columns are mapped to these."""

    SOURCE_ID = "source_id", _("Mã tin, mã hồ sơ")
    TITLE = "title", _("Tên công việc")
    EMPLOYER = "employer", _("Tên doanh nghiệp")
    TAX_CODE = "tax_code", _("Mã số thuế")
    PLACES = "places", _("Nơi làm việc")
    PAY = "pay", _("Mức lương")
    EXPERIENCE = "experience", _("Kinh nghiệm")
    EDUCATION = "education", _("Trình độ")
    HEADCOUNT = "headcount", _("Số lượng tuyển")
    WORKING_TIME = "working_time", _("Hình thức làm việc")
    POSTED = "posted", _("Ngày đăng")
    DEADLINE = "deadline", _("Hạn tuyển dụng")
    DESCRIPTION = "description", _("Mô tả công việc")
    REQUIREMENTS = "requirements", _("Yêu cầu")
    BENEFITS = "benefits", _("Phúc lợi")
    TAGS = "tags", _("Ngành nghề, nhãn")
    LINK = "link", _("Đường dẫn")
    PHONE = "phone", _("Điện thoại")
    EMAIL = "email", _("Thư điện tử")
    NAME = "name", _("Họ và tên")
    BIRTH = "birth", _("Ngày sinh, năm sinh")
    AGE = "age", _("Tuổi")
    SEX = "sex", _("Giới tính")
    ADDRESS = "address", _("Địa chỉ")
    IDENTITY = "identity", _("Số định danh cá nhân")


class BatchState(models.TextChoices):
    UPLOADED = "uploaded", _("Chờ xem lại")
    QUEUED = "queued", _("Chờ chạy")
    RUNNING = "running", _("Đang nhập")
    DONE = "done", _("Đã xong")
    FAILED = "failed", _("Dừng vì lỗi")
    DISCARDED = "discarded", _("Đã bỏ")


class Outcome(models.TextChoices):
    """What became of one row; every row read has exactly one."""

    IMPORTED = "imported", _("Đã nhập")
    DUPLICATE = "duplicate", _("Trùng")
    REJECTED = "rejected", _("Bị loại")


class Reason(models.TextChoices):
    """Why a text was not fully understood, or a row not imported."""

    # pay
    PAY_NO_AMOUNT = "pay_no_amount", _("Không thấy số tiền hay chữ “thoả thuận”.")
    PAY_HIDDEN = "pay_hidden", _("Nơi đăng tin giấu mức lương.")
    PAY_BOUNDS = "pay_bounds", _("Số tiền ngoài khoảng hợp lý; kiểm tra đơn vị (đồng, triệu, USD; giờ, ngày, tháng).")
    PAY_SCALE = "pay_scale", _("Số tiền không ghi đơn vị (nghìn, triệu).")
    PAY_PERIOD = "pay_period", _("Không rõ lương theo giờ, ngày hay tháng.")
    PAY_SEVERAL = "pay_several", _("Có nhiều khoản tiền; lấy khoản đầu.")
    PAY_REVERSED = "pay_reversed", _("Mức thấp lớn hơn mức cao; đã đổi chỗ.")
    PAY_CURRENCY = "pay_currency", _("Loại tiền này chưa có tỷ giá.")
    # places
    PLACE_UNKNOWN = "place_unknown", _("Không thấy địa danh này trong danh mục cũ và mới.")
    PLACE_PARTLY = "place_partly", _("Chỉ nhận ra một phần địa danh.")
    PLACE_AMBIGUOUS = "place_ambiguous", _("Nhiều nơi cùng tên; cần ghi thêm huyện cũ hoặc tỉnh.")
    PLACE_UNSPECIFIED = "place_unspecified", _("Ô chỉ ghi “khác”.")
    # experience
    EXPERIENCE_UNCLEAR = "experience_unclear", _("Không rõ số năm kinh nghiệm.")
    EXPERIENCE_BOUNDS = "experience_bounds", _("Số năm kinh nghiệm ngoài khoảng hợp lý.")
    EXPERIENCE_UNIT = "experience_unit", _("Con số không ghi “năm” hay “tháng”.")
    EXPERIENCE_AMOUNT = "experience_amount", _("Yêu cầu có kinh nghiệm nhưng không nói bao nhiêu năm.")
    # education
    EDUCATION_UNCLEAR = "education_unclear", _("Không nhận ra trình độ.")
    EDUCATION_SEVERAL = "education_several", _("Nêu nhiều trình độ; lấy mức thấp nhất được chấp nhận.")
    # dates
    DATE_BARE_NUMBER = "date_bare_number", _("Chỉ có một con số, không phải ngày đầy đủ.")
    DATE_RELATIVE = "date_relative", _("Ngày tính theo ngày thu thập tin mà tệp không ghi.")
    DATE_NO_YEAR = "date_no_year", _("Ngày thiếu năm.")
    DATE_IMPOSSIBLE = "date_impossible", _("Ngày không có trong lịch.")
    DATE_ORDER = "date_order", _("Tháng đứng trước ngày; kiểm tra lại.")
    DATE_BOUNDS = "date_bounds", _("Ngày quá xa hiện tại.")
    DATE_BEFORE_POSTED = "date_before_posted", _("Hạn tuyển dụng trước ngày đăng.")
    DATE_FUTURE = "date_future", _("Ngày đăng ở tương lai.")
    DATE_UNCLEAR = "date_unclear", _("Không đọc được ngày.")
    # headcount
    COUNT_UNCLEAR = "count_unclear", _("Không đọc được số lượng.")
    COUNT_OPEN = "count_open", _("Không nói rõ số lượng (“nhiều”, “không giới hạn”).")
    COUNT_RANGE = "count_range", _("Số lượng là một khoảng; lấy mức thấp.")
    COUNT_BOUNDS = "count_bounds", _("Số lượng ngoài khoảng hợp lý.")
    # age and people
    AGE_UNCLEAR = "age_unclear", _("Không đọc được tuổi.")
    AGE_BOUNDS = "age_bounds", _("Tuổi ngoài khoảng hợp lý.")
    IDENTITY_INVALID = "identity_invalid", _("Số định danh không đúng 12 chữ số.")
    PHONE_INVALID = "phone_invalid", _("Số điện thoại không đúng.")
    EMAIL_INVALID = "email_invalid", _("Thư điện tử không đúng.")
    TAX_CODE_INVALID = "tax_code_invalid", _("Mã số thuế không đúng chữ số kiểm tra.")
    # occupation
    OCCUPATION_UNCERTAIN = "occupation_uncertain", _("Chưa chắc mã nghề; đã đưa vào hàng chờ của cán bộ.")
    OCCUPATION_UNKNOWN = "occupation_unknown", _("Chưa tìm được mã nghề; đã đưa vào hàng chờ của cán bộ.")
    # whole rows
    ROW_NO_TITLE = "row_no_title", _("Thiếu tên công việc.")
    ROW_NO_EMPLOYER = "row_no_employer", _("Thiếu tên doanh nghiệp.")
    ROW_BROKEN = "row_broken", _("Dòng hỏng: số ô không khớp hoặc không đọc được.")
    ROW_TOO_LONG = "row_too_long", _("Ô quá dài.")
    ROW_NO_PERSON = "row_no_person", _("Thiếu họ tên, điện thoại, thư điện tử hay mã hồ sơ.")
    ROW_UNDERAGE = "row_underage", _("Chưa đủ 15 tuổi.")
    SAME_SOURCE = "same_source", _("Tin có cùng mã đã được nhập.")
    SAME_CONTENT = "same_content", _("Tin giống hệt đã được nhập.")
    SAME_RECORD = "same_record", _("Đã có trong cơ sở dữ liệu.")
