"""Every field of Mẫu 01 and 01a (Decree 352/2025, annex I): which step asks for it, and where it is kept."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.codes.models import Commune
from tests.jobs.people import here
from tests.workers.slips.answers import said
from workers.forms.all import BY_KEY, STEPS
from workers.models import Worker

pytestmark = pytest.mark.django_db

MAU_01 = [
    # field of the official form, step, field of the step, where it is kept
    ("ho_ten", "ban-than", "full_name", "full_name"),
    ("so_dinh_danh", "giay-to", "identity_number", "identity_number"),
    ("ngay_sinh", "ban-than", "birth_date", "birth_date"),
    ("gioi_tinh", "ban-than", "sex", "sex"),
    ("dan_toc", "giay-to", "ethnicity", "ethnicity"),
    ("ton_giao", "giay-to", "religion", "religion"),
    ("thuong_tru", "giay-to", "permanent_home", "permanent_commune"),
    ("thuong_tru: cụ thể", "giay-to", "permanent_address", "permanent_address"),
    ("noi_o_hien_nay", "ban-than", "home", "commune"),
    ("noi_o_hien_nay: cụ thể", "ban-than", "address", "address"),
    ("dien_thoai", "ban-than", "phone", "phone"),
    ("email", "ban-than", "email", "email"),
    ("lien_he_khac", "ban-than", "other_contact", "other_contact"),
    ("doi_tuong_uu_tien", "giay-to", "priority_groups", "priority_groups"),
    ("doi_tuong_uu_tien: nhạy cảm", "giay-to", "sensitive", "sensitive_groups"),
    ("doi_tuong_uu_tien: khác", "giay-to", "priority_other", "slip.priority_other"),
    ("hoc_van", "trinh-do", "general_education", "general_education"),
    ("cmkt_cao_nhat", "trinh-do", "qualification", "qualification"),
    ("cmkt_cao_nhat: ngành", "trinh-do", "training_field", "training_field"),
    ("cmkt_cao_nhat: chuyên ngành", "trinh-do", "specialty", "specialty"),
    ("cmkt_khac", "trinh-do", "other_qualification", "slip.other_qualification"),
    ("cmkt_khac: chuyên ngành", "trinh-do", "other_specialty", "slip.other_specialty"),
    ("trinh_do_khac 1", "trinh-do", "other_training_1", "slip.other_training_1"),
    ("trinh_do_khac 2", "trinh-do", "other_training_2", "slip.other_training_2"),
    ("ky_nang_nghe", "trinh-do", "trade_skill", "trade_skill"),
    ("ky_nang_nghe: bậc", "trinh-do", "trade_grade", "slip.trade_grade"),
    ("ngoai_ngu 1", "ky-nang", "language_1", "languages.0.language"),
    ("ngoai_ngu 1: chứng chỉ", "ky-nang", "paper_1", "languages.0.certificate"),
    ("ngoai_ngu 1: khả năng", "ky-nang", "level_1", "languages.0.proficiency"),
    ("ngoai_ngu 2", "ky-nang", "language_2", "languages.1.language"),
    ("tin_hoc: văn phòng", "ky-nang", "computing_1", "computing.0.skill"),
    ("tin_hoc: văn phòng, khả năng", "ky-nang", "grade_1", "computing.0.proficiency"),
    ("tin_hoc: khác", "ky-nang", "computing_2", "computing.1.skill"),
    ("ky_nang_mem", "trinh-do", "soft_skills", "soft_skills"),
    ("kinh_nghiem: đơn vị", "kinh-nghiem", "unit_1", "history.0.employer_name"),
    ("kinh_nghiem: chức vụ", "kinh-nghiem", "title_1", "history.0.title"),
    ("kinh_nghiem: công việc chính", "kinh-nghiem", "duties_1", "history.0.duties"),
    ("kinh_nghiem: từ", "kinh-nghiem", "from_1", "history.0.starts_on"),
    ("kinh_nghiem: đến", "kinh-nghiem", "to_1", "history.0.ends_on"),
    ("da_lam_nuoc_ngoai", "giay-to", "worked_abroad", "worked_abroad"),
    ("dich_vu", "giay-to", "services", "slip.services"),
    ("dich_vu: khác", "giay-to", "services_other", "slip.services_other"),
]
MAU_01A = [
    ("loai_hinh_dn", "dieu-kien", "ownerships", "wish.ownerships"),
    ("ten_cong_viec", "viec-lam", "title_1", "wanted_occupations.0.title"),
    ("ma_nghe", "viec-lam", "code_1", "wanted_occupations.0.occupation"),
    ("mo_ta", "viec-lam", "work_description", "slip.work_description"),
    ("chuc_vu", "viec-lam", "position", "wish.position"),
    ("kinh_nghiem", "kinh-nghiem", "years", "stated_experience_months"),
    ("noi_lam_viec 1", "noi-lam-viec", "place_1", "wanted_places.0.commune"),
    ("noi_lam_viec 2", "noi-lam-viec", "place_2", "wanted_places.1.province"),
    ("loai_hd", "dieu-kien", "contract_types", "wish.contract_types"),
    ("kha_nang: làm ca", "dieu-kien", "can_shifts", "wish.can_shifts"),
    ("kha_nang: đi công tác", "dieu-kien", "can_travel", "wish.can_travel"),
    ("kha_nang: đi biệt phái", "dieu-kien", "can_secondment", "wish.can_secondment"),
    ("hinh_thuc", "dieu-kien", "working_times", "wish.working_times"),
    ("muc_dich", "dieu-kien", "purposes", "wish.purposes"),
    ("muc_luong: tháng", "viec-lam", "pay_min", "wish.pay_min"),
    ("muc_luong: khoảng", "viec-lam", "pay_band", "slip.pay_band"),
    ("muc_luong: ngày", "viec-lam", "pay_day", "slip.pay_day"),
    ("muc_luong: giờ", "viec-lam", "pay_hour", "slip.pay_hour"),
    ("muc_luong: thỏa thuận", "viec-lam", "pay_negotiable", "wish.pay_negotiable"),
    ("muc_luong: hoa hồng", "viec-lam", "pay_commission", "slip.pay_commission"),
    ("ho_tro_an", "dieu-kien", "meals", "slip.meals"),
    ("phuc_loi", "dieu-kien", "benefits", "wish.benefits"),
    ("dieu_kien: nơi làm việc", "dieu-kien", "setting", "wish.setting"),
    ("dieu_kien: nâng", "dieu-kien", "max_lifting", "wish.max_lifting"),
    ("dieu_kien: đứng, đi", "dieu-kien", "max_standing", "wish.max_standing"),
    ("dieu_kien: nghe nói", "dieu-kien", "hearing", "wish.hearing"),
    ("dieu_kien: thị lực", "dieu-kien", "sight", "wish.sight"),
    ("dieu_kien: thao tác", "dieu-kien", "handling", "wish.handling"),
    ("dieu_kien: hai tay", "dieu-kien", "hands", "wish.hands"),
    ("san_sang", "dieu-kien", "can_start_on", "wish.can_start_on"),
    ("hinh_thuc_tuyen", "dieu-kien", "recruit_methods", "wish.recruit_methods"),
]
EVERY = MAU_01 + MAU_01A


def kept(worker: Worker, path: str) -> Any:
    """The value at ``path`` from the worker, rows of a relation by their place."""
    value: Any = worker
    for part in path.split("."):
        value = list(value.all())[int(part)] if part.isdigit() else getattr(value, part)
    return list(value.all()) if hasattr(value, "all") else value


def test_every_step_of_the_profile_is_named_here() -> None:
    assert {step for _, step, _, _ in EVERY} == set(said()) == {step.key for step in STEPS}


def test_all_that_the_forms_ask_for_is_kept_where_the_table_says(worker: Worker, filled: Client) -> None:
    worker = Worker.objects.get(pk=worker.pk)
    empty = [name for name, _step, _field, path in EVERY if kept(worker, path) in (None, "", [], False)]
    # What was answered with no is kept as such.
    assert empty == ["kha_nang: đi công tác"]
    assert worker.wish.can_travel is False
    assert (worker.slip.pay_day, worker.slip.pay_hour) == (350_000, 45_000)
    assert worker.commune == Commune.objects.get(pk=here(3).pk)


def test_what_was_kept_is_in_its_field_again(worker: Worker, filled: Client) -> None:
    for key in BY_KEY:
        form = filled.get(reverse("workers:step", args=[key])).context["form"]
        for name, step, field, _path in EVERY:
            if step == key:
                assert form[field].value() not in (None, "", []), name
                assert any(field in names for _title, names in form.sections) or form[field].is_hidden, name


@pytest.mark.parametrize("key", [step.key for step in STEPS])
def test_saving_a_step_as_it_is_loses_nothing(worker: Worker, filled: Client, key: str) -> None:
    before = {path: kept(Worker.objects.get(pk=worker.pk), path) for _, _, _, path in EVERY if "." not in path}
    slip = Worker.objects.get(pk=worker.pk).slip.__dict__
    address = reverse("workers:step", args=[key])
    form = filled.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)}
    assert filled.post(address, data).status_code == 302
    now = Worker.objects.get(pk=worker.pk)
    assert {path: kept(now, path) for path in before} == before
    assert {k: v for k, v in now.slip.__dict__.items() if k != "_state"} == {
        k: v for k, v in slip.items() if k != "_state"
    }
