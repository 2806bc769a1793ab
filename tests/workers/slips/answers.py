"""Something said for every field of both forms."""

from typing import Any

from portal.codes.models import Benefit, ComputingSkill, DatedCode, Language, PriorityGroup, SoftSkill, TrainingField
from tests.jobs.people import here


def first(model: type[DatedCode], **which: Any) -> Any:
    return model._default_manager.filter(valid_to=None, **which).order_by("code").first()


def said() -> dict[str, dict[str, Any]]:
    """Something for every field, by step."""
    home = here(3)
    languages = list(Language.objects.order_by("code")[:2])
    computing = list(ComputingSkill.objects.order_by("code")[:2])
    group = first(PriorityGroup, is_sensitive=False)
    text = f"{home.name}, {home.province.name}"
    return {
        "viec-lam": {
            "search": "looking", "title_1": "Thợ may", "code_1": "7531", "work_description": "May áo jacket.",
            "position": "staff", "pay_min": "8 triệu", "pay_band": 1, "pay_day": "350 nghìn", "pay_hour": "45",
            "pay_negotiable": "on", "pay_commission": "on",
        },
        "noi-lam-viec": {"place_1": text, "radius_1": "10", "place_2": "Hải Phòng"},
        "ban-than": {
            "full_name": "Trần Thị Lan", "birth_date": "1995-02-01", "sex": "female", "phone": "0912345678",
            "email": "lan@example.test", "other_contact": "Zalo 0912", "home": text, "address": "Thôn Đông",
        },
        "trinh-do": {
            "general_education": 3, "qualification": 3, "training_field": first(TrainingField).pk,
            "specialty": "May thời trang", "trade_skill": "May công nghiệp", "trade_grade": "3/7",
            "other_qualification": 2, "other_specialty": "Kế toán", "other_training_1": "Lớp cắt may 2019",
            "other_training_2": "Lớp an toàn lao động", "soft_skills": [first(SoftSkill).pk],
        },
        "kinh-nghiem": {
            "years": 24, "title_1": "Thợ may", "unit_1": "May 10", "from_1": "2020-01-01", "to_1": "2023-01-01",
            "duties_1": "May cổ áo",
        },
        "ky-nang": {
            "language_1": languages[0].pk, "level_1": 3, "paper_1": "B1", "language_2": languages[1].pk, "level_2": 2,
            "computing_1": computing[0].pk, "grade_1": 3, "computing_2": computing[1].pk, "grade_2": 2,
        },
        "dieu-kien": {
            "working_times": ["full"], "contract_types": ["indefinite"], "purposes": ["lasting"], "can_shifts": "yes",
            "can_travel": "no", "can_secondment": "yes", "can_start_on": "2026-12-01", "setting": "indoor",
            "max_lifting": 1, "max_standing": 2, "hearing": 1, "sight": 1, "handling": 2, "hands": "both",
            "benefits": [first(Benefit).pk], "meals": "two", "recruit_methods": ["direct"], "ownerships": ["foreign"],
        },
        "giay-to": {
            "identity_number": "034195001234", "permanent_home": text, "permanent_address": "Xóm 2",
            "ethnicity": "Kinh", "religion": "Không", "sensitive": [first(PriorityGroup, is_sensitive=True).code],
            "priority_groups": [group.pk], "priority_other": "Con một", "services": ["jobs", "other"],
            "services_other": "Học nghề", "worked_abroad": "Hàn Quốc",
        },
    }  # fmt: skip
