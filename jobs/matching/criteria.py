"""Eligibility, declared once: every criterion must hold for a pair to be proposed (design §2).

A criterion names the worker's column, the vacancy's column (both of :mod:`jobs.matching.columns`), how they compare and
what an unknown value of the worker means. A vacancy that does not ask (its column is unknown or empty) is satisfied by
everybody. The kernel's records, the explanation of a pair and the public page are all made from this list.
Sex, marital status, ethnic origin and religion have no column: the engine cannot read them.
"""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Test(Enum):
    """How a criterion compares."""

    AT_LEAST = "at_least"
    """Level of the worker ≥ level asked for; columns hold 0–7, -1 unknown or not asked."""
    EACH_AT_LEAST = "each_at_least"
    """For each item the vacancy lists: the worker has it, at the level asked for or above."""
    AMONG = "among"
    """What the vacancy offers is among what the worker accepts; bit masks, 0 unknown or not said."""
    EACH = "each"
    """Each item the vacancy lists, the worker has."""
    ONE_OF = "one_of"
    """Of the items the vacancy lists, the worker has at least one."""
    NOT_OVER = "not_over"
    """The worker's number must not exceed the vacancy's; -1 unknown or without bound."""
    NOT_UNDER = "not_under"
    """The worker's number must not fall below the vacancy's; -1 unknown or without bound."""
    OCCUPATION = "occupation"
    PLACE = "place"
    EXPERIENCE = "experience"
    BARRED = "barred"


@dataclass(frozen=True)
class Criterion:
    """``worker`` and ``vacancy`` are columns; the ``*_says`` texts name the two sides' fields to people."""

    code: str
    label: Text
    rule: Text
    test: Test
    worker: str
    vacancy: str
    unknown_passes: bool
    worker_says: Text
    vacancy_says: Text
    change: Text = ""
    """What the worker could do when it does not hold or is unknown."""
    trainable: bool = False


ADD = _("Bổ sung vào hồ sơ để được ghép đúng hơn.")
_UNSAID = _("Chưa khai thì vẫn được ghép và ghi là chưa rõ.")


