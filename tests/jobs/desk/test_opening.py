"""Opening people at the desk: reasons, sensitive fields, what lists say of people elsewhere."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import AccessLog, Staff
from tests.factories import OfficeFactory, WorkerFactory
from tests.jobs.desk.test_desk import a_form, known_to, screen
from tests.workers.factories import SessionFactory
from workers.counselling.models import CounsellingSession
from workers.models import Consent

pytestmark = pytest.mark.django_db


def test_another_offices_person_opens_on_a_recorded_reason_only(desk: Client, staff: Staff) -> None:
    worker = WorkerFactory.create(office=OfficeFactory.create(), phone="0912345678")
    refused = desk.get(screen(worker))
    assert refused.status_code == 403
    assert "0912345678" not in refused.content.decode()
    assert desk.post(screen(worker), a_form()).status_code == 403
    assert not CounsellingSession.objects.exists()
    reason = reverse("desk:reason", args=[worker.public_id])
    for wrong in ({}, {"why": "vì"}, {"why": "ticket"}, {"why": "other", "text": "vì"}):
        assert desk.post(reason, wrong).status_code == 422
    assert not AccessLog.objects.exists()
    assert desk.post(reason, {"why": "counter"}, follow=True).status_code == 200
    assert set(AccessLog.objects.values_list("action", flat=True)) == {"reason", "counselling"}
    assert desk.post(screen(worker), a_form()).status_code == 302
    worker.refresh_from_db()
    assert worker.office != staff.office


@pytest.mark.parametrize("name", ["vacancies", "sensitive", "consent"])
def test_nothing_of_another_offices_person_opens_by_a_side_door(desk: Client, name: str) -> None:
    worker = WorkerFactory.create(office=OfficeFactory.create(), identity_number="034095001234")
    address = reverse(f"desk:{name}", args=[worker.public_id])
    if name == "vacancies":
        answer = desk.get(address, headers={"HX-Request": "true"})
        assert answer["HX-Redirect"] == screen(worker)
    else:
        answer = desk.post(address, {"purposes": ["service"], "channel": "paper", "field": "identity_number"})
    assert answer.status_code == 403
    assert "034095001234" not in answer.content.decode()
    assert not Consent.objects.exists()


def test_sensitive_fields_stay_closed_until_asked_for_and_that_is_logged(desk: Client, staff: Staff) -> None:
    worker = known_to(staff, identity_number="034095001234", ethnicity="Tày")
    shut = desk.get(screen(worker)).content.decode()
    assert "034095001234" not in shut
    assert "Tày" not in shut
    address = reverse("desk:sensitive", args=[worker.public_id])
    for headers in ({}, {"HX-Request": "true"}):
        form = {"field": "identity_number", "why": "check", "sent": str(uuid4())}
        for _twice in range(2):
            opened = desk.post(address, form, headers=headers)
            assert "no-store" in opened["Cache-Control"]
            assert "034095001234" in opened.content.decode()
            assert "Tày" not in opened.content.decode()
    assert "034095001234" not in desk.get(screen(worker)).content.decode()
    looks = AccessLog.objects.filter(action="sensitive", actor=staff.user, subject_id=worker.public_id)
    assert list(looks.values_list("fields", "kind", "reason")) == [("identity_number", "check", "")] * 2


@pytest.mark.parametrize(
    "wrong",
    [{}, {"field": "phone", "why": "check"}, {"field": "religion", "why": "vì"}, {"field": "religion", "why": "other"}],
)
def test_a_field_is_not_shown_without_a_reason(desk: Client, staff: Staff, wrong: dict[str, str]) -> None:
    worker = known_to(staff, religion="Phật giáo")
    answer = desk.post(reverse("desk:sensitive", args=[worker.public_id]), wrong)
    assert answer.status_code == 422
    assert "Phật giáo" not in answer.content.decode()
    assert not AccessLog.objects.filter(action="sensitive").exists()


def test_opening_the_screen_is_logged(desk: Client, staff: Staff) -> None:
    worker = known_to(staff)
    desk.get(screen(worker))
    desk.get(screen(worker))
    assert AccessLog.objects.get().subject_id == worker.public_id


def test_people_of_other_offices_are_found_without_their_telephone(desk: Client, staff: Staff) -> None:
    known_to(staff, full_name="Nguyễn Thị Hòa", phone="0912345678")
    WorkerFactory.create(
        full_name="Nguyễn Văn Hòa", phone="0987654321", office=OfficeFactory.create(name="Văn phòng Tiền Hải")
    )
    page = desk.get(reverse("desk:people"), {"q": "hoa"}).content.decode()
    assert "0912345678" in page
    assert "Nguyễn Văn Hòa" in page
    assert "Văn phòng Tiền Hải" in page
    assert "0987654321" not in page


def test_a_turn_of_another_office_does_not_open(desk: Client, staff: Staff) -> None:
    session = SessionFactory.create(worker=WorkerFactory.create(office=OfficeFactory.create()), private_note="Riêng")
    assert desk.get(reverse("desk:turn", args=[session.public_id])).status_code == 403
    mine = SessionFactory.create(worker=known_to(staff), office=staff.office, private_note="Riêng của phòng")
    assert "Riêng của phòng" in desk.get(reverse("desk:turn", args=[mine.public_id])).content.decode()


def test_lists_say_the_decade_of_people_elsewhere(desk: Client, staff: Staff) -> None:
    known_to(staff, full_name="Lê Thị Bưởi", phone="0912345678", birth_year=1987)
    WorkerFactory.create(
        full_name="Lê Thị Bưởi", phone="0912345678", birth_year=1986, office=OfficeFactory.create(name="Văn phòng xa")
    )
    form = {"full_name": "Lê Bưởi", "phone": "0912345678", "consent_channel": "paper"}
    for page in (
        desk.post(reverse("desk:register"), form),
        desk.get(reverse("desk:duplicates")),
        desk.get(reverse("desk:people"), {"q": "buoi"}),
    ):
        text = page.content.decode()
        assert "1987" in text
        assert "198•" in text
        assert "1986" not in text


def test_looking_for_an_identity_number_is_logged_once_a_day(desk: Client, staff: Staff) -> None:
    worker = known_to(staff, identity_number="034190000123")
    for number in ("034190000123", "034190000124"):
        for _often in range(3):
            desk.get(reverse("desk:people"), {"q": number})
    looks = AccessLog.objects.filter(actor=staff.user, action="identity-search").order_by("id")
    assert list(looks.values_list("subject_id", flat=True)) == [worker.public_id, ""]
    assert not looks.filter(once__contains="034190000124").exists()
