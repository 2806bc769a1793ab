"""The counter through its pages: the queue, appointments, and what today shows."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobs.enums import ApplicationState
from jobs.models import Application
from portal.accounts.enums import StaffRole
from portal.accounts.models import AccessLog, Staff, User
from portal.codes.places import gazetteer
from tests.factories import OfficeFactory, StaffFactory, UserFactory, VacancyFactory, WorkerFactory
from tests.workers.appointments.factories import AppointmentFactory, HoursFactory, next_day
from tests.workers.factories import SessionFactory
from workers.appointments import queue
from workers.appointments.models import Appointment, DayOff, OfficeHours, Ticket
from workers.appointments.queue import Comer
from workers.models import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return StaffFactory.create()


@pytest.fixture
def desk(client: Client, staff: Staff) -> Client:
    client.force_login(staff.user)
    return client


def account(worker: Worker) -> User:
    assert worker.user
    return worker.user


def waits(staff: Staff, **fields: Any) -> Ticket:
    return queue.take(staff.office_id, Comer(**fields), uuid4())


def test_a_number_is_taken_once_however_often_the_form_is_sent(desk: Client, staff: Staff) -> None:
    form = {"submission": str(uuid4()), "name": "Chị Ba", "topic": "jobs"}
    for _ in range(2):
        page = desk.post(reverse("desk:take"), form, follow=True)
        assert "Chị Ba" in page.content.decode()
    ticket = Ticket.objects.get()
    assert (ticket.number, ticket.office, ticket.topic) == (1, staff.office, "jobs")


def test_a_number_opens_somebody_of_another_office_for_the_day_and_says_so(desk: Client) -> None:
    stranger = WorkerFactory.create(office=OfficeFactory.create())
    screen = reverse("desk:person", args=[stranger.public_id])
    assert desk.get(screen).status_code == 403
    desk.post(reverse("desk:take"), {"submission": str(uuid4()), "nguoi": stranger.public_id})
    assert Ticket.objects.get().worker == stranger
    assert desk.get(screen).status_code == 200
    assert AccessLog.objects.values_list("kind", "is_foreign").get() == ("ticket", True)
    Ticket.objects.update(day=timezone.localdate() - timedelta(days=1))
    assert desk.get(screen).status_code == 403


def test_calling_opens_whoever_is_known_and_is_not_done_twice(desk: Client, staff: Staff) -> None:
    worker = WorkerFactory.create(office=staff.office)
    first, _second = waits(staff, worker=worker), waits(staff, name="Anh Tư")
    for _ in range(2):
        answer = desk.post(reverse("desk:call"), {"dang-tiep": ""})
        assert answer.headers["Location"] == reverse("desk:person", args=[worker.public_id])
    answer = desk.post(reverse("desk:call"), {"dang-tiep": first.public_id}, follow=True)
    assert "Mời số 2 – Anh Tư" in answer.content.decode()
    assert "data-serving" in answer.content.decode()
    assert Ticket.objects.filter(state="serving").count() == 1
    last = Ticket.objects.get(state="serving").public_id
    assert "Không còn ai chờ" in desk.post(reverse("desk:call"), {"dang-tiep": last}, follow=True).content.decode()


def test_gone_back_and_done(desk: Client, staff: Staff) -> None:
    ticket = waits(staff)
    address = reverse("desk:settle", args=[ticket.public_id])
    for what, state in (("xong", "waiting"), ("ve", "left"), ("cho", "waiting"), ("ve", "left")):
        desk.post(address, {"viec": what, "hang-cho": "1"})
        ticket.refresh_from_db()
        assert ticket.state == state


@pytest.mark.parametrize("name", ["ticket", "settle"])
def test_a_ticket_of_another_office_does_not_exist_here(desk: Client, name: str) -> None:
    ticket = queue.take(OfficeFactory.create().pk, Comer("Anh Bảy"), uuid4())
    address = reverse(f"desk:{name}", args=[ticket.public_id])
    answer = desk.get(address) if name == "ticket" else desk.post(address, {"viec": "ve"})
    assert answer.status_code == 404
    ticket.refresh_from_db()
    assert ticket.state == "waiting"


def test_the_screen_in_the_hall_names_nobody_who_waits(desk: Client, staff: Staff) -> None:
    waits(staff, name="Người Được Gọi")
    waits(staff, name="Người Đang Chờ")
    desk.post(reverse("desk:call"))
    for headers in ({}, {"HX-Request": "true"}):
        page = desk.get(reverse("desk:board"), headers=headers).content.decode()
        assert "Người Đang Chờ" not in page
        assert "Người Được Gọi" not in page
        assert str(staff.user) in page


def test_an_appointment_arrives_with_a_number(desk: Client, staff: Staff) -> None:
    one = AppointmentFactory.create(office=staff.office, starts_at=timezone.now() + timedelta(minutes=5))
    if timezone.localdate(one.starts_at) != timezone.localdate():
        Appointment.objects.update(starts_at=timezone.now() - timedelta(minutes=5))
    for _ in range(2):
        desk.post(reverse("desk:settle_appointment", args=[one.public_id]), {"viec": "den"})
    one.refresh_from_db()
    assert (one.state, one.tickets.count(), one.events.count()) == ("came", 1, 1)
    assert one.tickets.get().worker == one.worker


@pytest.mark.parametrize("name", ["appointment", "settle_appointment", "follow"])
def test_an_appointment_of_another_office_does_not_exist_here(desk: Client, name: str) -> None:
    one = AppointmentFactory.create(state="missed", starts_at=timezone.now() - timedelta(days=1))
    address = reverse(f"desk:{name}", args=[one.public_id])
    answer = desk.get(address) if name == "appointment" else desk.post(address, {"viec": "den", "note": "Gọi"})
    assert answer.status_code == 404
    assert not one.events.exists()


def test_a_person_is_booked_and_moved_at_the_desk(desk: Client, staff: Staff) -> None:
    HoursFactory.create(office=staff.office)
    worker = WorkerFactory.create(office=staff.office)
    address = reverse("desk:book", args=[worker.public_id])
    at = timezone.localtime(next_day())
    assert "09:00" in desk.get(address).content.decode()
    form = {"starts_at": f"{at:%Y-%m-%dT%H:%M}", "topic": "jobs", "note": "Hỏi việc gần nhà"}
    assert desk.post(address, form).status_code == 302
    assert desk.post(address, {**form, "starts_at": f"{at:%Y-%m-%dT}09:30"}).status_code == 302
    assert Appointment.objects.get().starts_at == at + timedelta(minutes=30)
    for wrong in ("", "x", "2001-01-01T09:00", f"{at:%Y-%m-%dT}09:10"):
        answer = desk.post(address, {**form, "starts_at": wrong, "note": "Giữ lại"})
        assert answer.status_code == 422
        assert "Giữ lại" in answer.content.decode()
    assert Appointment.objects.get().note == "Hỏi việc gần nhà"


def test_another_offices_person_is_not_booked_without_a_reason(desk: Client, staff: Staff) -> None:
    HoursFactory.create(office=staff.office)
    worker = WorkerFactory.create(office=OfficeFactory.create())
    form = {"starts_at": f"{next_day():%Y-%m-%dT%H:%M}", "topic": "jobs"}
    answer = desk.post(reverse("desk:book", args=[worker.public_id]), form)
    assert answer.status_code == 403
    assert not Appointment.objects.exists()


def test_the_week_shows_places_and_people(desk: Client, staff: Staff) -> None:
    hours = HoursFactory.create(office=staff.office, capacity=3)
    one = AppointmentFactory.create(office=staff.office, worker__full_name="Đỗ Thị Mây")
    strange = AppointmentFactory.create(
        office=staff.office, worker__full_name="Ngoài Giờ", starts_at=one.starts_at + timedelta(hours=7)
    )
    page = desk.get(reverse("desk:calendar"), {"ngay": one.starts_at.date().isoformat()}).content.decode()
    assert "Đỗ Thị Mây" in page
    assert strange.worker.full_name in page
    assert f"1 / {6 * hours.capacity} chỗ" in page or f"2 / {6 * hours.capacity} chỗ" in page
    for nonsense in ("x", "0001-01-01", "9999-12-31"):
        assert desk.get(reverse("desk:calendar"), {"ngay": nonsense}).status_code == 200


def test_managers_set_hours_and_days_off(client: Client) -> None:
    boss = StaffFactory.create(role=StaffRole.MANAGER)
    other = OfficeFactory.create()
    client.force_login(boss.user)
    form = {"weekday": 1, "starts": "08:00", "ends": "11:00", "minutes": 30, "capacity": 2, "phong": other.public_id}
    assert client.post(reverse("desk:hours"), form).status_code == 302
    assert client.post(reverse("desk:hours"), form).status_code == 422
    assert client.post(reverse("desk:hours"), {**form, "weekday": 2, "ends": "07:00"}).status_code == 422
    row = OfficeHours.objects.get()
    assert (row.office, row.capacity) == (other, 2)
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert client.post(reverse("desk:hours"), {"day": tomorrow.isoformat(), "note": "Họp"}).status_code == 302
    assert client.post(reverse("desk:hours"), {"day": "2001-01-01"}).status_code == 422
    assert DayOff.objects.get().office == boss.office
    client.post(reverse("desk:drop_hours", args=[row.public_id]))
    assert not OfficeHours.objects.exists()


def test_people_book_move_and_cancel_their_own(client: Client) -> None:
    hours = HoursFactory.create()
    me = WorkerFactory.create(user=UserFactory.create(), office=hours.office)
    client.force_login(account(me))
    address, at = reverse("appointments:mine"), timezone.localtime(next_day())
    form = {"starts_at": f"{at:%Y-%m-%dT%H:%M}", "topic": "training", "phong": hours.office.public_id}
    for _ in range(2):
        assert client.post(address, form).status_code == 302
    assert client.post(address, {**form, "starts_at": f"{at:%Y-%m-%dT}10:00"}).status_code == 302
    one = Appointment.objects.get()
    assert timezone.localtime(one.starts_at).hour == 10
    assert "10:00" in client.get(reverse("seeking:home")).content.decode()
    cancel = reverse("appointments:cancel", args=[one.public_id])
    client.force_login(account(WorkerFactory.create(user=UserFactory.create())))
    assert client.post(cancel).status_code == 404
    client.force_login(account(me))
    for _ in range(2):
        assert client.post(cancel).status_code == 302
    one.refresh_from_db()
    assert one.state == "cancelled"


def test_a_full_day_and_no_hours_are_said(client: Client) -> None:
    me = WorkerFactory.create(user=UserFactory.create())
    client.force_login(account(me))
    assert "Chưa nhận hẹn trên cổng" in client.get(reverse("appointments:mine")).content.decode()
    hours = HoursFactory.create()
    DayOff.objects.bulk_create(
        [DayOff(office=hours.office, day=timezone.localdate() + timedelta(days=n)) for n in range(40)]
    )
    assert "kín lịch" in client.get(reverse("appointments:mine")).content.decode()


def full_morning(staff: Staff) -> None:
    today = timezone.localdate()
    for number in range(6):
        worker = WorkerFactory.create(office=staff.office, full_name=f"Nguyễn Thị Hòa {number}")
        SessionFactory.create(worker=worker, office=staff.office, counsellor=staff.user, next_on=today, next_step="Gọi")
        AppointmentFactory.create(
            worker=worker, office=staff.office, starts_at=timezone.now() - timedelta(minutes=number)
        )
        AppointmentFactory.create(
            worker=worker, office=staff.office, state="missed", starts_at=timezone.now() - timedelta(days=2)
        )
        vacancy = VacancyFactory.create(title=f"Thợ {number}")
        Application.objects.create(
            worker=worker, vacancy=vacancy, origin="worker", state=ApplicationState.SUBMITTED,
            reply_by=today - timedelta(days=2),
        )  # fmt: skip
        waits(staff, worker=worker)
        waits(staff, name=f"Khách {number}")
    queue.call_next(staff.office_id, staff.user, "")


def test_today_shows_everything_within_twelve_queries(
    desk: Client, staff: Staff, django_assert_max_num_queries: Any
) -> None:
    full_morning(staff)
    gazetteer()
    with django_assert_max_num_queries(11):
        page = desk.get(reverse("desk:today"))
    text = page.content.decode()
    for said in ("Đang tiếp từ", "Khách 0", "Lỡ hẹn, cần liên lạc", "Thợ 3", "Việc đến ngày"):
        assert said in text
    assert len(page.context["expected"].missed) == 6
    assert page.context["my_week"].turns == 6


@pytest.mark.parametrize("name", ["queue", "take", "board", "calendar"])
def test_the_pages_of_the_counter_take_few_queries(
    desk: Client, staff: Staff, name: str, django_assert_max_num_queries: Any
) -> None:
    full_morning(staff)
    with django_assert_max_num_queries(12):
        assert desk.get(reverse(f"desk:{name}")).status_code == 200
