"""Mẫu 03a in steps: saved one by one, resumed, checked for versions and wording, handed in once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jobs.enums import VacancyState
from jobs.models import Vacancy
from jobs.posting.forms.all import BY_KEY, STEPS
from jobs.posting.forms.phone import PhoneField
from jobs.posting.models import Registration
from jobs.posting.openings import openings
from portal.accounts.models import User
from portal.codes.fields import new_public_id
from portal.codes.models import Benefit, ComputingSkill, Language, Licence, Occupation, PriorityGroup, SoftSkill
from tests.factories import EmployerMemberFactory, StaffFactory, VacancyFactory
from tests.jobs.people import here, sewing_work, signed_in, tailor
from tests.posting.scene import CALM, CONTACT, drafted, employer_of, place, step, work

pytestmark = pytest.mark.django_db

FORM_03A = {
    "ten_cong_viec": ("viec", "title"),
    "so_luong": ("viec", "headcount"),
    "mo_ta": ("viec", "description"),
    "ma_nghe": ("viec", "code"),
    "chuc_vu": ("viec", "position"),
    "hoc_van": ("ai", "general_education_min"),
    "cmkt": ("ai", "qualification_min"),
    "chuyen_nganh": ("ai", "specialty"),
    "linh_vuc_dao_tao": ("ai", "training_field"),
    "trinh_do_khac": ("ai", "other_training"),
    "ky_nang_nghe_bac": ("ai", "trade_skill"),
    "ngoai_ngu": ("ai", "language_1"),
    "ngoai_ngu_muc": ("ai", "language_1_level"),
    "tin_hoc": ("ai", "computing_1"),
    "tin_hoc_muc": ("ai", "computing_1_level"),
    "ky_nang_mem": ("ai", "soft_skills"),
    "kinh_nghiem": ("ai", "experience_min_months"),
    "noi_lam_viec": ("noi-luong", "place_1"),
    "loai_hop_dong": ("dieu-kien", "contract_type"),
    "lam_ca": ("dieu-kien", "needs_shifts"),
    "cong_tac": ("dieu-kien", "needs_travel"),
    "biet_phai": ("dieu-kien", "needs_secondment"),
    "hinh_thuc": ("noi-luong", "working_time"),
    "muc_dich": ("dieu-kien", "purpose"),
    "muc_luong_tu": ("noi-luong", "pay_min"),
    "muc_luong_den": ("noi-luong", "pay_max"),
    "luong_theo": ("noi-luong", "pay_unit"),
    "luong_thoa_thuan": ("noi-luong", "pay_negotiable"),
    "luong_hoa_hong": ("noi-luong", "pay_commission"),
    "ho_tro_an": ("dieu-kien", "meals"),
    "phuc_loi": ("dieu-kien", "benefits"),
    "noi_lam": ("dieu-kien", "setting"),
    "trong_luong_nang": ("dieu-kien", "lifting"),
    "dung_di_lai": ("dieu-kien", "standing"),
    "nghe_noi": ("dieu-kien", "hearing"),
    "thi_luc": ("dieu-kien", "sight"),
    "thao_tac_tay": ("dieu-kien", "handling"),
    "dung_hai_tay": ("dieu-kien", "hands"),
    "doi_tuong_uu_tien": ("ai", "preferred_groups"),
    "hinh_thuc_tuyen": ("lien-he", "recruit_methods"),
    "thoi_han_tuyen": ("noi-luong", "deadline"),
    "mong_muon": ("lien-he", "services"),
    "lien_he_ho_ten": ("lien-he", "contact_name"),
    "lien_he_chuc_vu": ("lien-he", "contact_position"),
    "lien_he_sdt": ("lien-he", "contact_phone"),
    "lien_he_email": ("lien-he", "contact_email"),
    "nhan_tin": ("lien-he", "wants_messages"),
    "cam_ket": ("lien-he", "committed"),
}
"""Every field of Mẫu 03a (Decree 352/2025) → where it is entered."""


@pytest.fixture
def member() -> User:
    user: User = EmployerMemberFactory.create().user
    return user


@pytest.fixture
def client(member: User) -> Client:
    return signed_in(member)


@pytest.mark.parametrize("name", sorted(FORM_03A))
def test_every_field_of_the_official_form_can_be_entered(name: str) -> None:
    key, field = FORM_03A[name]
    vacancy = sewing_work()
    assert field in BY_KEY[key](vacancy=vacancy).fields


def test_no_field_of_a_step_is_shown_nowhere() -> None:
    vacancy = sewing_work()
    for kind in STEPS:
        form = kind(vacancy=vacancy)
        listed = {name for _title, names in kind.sections for name in names}
        assert {name for name, field in form.fields.items() if not field.widget.is_hidden} <= listed


def test_the_whole_form_step_by_step(client: Client, member: User) -> None:
    vacancy = drafted(client)
    group, licence = PriorityGroup.objects.order_by("code").first(), Licence.objects.order_by("code").first()
    soft, language = SoftSkill.objects.order_by("code").first(), Language.objects.order_by("code").first()
    computing, benefit = ComputingSkill.objects.order_by("code").first(), Benefit.objects.get(code="shuttle")
    assert group and licence and soft and language and computing  # noqa: PT018 — the lists are loaded
    step(client, vacancy, "ai", {
        "experience_min_months": "12", "general_education_min": "3", "qualification_min": "2", "specialty": "May",
        "other_training": "Chứng chỉ may", "trade_skill": "Bậc 3", "soft_skills": [soft.pk], "language_1": language.pk,
        "language_1_level": "2", "computing_1": computing.pk, "computing_1_level": "1", "licences": [licence.pk],
        "preferred_groups": [group.pk], "requirements": "Biết may một kim.",
    })  # fmt: skip
    step(client, vacancy, "dieu-kien", {
        "meals": "one", "benefits": [benefit.pk], "contract_type": "12_to_36", "purpose": "lasting",
        "needs_shifts": "yes", "needs_travel": "no", "setting": "indoor", "lifting": "1", "standing": "2",
        "hearing": "1", "sight": "1", "handling": "1", "hands": "both",
    })  # fmt: skip
    step(client, vacancy, "lien-he", CONTACT | {
        "recruit_methods": ["direct", "phone"], "services": ["referral"], "wants_messages": "yes",
    })  # fmt: skip
    vacancy.refresh_from_db()
    kept = Registration.objects.get(vacancy=vacancy)
    assert (vacancy.experience_min_months, vacancy.specialty, vacancy.needs_shifts) == (12, "May", True)
    assert (vacancy.needs_travel, vacancy.needs_secondment, vacancy.lifting) == (False, None, 1)
    assert vacancy.languages.get().proficiency == 2
    assert vacancy.computing.get().skill == computing
    assert vacancy.licences.get().licence == licence
    assert list(vacancy.benefits.all()) == [benefit]
    assert (kept.other_training, kept.services, kept.wants_messages) == ("Chứng chỉ may", ["referral"], True)
    assert list(kept.preferred_groups.all()) == [group]
    assert kept.committed_by == member
    assert kept.committed_at is not None
    for kind in STEPS:
        assert client.get(reverse("posting:step", args=[vacancy.public_id, kind.key])).status_code == 200


@pytest.mark.parametrize(
    ("written", "kept"),
    [("0227 3123 456", "02273123456"), ("+84 912.345.678", "0912345678"), ("1900 1234", "19001234"), ("", "")],
)
def test_offices_have_landlines(written: str, kept: str) -> None:
    assert PhoneField(required=False).clean(written) == kept


def test_a_draft_is_left_and_taken_up_again(client: Client, member: User) -> None:
    response = client.post(reverse("posting:new"), work(leave="1"))
    vacancy = Vacancy.objects.get()
    assert response["Location"] == reverse("hiring:home")
    assert (vacancy.state, vacancy.headcount, vacancy.created_by) == (VacancyState.DRAFT, 20, member)
    assert vacancy.title in client.get(reverse("hiring:home")).content.decode()
    page = client.get(reverse("posting:review", args=[vacancy.public_id])).content.decode()
    assert "Hãy cho biết nơi làm việc." in page
    assert "Chưa ghi người liên hệ và cam kết." in page


def test_sent_twice_the_first_step_makes_one_vacancy(client: Client) -> None:
    data = work()
    first, second = (client.post(reverse("posting:new"), data)["Location"] for _ in range(2))
    assert first == second
    assert Vacancy.objects.count() == 1


def test_somebody_else_s_identifier_makes_nothing(client: Client) -> None:
    theirs = VacancyFactory.create(state=VacancyState.DRAFT, published_at=None, title="Của người khác")
    for draft in (theirs.public_id, "x", "../../etc/pa"):
        assert client.post(reverse("posting:new"), work(draft=draft)).status_code == 404
    theirs.refresh_from_db()
    assert (theirs.title, Vacancy.objects.count()) == ("Của người khác", 1)


@pytest.mark.parametrize(
    ("key", "field", "value", "said"),
    [
        ("noi-luong", "pay_min", "2 triệu", "Nghị định 293/2025"),
        ("noi-luong", "pay_max", "5 triệu", "không nhỏ hơn"),
        ("noi-luong", "pay_min", "nhiều", "bằng số"),
        ("noi-luong", "place_1", "Nơi không có thật", "Không tìm thấy"),
        ("noi-luong", "deadline", "2020-01-01", "từ hôm nay"),
        ("viec", "headcount", "0", "1"),
        ("viec", "title", "", "bắt buộc"),
        ("ai", "age_max", "35", "căn cứ pháp lý"),
        ("lien-he", "committed", "", "Cần cam kết"),
        ("lien-he", "contact_phone", "", "điện thoại hoặc thư"),
        ("lien-he", "contact_phone", "12345", "máy bàn"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(
    client: Client, key: str, field: str, value: str, said: str
) -> None:
    vacancy = drafted(client)
    data = {"viec": work(), "noi-luong": place(), "ai": {}, "lien-he": dict(CONTACT)}[key] | {field: value}
    if field == "contact_phone":
        data["contact_email"] = ""
    before = Vacancy.objects.values().get(pk=vacancy.pk)
    page = step(client, vacancy, key, data | {"version": vacancy.version}).content.decode()
    assert said in page
    assert Vacancy.objects.values().get(pk=vacancy.pk) == before


def test_a_newer_version_is_not_saved_over(client: Client) -> None:
    vacancy = drafted(client)
    address = reverse("posting:step", args=[vacancy.public_id, "viec"])
    client.post(address, work(title="Thợ may", version=str(vacancy.version)))
    page = client.post(address, work(title="Thợ khác", version=str(vacancy.version)))
    vacancy.refresh_from_db()
    assert vacancy.title == "Thợ may"
    assert "người khác sửa" in page.content.decode()
    assert 'value="Thợ khác"' in page.content.decode()


def test_wording_is_shown_once_mended_by_one_press_and_then_passes(client: Client) -> None:
    vacancy = drafted(client)
    here_ = reverse("posting:step", args=[vacancy.public_id, "viec"])
    typed = f"{CALM}\r\nChỉ tuyển nữ, nhanh nhẹn."
    assert step(client, vacancy, "viec", work(description=typed))["Location"] == here_
    page = client.get(here_).content.decode()
    assert "Bộ luật Lao động 45/2019/QH14" in page
    assert '<mark class="wording">Chỉ tuyển nữ</mark>' in page
    mark = page.split('name="fix" value="')[1].split('"')[0]
    assert step(client, vacancy, "viec", work(description=typed, fix=mark))["Location"] == here_
    vacancy.refresh_from_db()
    assert "Tuyển nam, nữ, nhanh nhẹn." in vacancy.description
    assert "wording" not in client.get(here_).content.decode()
    assert step(client, vacancy, "viec", work(description=vacancy.description))["Location"] != here_


def test_seen_advice_lets_one_go_on_and_is_still_enforced_at_the_end(client: Client) -> None:
    vacancy = drafted(client)
    here_ = reverse("posting:step", args=[vacancy.public_id, "viec"])
    data = work(description=f"{CALM}\nChỉ tuyển nữ")
    step(client, vacancy, "viec", data)
    seen = client.get(here_).content.decode().split('name="seen" value="')[1].split('"')[0]
    assert step(client, vacancy, "viec", data | {"seen": seen})["Location"].endswith("/noi-luong/")
    client.post(reverse("posting:hand_in", args=[vacancy.public_id]))
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.DRAFT
    assert "Phải sửa trước khi đăng" in client.get(reverse("posting:review", args=[vacancy.public_id])).content.decode()


def test_handed_in_twice_it_is_handed_in_once(client: Client) -> None:
    vacancy = drafted(client)
    for _ in range(2):
        client.post(reverse("posting:hand_in", args=[vacancy.public_id]))
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.SUBMITTED
    assert [line.after for line in vacancy.transitions.all()] == ["draft", "submitted"]
    response = step(client, vacancy, "viec", work(title="Tên khác"))
    vacancy.refresh_from_db()
    assert (response.status_code, vacancy.title) == (302, "Công nhân may chuyền")


def test_the_review_counts_people_names_twins_and_what_is_unknown(client: Client, member: User) -> None:
    sewing_work(employer=employer_of(member), title="Công nhân may chuyền", pay_min=7_500_000, pay_max=9_000_000)
    tailor()
    tailor(phone="0912000010")
    vacancy = drafted(client)
    page = client.get(reverse("posting:review", args=[vacancy.public_id])).content.decode()
    assert "Giống tin đang mở của anh chị" in page
    assert ">2</p>" in page
    assert "có làm ca không" in page


@pytest.mark.parametrize("key", sorted(openings()))
def test_an_opening_fills_a_draft_that_says_nothing_wrong(client: Client, key: str) -> None:
    row = openings()[key]
    assert Occupation.objects.filter(code=row["code"], level=4).exists()
    draft = new_public_id()
    for _ in range(2):
        client.post(reverse("posting:opening"), {"mau": key, "draft": draft})
    vacancy = Vacancy.objects.get()
    assert vacancy.occupation
    assert (vacancy.public_id, vacancy.title, vacancy.occupation.code) == (draft, row["title"], row["code"])
    assert vacancy.benefits.count() == len(row["benefits"])
    vacancy.full_clean(exclude=["published_at"])
    page = client.get(reverse("posting:review", args=[vacancy.public_id])).content.decode()
    assert "Câu chữ cần xem lại" not in page


def test_an_unknown_opening_makes_nothing(client: Client) -> None:
    assert client.post(reverse("posting:opening"), {"mau": "khong-co", "draft": new_public_id()}).status_code == 404
    assert not Vacancy.objects.exists()


def test_others_do_not_learn_of_a_draft(client: Client) -> None:
    vacancy = drafted(client)
    stranger = signed_in(EmployerMemberFactory.create().user)
    for name, arguments in (("step", ["viec"]), ("review", []), ("manage", []), ("hand_in", [])):
        address = reverse(f"posting:{name}", args=[vacancy.public_id, *arguments])
        assert stranger.get(address).status_code in {404, 405}
        assert stranger.post(address, work(title="Kẻ lạ")).status_code == 404
    vacancy.refresh_from_db()
    assert (vacancy.title, vacancy.state) == ("Công nhân may chuyền", VacancyState.DRAFT)


def test_staff_post_for_an_employer_at_the_counter(member: User) -> None:
    desk = signed_in(StaffFactory.create().user)
    employer = employer_of(member)
    assert desk.get(reverse("posting:start"), {"dn": employer.public_id}).status_code == 200
    desk.post(reverse("posting:new"), work(dn=employer.public_id))
    assert (Vacancy.objects.get().origin, Vacancy.objects.get().employer) == ("counter", employer)


@pytest.mark.parametrize("name", ["start", "step", "review"])
def test_pages_stay_within_their_queries(client: Client, name: str, django_assert_max_num_queries: Any) -> None:
    vacancy = drafted(client)
    arguments = {"start": [], "step": [vacancy.public_id, "viec"], "review": [vacancy.public_id]}[name]
    address = reverse(f"posting:{name}", args=arguments)
    client.get(address)
    with django_assert_max_num_queries(12 if name != "review" else 18):
        assert client.get(address).status_code == 200
    assert here()
