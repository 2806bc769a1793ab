"""What the forms require and nobody has said yet: as the filled forms say it, but in three queries."""

from workers.models import Worker
from workers.services.profile import wish_of
from workers.slips.models import slip_of

Lacking = list[tuple[str, str]]
"""(label on the form, key of the profile's step)."""


def missing_01(worker: Worker) -> Lacking:
    """Of Mẫu 01."""
    person, papers, schooling = "ban-than", "giay-to", "trinh-do"
    asked = (
        ("Họ và tên", person, worker.full_name),
        ("Ngày sinh", person, worker.birth_date or worker.birth_year),
        ("Giới tính", person, worker.sex),
        ("Dân tộc", papers, worker.ethnicity),
        ("Nơi thường trú (xã, tỉnh)", papers, worker.permanent_commune_id),
        ("Địa chỉ thường trú cụ thể", papers, worker.permanent_address),
        ("Nơi ở hiện nay (xã, tỉnh)", person, worker.commune_id),
        ("Địa chỉ nơi ở cụ thể", person, worker.address),
        ("Điện thoại", person, worker.phone),
        ("Trình độ học vấn", schooling, worker.general_education is not None),
        ("Trình độ chuyên môn kỹ thuật cao nhất", schooling, worker.qualification is not None),
    )
    return [(label, step) for label, step, value in asked if not value]


def missing_01a(worker: Worker) -> Lacking:
    """Of Mẫu 01a; one way of saying the pay is enough."""
    wish, slip = wish_of(worker), slip_of(worker)
    work, terms = "viec-lam", "dieu-kien"
    pay = (wish.pay_min, slip.pay_band, slip.pay_day, slip.pay_hour)
    pays = any(value is not None for value in pay) or wish.pay_negotiable or slip.pay_commission
    asked = (
        ("Tên công việc", work, worker.wanted_occupations.exists()),
        ("Mô tả công việc", work, slip.work_description),
        ("Chức vụ", work, wish.position),
        ("Lương tháng (đồng)", work, pays),
        ("Sẵn sàng làm việc", terms, wish.can_start_on),
        ("Hình thức tuyển dụng", terms, wish.recruit_methods),
    )
    return [(label, step) for label, step, value in asked if not value]
