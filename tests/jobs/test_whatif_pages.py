"""The what-if on the counselling screen and on the person's own page, and "why not"."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jobs.models import Vacancy
from portal.accounts.models import AccessLog, Staff
from portal.codes.models import Licence, Occupation
from tests.factories import ConsentFactory, StaffFactory, VacancyPlaceFactory
from tests.jobs.people import here, match_everybody, sewing_work, signed_in, tailor
from workers.enums import ConsentPurpose
from workers.models import Consent, WantedOccupation, WantedPlace, Worker, WorkWish

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return StaffFactory.create()


@pytest.fixture
def desk(staff: Staff) -> Client:
    return signed_in(staff.user)


@pytest.fixture
def driver() -> Vacancy:
    """Twelve seats that a tailor misses by the licence alone."""
    vacancy = sewing_work(title="Lái xe giao hàng may", headcount=12, pay_min=9_000_000, pay_max=9_000_000)
    vacancy.licences.create(licence=Licence.objects.get(code="drive-b"))
    return vacancy


def text_of(response: Any) -> str:
    """What the page says, tags and runs of spaces gone."""
    apart = re.sub(r"</(dt|p|li|h[1-6])>", " ", response.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", apart))


def test_the_panel_suggests_the_licence_with_what_it_opens(desk: Client, staff: Staff, driver: Vacancy) -> None:
    worker = tailor(office=staff.office)
    sewing_work(headcount=3, pay_min=7_000_000, pay_max=8_000_000)
    address = reverse("desk:whatif", args=[worker.public_id])
    page = text_of(desk.get(address))
    assert "Việc đủ điều kiện 1" in page
    assert "Chỗ còn trống 3" in page
    assert "Lương giữa 8 triệu" in page
    assert "Có Giấy phép lái xe hạng B: thêm 1 việc, 12 chỗ, lương giữa 9 triệu" in page
    assert AccessLog.objects.filter(actor=staff.user, subject_id=worker.public_id).exists()
    page = text_of(desk.get(address, {"doi": "giay-phep:drive-b"}, headers=PART))
    assert "Nếu đổi: 2 việc đủ điều kiện, 15 chỗ còn trống." in page
    assert "Lái xe giao hàng may" in page
    assert "chỉ để tính thử" in page
    assert "đồng ý giữ" not in page


PART = {"HX-Request": "true", "HX-Target": "neu-doi"}


def test_several_changes_are_shown_alone_and_together(desk: Client, staff: Staff, driver: Vacancy) -> None:
    worker = tailor(office=staff.office)
    far = sewing_work(title="May ở xa", headcount=7)
    far.places.all().delete()
    VacancyPlaceFactory.create(vacancy=far, commune=here(40))
    data = {"doi": ["giay-phep:drive-b", f"xa:{here(40).code}", "khong-co:1", "giay-phep:"], "pay": "4 triệu"}
    page = text_of(desk.get(reverse("desk:whatif", args=[worker.public_id]), data, headers=PART))
    assert "Nhận lương từ 4 triệu: không mở thêm việc nào" in page
    assert f"Làm cả ở {here(40).name}: thêm 1 việc, 7 chỗ" in page
    assert "Tất cả cùng lúc: thêm 2 việc, 19 chỗ" in page


def test_the_whole_panel_the_screen_and_the_page_are_one(desk: Client, staff: Staff) -> None:
    worker = tailor(office=staff.office)
    address = reverse("desk:whatif", args=[worker.public_id])
    screen = desk.get(reverse("desk:person", args=[worker.public_id])).content.decode()
    assert f'hx-get="{address}"' in screen
    panel = desk.get(address, headers={"HX-Request": "true", "HX-Target": "neu-panel"}).content.decode()
    assert 'id="neu-form"' in panel
    assert "<html" not in panel
    assert "<html" in desk.get(address).content.decode()


def test_only_what_was_agreed_is_saved(desk: Client, staff: Staff) -> None:
    worker = tailor(office=staff.office)
    address = reverse("desk:keep", args=[worker.public_id])
    tokens = ["nghe:8153", "di-xa", "giay-phep:drive-b"]
    assert desk.post(address, {"version": worker.version, "giu": tokens})["Location"] == reverse(
        "desk:person", args=[worker.public_id]
    )
    wish = WorkWish.objects.get(worker=worker)
    assert wish.accepts_move is True
    assert wish.can_shifts is None
    assert set(worker.wanted_occupations.values_list("occupation__code", flat=True)) == {"7531", "8153"}
    assert not worker.licences.exists()


@pytest.mark.parametrize("version", ["7", "", "x", "²"])
def test_an_outdated_panel_saves_nothing_and_keeps_what_was_ticked(desk: Client, staff: Staff, version: str) -> None:
    worker = tailor(office=staff.office)
    answer = desk.post(reverse("desk:keep", args=[worker.public_id]), {"version": version, "giu": "di-xa"}, follow=True)
    assert "nên chưa lưu gì" in text_of(answer)
    assert 'value="di-xa"' in answer.content.decode()
    assert WorkWish.objects.get(worker=worker).accepts_move is None


def test_nothing_ticked_saves_nothing(desk: Client, staff: Staff) -> None:
    worker = tailor(office=staff.office)
    answer = desk.post(reverse("desk:keep", args=[worker.public_id]), {"version": worker.version}, follow=True)
    assert "Chưa lưu gì" in text_of(answer)
    assert Worker.objects.get(pk=worker.pk).version == worker.version


def test_without_consent_nobody_is_compared(desk: Client, staff: Staff) -> None:
    worker = tailor(office=staff.office)
    Consent.objects.filter(worker=worker).delete()
    page = text_of(desk.get(reverse("desk:whatif", args=[worker.public_id])))
    assert "chưa đồng ý" in page
    assert "Việc đủ điều kiện" not in page
    vacancy = sewing_work()
    assert desk.get(reverse("desk:why", args=[worker.public_id, vacancy.public_id])).status_code == 404
    own = text_of(signed_in(worker.user).get(reverse("seeking:whatif")))
    assert "chưa đồng ý" in own
    assert "Việc đủ điều kiện" not in own


def test_another_office_asks_for_a_reason(desk: Client) -> None:
    worker = tailor(office=StaffFactory.create().office)
    before = WorkWish.objects.get(worker=worker)
    for address in (
        reverse("desk:whatif", args=[worker.public_id]),
        reverse("desk:why", args=[worker.public_id, sewing_work().public_id]),
    ):
        assert desk.get(address).status_code == 403
    data = {"version": worker.version, "giu": "di-xa"}
    assert desk.post(reverse("desk:keep", args=[worker.public_id]), data).status_code == 403
    assert WorkWish.objects.get(worker=worker).accepts_move == before.accepts_move


def test_a_person_tries_and_keeps_on_their_own_page(driver: Vacancy) -> None:
    worker = tailor()
    client = signed_in(worker.user)
    far = sewing_work(title="May ở xa", headcount=7)
    far.places.all().delete()
    VacancyPlaceFactory.create(vacancy=far, commune=here(40))
    page = text_of(client.get(reverse("seeking:whatif"), {"place": here(40).name, "pay": "nhiều"}))
    assert "thêm 1 việc, 7 chỗ" in page
    assert "Hãy ghi bằng số" in page
    data = {"version": worker.version, "giu": [f"xa:{here(40).code}"]}
    assert client.post(reverse("seeking:keep"), data)["Location"] == reverse("seeking:matches")
    assert WantedPlace.objects.filter(worker=worker, commune=here(40)).exists()
    assert "Việc đủ điều kiện 1" in text_of(client.get(reverse("seeking:whatif")))


def test_an_occupation_nobody_knows_is_said_so(desk: Client, staff: Staff) -> None:
    worker = tailor(office=staff.office)
    page = text_of(desk.get(reverse("desk:whatif", args=[worker.public_id]), {"title": "phi hành gia vũ trụ"}))
    assert "Chưa nhận ra nghề này" in page
    page = text_of(desk.get(reverse("desk:whatif", args=[worker.public_id]), {"title": "gì đó", "code": "8153"}))
    assert f"Làm cả nghề: {Occupation.objects.get(code='8153').name}" in page


def test_why_not_names_each_failed_criterion_with_both_values(desk: Client, staff: Staff, driver: Vacancy) -> None:
    worker = tailor(office=staff.office)
    WantedOccupation.objects.filter(worker=worker).update(occupation=Occupation.objects.get(code="2411"))
    match_everybody()
    page = text_of(desk.get(reverse("desk:why", args=[worker.public_id, driver.public_id])))
    assert "Vì sao không đề xuất việc này" in page
    assert "2 điều kiện chưa đạt" in page
    failed = page.partition("2 điều kiện chưa đạt")[2].partition("So từng điều")[0]
    assert "Giấy phép lái xe hạng B" in failed
    assert Occupation.objects.get(code="2411").name in failed
    assert Occupation.objects.get(code="7531").name in failed


def test_why_not_says_what_stands_outside_the_criteria(desk: Client, staff: Staff) -> None:
    worker = tailor(office=staff.office, search="not_looking")
    vacancy = sewing_work(headcount=2, filled=2)
    ConsentFactory.create(worker=worker, purpose=ConsentPurpose.SERVICE)
    Consent.objects.filter(worker=worker, purpose=ConsentPurpose.MATCHING).delete()
    page = text_of(desk.get(reverse("desk:why", args=[worker.public_id, vacancy.public_id])))
    for reason in ("hiện không tìm việc", "chưa đồng ý để phần mềm", "đã tuyển đủ người"):
        assert reason in page


def test_why_says_the_rank_of_what_is_listed(desk: Client, staff: Staff) -> None:
    worker, vacancy = tailor(office=staff.office), sewing_work()
    match_everybody()
    page = text_of(desk.get(reverse("desk:why", args=[worker.public_id, vacancy.public_id])))
    assert "Đứng thứ 1 trong 1 việc" in page


def test_from_a_vacancy_staff_find_the_person_to_ask_about(desk: Client, staff: Staff) -> None:
    worker, vacancy = tailor(office=staff.office, full_name="Lê Thị Hoa"), sewing_work()
    address = f"{reverse('desk:people')}?viec={vacancy.public_id}"
    assert address in desk.get(reverse("jobs:vacancy", args=[vacancy.public_id])).content.decode()
    assert address not in Client().get(reverse("jobs:vacancy", args=[vacancy.public_id])).content.decode()
    found = desk.get(address + "&q=hoa").content.decode()
    assert reverse("desk:why", args=[worker.public_id, vacancy.public_id]) in found
    assert f'name="viec" value="{vacancy.public_id}"' in found
