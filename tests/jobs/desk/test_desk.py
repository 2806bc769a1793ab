"""The counselling desk through its pages: recording, referring, refusing."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobs.enums import VacancyState
from jobs.models import Application, Referral
from jobs.outcomes.enums import Justified, PersonReason
from jobs.outcomes.models import Refusal
from portal.accounts.enums import StaffRole
from portal.accounts.models import Staff, User
from portal.codes.places import gazetteer
from tests.factories import (
    ConsentFactory,
    EmployerMemberFactory,
    OfficeFactory,
    StaffFactory,
    UserFactory,
    VacancyFactory,
    WorkerFactory,
    WorkWishFactory,
)
from tests.workers.factories import SessionFactory
from workers.counselling.models import CounsellingSession
from workers.enums import ConsentPurpose
from workers.insurance.services import Decision, open_period
from workers.models import Consent, WantedOccupation, Worker, WorkHistory

pytestmark = pytest.mark.django_db


def a_worker() -> User:
    user = UserFactory.create()
    WorkerFactory.create(user=user)
    return user


def known_to(staff: Staff, **fields: Any) -> Worker:
    worker: Worker = WorkerFactory.create(office=staff.office, **fields)
    ConsentFactory.create(worker=worker, purpose=ConsentPurpose.SERVICE)
    return worker


def a_form(**fields: Any) -> dict[str, Any]:
    return {"submission": str(uuid4()), "topics": ["jobs"], "channel": "counter", **fields}


def screen(worker: Worker) -> str:
    return reverse("desk:person", args=[worker.public_id])


def test_a_turn_with_a_referral_is_recorded_once_however_often_it_is_sent(desk: Client, staff: Staff) -> None:
    worker, vacancy = known_to(staff), VacancyFactory.create()
    form = a_form(
        advice="Xem ba tin may.",
        next_step="Gọi lại",
        next_on=(timezone.localdate() + timedelta(days=3)).isoformat(),
        private_note="Ngại đi ca.",
        vacancy=[vacancy.public_id],
    )
    for _ in range(2):
        answer = desk.post(screen(worker), form, follow=True)
        assert answer.status_code == 200
    session = CounsellingSession.objects.get()
    assert (session.worker, session.counsellor, session.office) == (worker, staff.user, staff.office)
    assert (session.advice, session.private_note) == ("Xem ba tin may.", "Ngại đi ca.")
    letter = Referral.objects.get()
    assert (letter.session, letter.application.vacancy) == (session, vacancy)
    assert letter.number.startswith("0001/")
    assert letter.number in answer.content.decode()


def test_a_turn_and_its_referrals_are_recorded_together_or_not_at_all(desk: Client, staff: Staff) -> None:
    worker = known_to(staff)
    Consent.objects.all().delete()
    vacancy = VacancyFactory.create()
    answer = desk.post(screen(worker), a_form(advice="Đã nói kỹ", vacancy=[vacancy.public_id]))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "chưa đồng ý" in page
    assert "Đã nói kỹ" in page
    assert not CounsellingSession.objects.exists()
    assert not Application.objects.exists()


def test_a_vacancy_closed_meanwhile_is_said_and_nothing_is_lost(desk: Client, staff: Staff) -> None:
    worker, gone = known_to(staff), VacancyFactory.create(state=VacancyState.PAUSED)
    answer = desk.post(screen(worker), a_form(advice="Đã nói kỹ", vacancy=[gone.public_id]))
    assert answer.status_code == 422
    assert "Đã nói kỹ" in answer.content.decode()
    assert not CounsellingSession.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"topics": []}, "Chọn ít nhất một nội dung."),
        ({"next_on": "2001-01-01", "next_step": "Gọi"}, "Ngày hẹn phải từ hôm nay"),
        ({"next_on": "2099-01-01", "next_step": "Gọi"}, "Ngày hẹn phải từ hôm nay"),
        ({"next_on": timezone.localdate().isoformat()}, "Ghi việc sẽ làm vào ngày hẹn."),
        ({"submission": "x"}, "UUID"),
    ],
)
def test_a_wrong_form_says_what_and_keeps_what_was_typed(
    desk: Client, staff: Staff, wrong: dict[str, Any], said: str
) -> None:
    answer = desk.post(screen(known_to(staff)), a_form(need="Việc gần nhà", **wrong))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Việc gần nhà" in answer.content.decode()
    assert not CounsellingSession.objects.exists()


def test_consent_is_recorded_at_the_counter(desk: Client, staff: Staff) -> None:
    worker = WorkerFactory.create(office=staff.office)
    address = reverse("desk:consent", args=[worker.public_id])
    desk.post(address, {"purposes": ["service"]})
    assert not Consent.objects.exists()
    desk.post(address, {"purposes": ["service"], "channel": "phone"})
    consent = Consent.objects.get()
    assert (consent.purpose, consent.channel, consent.recorded_by) == ("service", "phone", staff.user)


def test_a_newcomer_is_registered_in_one_form(desk: Client, staff: Staff) -> None:
    form = {
        "full_name": "Phạm Thị Hoa",
        "phone": "0912 345 678",
        "birth": "12/3/1990",
        "sex": "female",
        "commune": "Xã Vũ Thư",
        "identity_number": "034190000123",
        "wanted": "công nhân may",
        "purposes": ["service"],
        "consent_channel": "paper",
    }
    answer = desk.post(reverse("desk:register"), form, follow=True)
    worker = Worker.objects.get()
    assert answer.redirect_chain == [(screen(worker), 302)]
    assert (worker.phone, worker.birth_year, worker.office) == ("0912345678", 1990, staff.office)
    assert worker.commune is not None
    assert worker.commune.name == "Xã Vũ Thư"
    assert [consent.purpose for consent in worker.consents.all()] == ["service"]


def test_a_number_that_disagrees_is_doubted_and_stands_once_looked_at(desk: Client) -> None:
    form = {
        "full_name": "Phạm Thị Hoa",
        "birth": "12/3/1991",
        "sex": "male",
        "identity_number": "034190000123",
        "consent_channel": "paper",
    }
    answer = desk.post(reverse("desk:register"), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    for said in ("năm sinh 1990, khác với 1991", "giới tính nữ", "identity_confirmed"):
        assert said in page
    assert not Worker.objects.exists()
    assert desk.post(reverse("desk:register"), {**form, "identity_confirmed": "on"}).status_code == 302
    worker = Worker.objects.get()
    assert (worker.birth_year, worker.sex, worker.identity_number) == (1991, "male", "034190000123")


def test_the_number_fills_in_year_and_sex(desk: Client) -> None:
    form = {"full_name": "Phạm Thị Hoa", "identity_number": "034 190 000 123", "consent_channel": "paper"}
    assert desk.post(reverse("desk:register"), form).status_code == 302
    worker = Worker.objects.get()
    assert (worker.birth_year, worker.birth_date, worker.sex) == (1990, None, "female")


def test_somebody_known_is_shown_before_a_second_record_is_made(desk: Client, staff: Staff) -> None:
    known_to(staff, full_name="Phạm Thị Hoa", phone="0912345678", identity_number="034190000123")
    form = {"full_name": "Phạm Hoa", "phone": "0912345678", "consent_channel": "paper"}
    answer = desk.post(reverse("desk:register"), form)
    assert answer.status_code == 422
    assert "cùng số điện thoại" in answer.content.decode()
    assert Worker.objects.count() == 1
    assert desk.post(reverse("desk:register"), {**form, "not_the_same": "on"}).status_code == 302
    assert Worker.objects.count() == 2
    same = {**form, "identity_number": "034190000123", "not_the_same": "on"}
    assert desk.post(reverse("desk:register"), same).status_code == 422
    assert Worker.objects.count() == 2


def test_a_walk_in_gets_a_turn_without_a_record(desk: Client, staff: Staff) -> None:
    answer = desk.post(reverse("desk:walk_in"), a_form(name="Lê Văn Bảy", phone="0912345678"))
    assert answer.status_code == 302
    session = CounsellingSession.objects.get()
    assert (session.worker, session.walk_in_name, session.office) == (None, "Lê Văn Bảy", staff.office)
    assert not Worker.objects.exists()


def test_the_box_gets_the_list_alone_while_someone_types(desk: Client, staff: Staff) -> None:
    known_to(staff, full_name="Nguyễn Thị Hòa")
    part = desk.get(reverse("desk:people"), {"q": "hoa"}, headers={"HX-Request": "true"}).content.decode()
    assert "Nguyễn Thị Hòa" in part
    assert "<html" not in part


def test_the_morning_shows_who_is_due_and_the_week_beside_people(desk: Client, staff: Staff) -> None:
    today = timezone.localdate()
    worker = known_to(staff, full_name="Đỗ Thị Thắm")
    SessionFactory.create(
        worker=worker,
        office=staff.office,
        counsellor=staff.user,
        at=timezone.now() - timedelta(days=20),
        next_step="Gọi hỏi kết quả",
        next_on=today,
    )
    SessionFactory.create(worker=known_to(staff), office=staff.office, counsellor=staff.user)
    SessionFactory.create(worker=WorkerFactory.create(full_name="Người Nơi Khác"), next_on=today, next_step="Gọi")
    page = desk.get(reverse("desk:today"))
    text = page.content.decode()
    assert "Gọi hỏi kết quả" in text
    assert "Người Nơi Khác" not in text
    assert page.context["my_week"] == page.context["office_today"] == (1, 1)
    listed = desk.get(reverse("desk:turns"), {"ai": "phong", "tu": today.isoformat()})
    assert [session.office for session in listed.context["page"]] == [staff.office]


@pytest.mark.parametrize("name", ["today", "turns", "walk_in", "people", "register"])
@pytest.mark.parametrize("who", ["visitor", "worker", "employer", "administrator", "manager"])
def test_the_desk_is_for_counsellors_and_managers(client: Client, name: str, who: str) -> None:
    users = {
        "worker": a_worker,
        "employer": lambda: EmployerMemberFactory.create().user,
        "administrator": lambda: StaffFactory.create(role=StaffRole.ADMINISTRATOR).user,
        "manager": lambda: StaffFactory.create(role=StaffRole.MANAGER).user,
    }
    if who != "visitor":
        client.force_login(users[who]())
    expected = {"visitor": 302, "manager": 200}.get(who, 403)
    assert client.get(reverse(f"desk:{name}")).status_code == expected


def full_screen(staff: Staff) -> Worker:
    """A person with everything the screen can show."""
    worker = known_to(staff, identity_number="034095001234")
    WorkHistory.objects.create(worker=worker, title="Thợ vắt sổ")
    open_period(worker, Decision("15/QĐ", timezone.localdate(), 3), staff.office, staff.user)
    WorkWishFactory.create(worker=worker, pay_min=8_000_000)
    WantedOccupation.objects.create(worker=worker, title="Công nhân may")
    for _ in range(6):
        session = SessionFactory.create(worker=worker, office=staff.office)
        for _ in range(2):
            application = Application.objects.create(
                worker=worker, vacancy=VacancyFactory.create(), origin="referral", state="submitted"
            )
            Referral.objects.create(
                application=application,
                number=application.public_id,
                office=staff.office,
                issued_by=staff.user,
                issued_on=timezone.localdate(),
                valid_until=timezone.localdate(),
                session=session,
            )
    Refusal.objects.create(
        referral=worker.applications.order_by("id")[0].referral, reason=PersonReason.FAR, justified=Justified.NO,
        refused_on=timezone.localdate(), recorded_by=staff.user,
    )  # fmt: skip
    return worker


def test_the_screen_takes_at_most_twelve_queries(
    desk: Client, staff: Staff, django_assert_max_num_queries: Any
) -> None:
    worker = full_screen(staff)
    with django_assert_max_num_queries(12):
        page = desk.get(screen(worker)).content.decode()
    for said in ("Thợ vắt sổ", "Thông báo tháng thứ", "Một lần từ chối chưa thấy lý do chính đáng"):
        assert said in page


def test_the_morning_and_the_search_take_few_queries(
    desk: Client, staff: Staff, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        worker = known_to(staff, full_name=f"Nguyễn Thị Hòa {number}")
        SessionFactory.create(worker=worker, office=staff.office, next_on=timezone.localdate(), next_step="Gọi")
    gazetteer()
    with django_assert_max_num_queries(10):
        desk.get(reverse("desk:today"))
    for number in range(12):
        WorkerFactory.create(full_name=f"Trần Thị Hòa {number}", office=OfficeFactory.create())
    with django_assert_max_num_queries(5):
        desk.get(reverse("desk:people"), {"q": "hoa"})


def test_vacancies_are_offered_with_reasons_and_keep_what_is_ticked(desk: Client, staff: Staff) -> None:
    worker = known_to(staff)
    ticked, found = VacancyFactory.create(title="Thợ hàn"), VacancyFactory.create(title="Công nhân may")
    address = reverse("desk:vacancies", args=[worker.public_id])
    part = desk.get(address, {"tim": "may", "vacancy": ticked.public_id}, headers={"HX-Request": "true"})
    offers = part.context["offers"]
    assert offers[0].vacancy == ticked
    assert found in [offer.vacancy for offer in offers]
    assert [offer.is_chosen for offer in offers if offer.vacancy == ticked] == [True]
    assert all(offer.explanation.facts for offer in offers)
    whole = desk.get(address, {"tim": "may"})
    assert whole.status_code == 302
    assert "Công nhân may" in desk.get(whole["Location"]).content.decode()
