"""The profile in steps, consents with their proof, who may see what."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.codes.models import Commune, Occupation, PriorityGroup, Skill
from portal.codes.places import Kind, resolve
from tests.factories import ConsentFactory, UserFactory, WorkerFactory
from workers.enums import ConsentChannel, ConsentPurpose, Visibility
from workers.forms.all import BY_KEY, STEPS
from workers.models import Consent, Worker
from workers.permissions import Sight, employer_sight
from workers.places import understand
from workers.services import consents
from workers.services.consents import Proof
from workers.services.profile import Outdated, save_step
from workers.signals import profile_saved

pytestmark = pytest.mark.django_db
WEB = Proof(ConsentChannel.WEB, None)


@pytest.fixture
def worker() -> Worker:
    return WorkerFactory.create(user=UserFactory.create(), phone="0912345678")


@pytest.fixture
def client(worker: Worker) -> Client:
    client = Client()
    assert worker.user
    client.force_login(worker.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def step(key: str) -> str:
    return reverse("workers:step", args=[key])


def fill(client: Client, key: str, **data: Any) -> Any:
    """Post a step with the version its page shows."""
    version = client.get(step(key)).context["form"].initial["version"]
    return client.post(step(key), {"version": version} | data)


@pytest.mark.parametrize("key", [one.key for one in STEPS])
def test_a_step_opens_and_an_empty_one_invents_nothing(client: Client, worker: Worker, key: str) -> None:
    least = {"ban-than": {"full_name": "Trần Thị Lan", "phone": "0912345678"}, "viec-lam": {"search": "looking"}}
    assert fill(client, key, **least.get(key, {})).status_code == 302
    worker.refresh_from_db()
    assert worker.version == 1
    assert worker.general_education is None
    assert worker.qualification is None
    assert worker.stated_experience_months is None
    assert worker.wish.can_shifts is None
    assert worker.wish.working_times == []
    assert not worker.wanted_occupations.exists()
    assert not worker.wanted_places.exists()


def test_wanted_work_is_understood_where_it_has_a_name(client: Client, worker: Worker) -> None:
    said = {"title_1": "Thợ may", "code_1": "7531", "title_2": "việc gì cũng được"}
    fill(client, "viec-lam", search="looking", pay_min="7,5 triệu", any_manual_work="no", **said)
    first, second = worker.wanted_occupations.all()
    assert (first.rank, first.occupation, first.confidence) == (1, Occupation.objects.get(code="7531"), None)
    assert (second.title, second.occupation) == ("việc gì cũng được", None)
    assert (worker.wish.pay_min, worker.wish.any_manual_work) == (7_500_000, False)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("7,5", 7_500_000), ("7.5 triệu", 7_500_000), ("7.500.000", 7_500_000), ("8tr", 8_000_000)],
)
def test_money_is_read_as_people_write_it(client: Client, worker: Worker, typed: str, amount: int) -> None:
    fill(client, "viec-lam", search="looking", pay_min=typed)
    assert Worker.objects.get(pk=worker.pk).wish.pay_min == amount


def test_old_and_new_names_of_a_place_both_work(client: Client, worker: Worker) -> None:
    today = Commune.objects.filter(valid_to=None, province__code="33").order_by("code")[5]
    old = Commune.objects.filter(successors=today).exclude(valid_to=None).order_by("code").first()
    assert old
    assert old.former_district
    fill(client, "noi-lam-viec", place_1=f"{old.name}, {old.former_district.name}", radius_1="10")
    wanted = worker.wanted_places.get()
    assert (wanted.radius_km, wanted.province) == (10, None)
    assert wanted.commune in old.successors.all()


def test_an_abolished_district_becomes_a_circle_that_holds_it() -> None:
    place = resolve("huyện Vũ Thư").best
    assert place
    assert place.kind == Kind.DISTRICT
    meant = understand(place)
    assert meant.commune_id in place.communes
    assert 5 <= (meant.radius_km or 0) <= 40


def test_a_home_that_may_be_several_places_is_asked_for(client: Client, worker: Worker) -> None:
    page = fill(client, "ban-than", full_name="Lan", phone="0912345678", home="Thái Bình").content.decode()
    assert "Hãy ghi" in page
    worker.refresh_from_db()
    assert worker.commune is None


def test_somebody_else_s_newer_edit_is_not_overwritten(client: Client, worker: Worker) -> None:
    version = client.get(step("ban-than")).context["form"].initial["version"]
    save_step(worker, version, lambda one: setattr(one, "full_name", "Tên do cán bộ sửa"))
    data = {"version": version, "full_name": "Tên cũ", "phone": "0912345678"}
    page = client.post(step("ban-than"), data).content.decode()
    worker.refresh_from_db()
    assert worker.full_name == "Tên do cán bộ sửa"
    assert "vừa được sửa ở nơi khác" in page
    assert 'value="Tên cũ"' in page, "what was typed stays"
    assert client.post(step("ban-than"), data | {"version": version + 1}).status_code == 302


def test_an_old_version_is_refused_by_the_service(worker: Worker) -> None:
    save_step(worker, 0, lambda one: None)
    with pytest.raises(Outdated):
        save_step(worker, 0, lambda one: setattr(one, "full_name", "Không được lưu"))
    worker.refresh_from_db()
    assert worker.full_name != "Không được lưu"


def test_saving_is_told_after_commit(worker: Worker, django_capture_on_commit_callbacks: Any) -> None:
    told = []

    def hear(**news: Any) -> None:
        told.append(news["worker_id"])

    profile_saved.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            save_step(worker, 0, lambda one: None)
            assert told == []
    finally:
        profile_saved.disconnect(hear)
    assert told == [worker.pk]


def test_history_rows_are_added_changed_and_dropped(client: Client, worker: Worker) -> None:
    fill(client, "kinh-nghiem", years="24", title_1="Thợ may", unit_1="May 10", from_1="2020-01-01", to_1="2023-01-01")
    assert worker.history.get().employer_name == "May 10"
    page = fill(client, "kinh-nghiem", title_1="Thợ may", from_1="2023-01-01", to_1="2020-01-01")
    assert "sau ngày bắt đầu" in page.content.decode()
    fill(client, "kinh-nghiem", years="24", title_1="", title_2="Bảo vệ")
    assert worker.history.get().title == "Bảo vệ"
    worker.refresh_from_db()
    assert worker.stated_experience_months == 24


def test_skills_of_the_wanted_work_are_offered(client: Client, worker: Worker) -> None:
    fill(client, "viec-lam", search="looking", title_1="May", code_1="7531")
    skill = Skill.objects.filter(occupations__code="7531").order_by("code").first()
    assert skill
    fill(client, "ky-nang", skills=[skill.pk])
    assert worker.skills.get().skill == skill
    fill(client, "ky-nang")
    assert not worker.skills.exists()


def test_sensitive_data_is_asked_for_only_with_consent_and_goes_with_it(client: Client, worker: Worker) -> None:
    group = PriorityGroup.objects.filter(is_sensitive=True).order_by("code").first()
    assert group
    assert "ethnicity" not in client.get(step("giay-to")).context["form"].fields
    fill(client, "giay-to", ethnicity="Tày", sensitive=[group.code])
    worker.refresh_from_db()
    assert (worker.ethnicity, worker.sensitive_groups) == ("", "")
    client.post(reverse("workers:consent"), {"purpose": "sensitive", "agreed": "on"})
    fill(client, "giay-to", ethnicity="Tày", sensitive=[group.code])
    worker.refresh_from_db()
    assert (worker.ethnicity, worker.sensitive_groups) == ("Tày", group.code)
    client.post(reverse("workers:consent"), {"purpose": "sensitive"})
    worker.refresh_from_db()
    assert (worker.ethnicity, worker.sensitive_groups) == ("", "")


def test_a_number_that_disagrees_is_doubted_once_not_refused(client: Client, worker: Worker) -> None:
    Worker.objects.filter(pk=worker.pk).update(birth_year=1990, sex="male")
    assert "identity_confirmed" not in client.get(step("giay-to")).content.decode()
    page = fill(client, "giay-to", identity_number="034195001234")
    said = page.content.decode()
    assert (page.status_code, worker.version) == (200, 0)
    for words in ("năm sinh 1995, khác với 1990", "giới tính nữ", 'name="identity_confirmed"'):
        assert words in said
    assert fill(client, "giay-to", identity_number="034195001234", identity_confirmed="on").status_code == 302
    worker.refresh_from_db()
    assert (worker.identity_number, worker.birth_year, worker.sex) == ("034195001234", 1990, "male")
    again = fill(client, "giay-to", identity_number="034195001234", permanent_address="Thôn Đông")
    assert again.status_code == 302, "what was confirmed is not asked again"


def test_another_s_identity_number_is_not_taken_and_nothing_is_said_of_them(client: Client, worker: Worker) -> None:
    other = WorkerFactory.create(identity_number="034195001234", full_name="Phạm Thị Nga")
    page = fill(client, "giay-to", identity_number="034195001234", permanent_address="Thôn Đông")
    assert page.status_code == 200
    assert "mang căn cước tới trung tâm" in page.content.decode()
    assert other.full_name not in page.content.decode()
    worker.refresh_from_db()
    assert (worker.identity_number, worker.permanent_address, worker.version) == ("", "", 0)


def test_a_consent_is_a_row_with_its_words_and_withdrawing_keeps_it(worker: Worker) -> None:
    for change in (consents.give, consents.give):
        change(worker, ConsentPurpose.MATCHING, WEB)
    for _ in range(2):
        consents.withdraw(worker, ConsentPurpose.MATCHING)
    assert worker not in Worker.objects.matchable()
    consents.give(worker, ConsentPurpose.MATCHING, WEB)
    rows = Consent.objects.filter(worker=worker).order_by("id")
    assert [row.withdrawn_at is None for row in rows] == [False, True]
    assert all("so hồ sơ của tôi" in row.wording for row in rows)
    assert worker in Worker.objects.matchable()


def test_withdrawing_the_consent_to_share_closes_the_profile(client: Client, worker: Worker) -> None:
    client.post(reverse("workers:visibility"), {"visibility": "open"})
    worker.refresh_from_db()
    assert worker.visibility == Visibility.HIDDEN, "not without the consent"
    client.post(reverse("workers:consent"), {"purpose": "share", "agreed": "on"})
    client.post(reverse("workers:visibility"), {"visibility": "open"})
    worker.refresh_from_db()
    assert worker.visibility == Visibility.OPEN
    client.post(reverse("workers:consent"), {"purpose": "share"})
    worker.refresh_from_db()
    assert worker.visibility == Visibility.ANONYMOUS


@pytest.mark.parametrize("visibility", list(Visibility))
@pytest.mark.parametrize("shares", [False, True])
@pytest.mark.parametrize("blocked", [False, True])
def test_what_an_employer_sees(visibility: Visibility, shares: bool, blocked: bool) -> None:
    worker = WorkerFactory.build(visibility=visibility)
    assert employer_sight(worker, has_applied=True, shares=shares, blocked=blocked) is Sight.OPEN
    seen = employer_sight(worker, has_applied=False, shares=shares, blocked=blocked)
    if blocked or visibility == Visibility.HIDDEN:
        assert seen is Sight.NOTHING
    elif visibility == Visibility.OPEN and shares:
        assert seen is Sight.OPEN
    else:
        assert seen is Sight.ANONYMOUS


@pytest.mark.parametrize("name", ["overview", "data"])
def test_a_page_stays_within_its_queries(
    client: Client, worker: Worker, name: str, django_assert_max_num_queries: Any
) -> None:
    for purpose in ConsentPurpose:
        ConsentFactory.create(worker=worker, purpose=purpose, given_at=timezone.now() - timedelta(days=2))
    with django_assert_max_num_queries(12):
        assert client.get(reverse(f"workers:{name}")).status_code == 200


@pytest.mark.parametrize("key", sorted(BY_KEY))
def test_a_step_stays_within_its_queries(client: Client, key: str, django_assert_max_num_queries: Any) -> None:
    client.get(step(key))
    with django_assert_max_num_queries(12):
        assert client.get(step(key)).status_code == 200