def _level(code: str, label: Text, rule: Text, worker_says: Text, vacancy_says: Text, **more: bool) -> Criterion:
    return Criterion(code, label, rule, Test.AT_LEAST, code, code, True, worker_says, vacancy_says, ADD, **more)


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "occupation",
        _("Nghề"),
        _(
            "Nghề của tin tuyển dụng gần với một nghề người lao động muốn làm hoặc đã làm; hoặc việc không đòi kinh "
            "nghiệm và trình độ, còn người lao động nhận mọi việc lao động phổ thông."
        ),
        Test.OCCUPATION,
        "wanted",
        "occupation",
        False,
        _("Nghề muốn làm, đã làm"),
        _("Nghề cần tuyển"),
        _("Thêm nghề này vào nguyện vọng nếu anh chị muốn làm."),
    ),
    Criterion(
        "place",
        _("Nơi làm việc"),
        _(
            "Một nơi làm việc nằm ở xã, phường hoặc tỉnh người lao động chấp nhận, hay trong bán kính đã chọn (tính "
            "theo đường chim bay giữa trung tâm các xã); hoặc có ký túc xá và người lao động sẵn sàng đi xa."
        ),
        Test.PLACE,
        "wanted_commune",
        "workplace",
        True,
        _("Nơi muốn làm việc"),
        _("Nơi làm việc"),
        _("Thêm nơi này vào nguyện vọng, hoặc mở rộng bán kính."),
    ),
    Criterion(
        "pay",
        _("Mức lương"),
        _(
            "Mức lương cao nhất nêu trong tin không thấp hơn mức thấp nhất người lao động chấp nhận (lương ngày nhân "
            "26, lương giờ nhân 208). Lương thỏa thuận, hoặc chỉ nêu mức từ, được tính là chưa rõ."
        ),
        Test.NOT_OVER,
        "pay",
        "pay_ceiling",
        True,
        _("Lương thấp nhất chấp nhận"),
        _("Mức lương"),
        _("Hỏi trực tiếp doanh nghiệp, hoặc xem lại mức thấp nhất anh chị chấp nhận."),
    ),
    _level(
        "education",
        _("Trình độ học vấn"),
        _("Trình độ học vấn không thấp hơn mức việc yêu cầu."),
        _("Học vấn"),
        _("Học vấn tối thiểu"),
    ),
    _level(
        "qualification",
        _("Trình độ chuyên môn kỹ thuật"),
        _("Trình độ chuyên môn kỹ thuật không thấp hơn mức việc yêu cầu."),
        _("Trình độ chuyên môn"),
        _("Trình độ tối thiểu"),
        trainable=True,
    ),
    Criterion(
        "experience",
        _("Kinh nghiệm"),
        _("Thời gian đã làm các nghề gần với nghề cần tuyển không ngắn hơn mức việc yêu cầu."),
        Test.EXPERIENCE,
        "practised",
        "experience",
        True,
        _("Kinh nghiệm nghề gần"),
        _("Kinh nghiệm tối thiểu"),
        ADD,
    ),
    Criterion(
        "working_time",
        _("Hình thức làm việc"),
        _("Toàn thời gian hay bán thời gian đúng như người lao động chấp nhận."),
        Test.AMONG,
        "working_times",
        "working_time",
        True,
        _("Chấp nhận"),
        _("Hình thức"),
        ADD,
    ),
    Criterion(
        "contract",
        _("Loại hợp đồng"),
        _("Loại hợp đồng lao động nằm trong các loại người lao động chấp nhận."),
        Test.AMONG,
        "contracts",
        "contract",
        True,
        _("Chấp nhận"),
        _("Loại hợp đồng"),
        ADD,
    ),
    Criterion(
        "purpose",
        _("Mục đích làm việc"),
        _("Làm lâu dài, tạm thời hay làm thêm đúng như người lao động muốn."),
        Test.AMONG,
        "purposes",
        "purpose",
        True,
        _("Muốn"),
        _("Mục đích"),
        ADD,
    ),
    _level(
        "shifts",
        _("Làm ca"),
        _("Việc phải làm ca chỉ đề xuất cho người làm ca được."),
        _("Làm ca"),
        _("Làm ca"),
    ),
    _level(
        "travel",
        _("Đi công tác"),
        _("Việc phải đi công tác chỉ đề xuất cho người đi công tác được."),
        _("Đi công tác"),
        _("Đi công tác"),
    ),
    _level(
        "secondment",
        _("Đi biệt phái"),
        _("Việc phải đi biệt phái chỉ đề xuất cho người đi biệt phái được."),
        _("Đi biệt phái"),
        _("Đi biệt phái"),
    ),
    Criterion(
        "language",
        _("Ngoại ngữ"),
        _("Có từng ngoại ngữ việc yêu cầu, ở mức yêu cầu trở lên. Chưa khai tính là chưa có."),
        Test.EACH_AT_LEAST,
        "language",
        "language",
        False,
        _("Ngoại ngữ"),
        _("Ngoại ngữ yêu cầu"),
        _("Khai ngoại ngữ nếu anh chị đã có, hoặc hỏi về lớp học."),
        True,
    ),
    Criterion(
        "computing",
        _("Tin học"),
        _("Có từng kỹ năng tin học việc yêu cầu, ở mức yêu cầu trở lên. Chưa khai tính là chưa có."),
        Test.EACH_AT_LEAST,
        "computing",
        "computing",
        False,
        _("Tin học"),
        _("Tin học yêu cầu"),
        _("Khai kỹ năng tin học nếu anh chị đã có, hoặc hỏi về lớp học."),
        True,
    ),
    Criterion(
        "licence",
        _("Giấy phép, chứng chỉ hành nghề"),
        _("Có từng giấy phép, chứng chỉ việc yêu cầu và còn hiệu lực; hạng cao bao gồm hạng thấp theo luật."),
        Test.EACH,
        "licence",
        "licence",
        False,
        _("Đang có"),
        _("Yêu cầu"),
        _("Khai giấy phép nếu anh chị đã có, hoặc hỏi về việc học và thi lấy."),
        True,
    ),
    _level("lifting", _("Nâng vật nặng"), _UNSAID, _("Nâng được"), _("Phải nâng")),
    _level("standing", _("Đứng, đi lại"), _UNSAID, _("Đứng, đi lại được"), _("Phải đứng, đi lại")),
    _level("hearing", _("Nghe, nói"), _UNSAID, _("Nghe, nói được"), _("Cần nghe, nói")),
    _level("sight", _("Thị lực"), _UNSAID, _("Thị lực"), _("Cần thị lực")),
    _level("handling", _("Thao tác bằng tay"), _UNSAID, _("Thao tác được"), _("Phải thao tác")),
    _level("hands", _("Dùng hai tay"), _UNSAID, _("Dùng hai tay"), _("Dùng hai tay")),
    Criterion(
        "age_min",
        _("Tuổi từ"),
        _(
            "Đủ tuổi lao động theo Bộ luật Lao động (từ 15 tuổi); giới hạn cao hơn chỉ được tính khi tin nêu căn cứ "
            "pháp lý hoặc chương trình đi làm việc ở nước ngoài quy định."
        ),
        Test.NOT_UNDER,
        "age",
        "age_min",
        True,
        _("Tuổi"),
        _("Tuổi từ"),
        ADD,
    ),
    Criterion(
        "age_max",
        _("Tuổi đến"),
        _("Giới hạn tuổi tối đa chỉ được tính khi có căn cứ pháp lý."),
        Test.NOT_OVER,
        "age",
        "age_max",
        True,
        _("Tuổi"),
        _("Tuổi đến"),
        ADD,
    ),
    Criterion(
        "reserved",
        _("Đối tượng ưu tiên"),
        _("Việc chỉ dành cho đối tượng ưu tiên thì chỉ đề xuất cho người thuộc đối tượng đó."),
        Test.ONE_OF,
        "group",
        "group",
        False,
        _("Thuộc đối tượng"),
        _("Chỉ dành cho"),
        _("Khai đối tượng ưu tiên nếu anh chị thuộc diện này."),
    ),
    Criterion(
        "overseas",
        _("Đi làm việc ở nước ngoài"),
        _("Việc ở nước ngoài chỉ đề xuất cho người đã chọn nước đó và đủ điều kiện của chương trình."),
        Test.EACH,
        "country",
        "country",
        False,
        _("Nước muốn đến"),
        _("Nước làm việc"),
        _("Chọn nước này trong nguyện vọng nếu anh chị muốn đi."),
    ),
    Criterion(
        "start",
        _("Ngày bắt đầu"),
        _("Người lao động bắt đầu được trước hoặc đúng ngày chậm nhất việc yêu cầu."),
        Test.NOT_OVER,
        "start",
        "start",
        True,
        _("Có thể bắt đầu"),
        _("Chậm nhất"),
        ADD,
    ),
    Criterion(
        "barred",
        _("Không đề xuất lại"),
        _(
            "Không bên nào chặn bên kia; giữa hai bên không có hồ sơ ứng tuyển đang xử lý hay đã tuyển; chưa bên nào "
            "từ chối trong 90 ngày qua."
        ),
        Test.BARRED,
        "",
        "",
        False,
        "",
        "",
    ),
)

BY_CODE = {criterion.code: criterion for criterion in CRITERIA}


def of(*tests: Test) -> list[Criterion]:
    """The criteria compared in one of these ways, in declared order."""
    return [criterion for criterion in CRITERIA if criterion.test in tests]
