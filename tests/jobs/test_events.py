"""The calendar of events, an event's page and file, and seats at it: for visitors and for people signed in."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from employers.enums import Verification
from portal.codes import places
from portal.codes.models import Commune
from tests.factories import EmployerFactory, UserFactory, VacancyPlaceFactory, WorkerFactory
from tests.workers.factories import AttendanceFactory, EventFactory
from workers.models import Worker
from workers.outreach import services
from workers.outreach.enums import Audience, EventKind
from workers.outreach.models import Attendance, OutreachEvent

pytestmark = pytest.mark.django_db


def coming(**fields: object) -> OutreachEvent:
    commune = Commune.objects.get(name="Xã Vũ Thư", valid_to=None, province__code="33")
    begins = timezone.now() + timedelta(days=4)
    made: OutreachEvent = EventFactory.create(**{"starts_at": begins, "commune": commune, **fields})
    return made


@pytest.fixture
def me(client: Client) -> Worker:
    made: Worker = WorkerFactory.create(user=UserFactory.create(), phone="0912345678")
    assert made.user
    client.force_login(made.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


def test_the_calendar_tells_coming_from_past_by_kind_and_by_old_place_names(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    coming(title="Phiên sắp tới", kind=EventKind.JOB_FAIR)
    coming(title="Hội nghị sắp tới")
    coming(title="Hội nghị đã qua", starts_at=timezone.now() - timedelta(days=9))
    coming(title="Họp nội bộ", is_public=False)
    places.gazetteer()
    with django_assert_max_num_queries(12):
        page = client.get("/su-kien/").content.decode()
    assert "Phiên sắp tới" in page
    assert "Hội nghị sắp tới" in page
    assert "Hội nghị đã qua" not in page
    assert "Họp nội bộ" not in page
    assert "Hội nghị đã qua" in client.get("/su-kien/?luc=qua").content.decode()
    fairs = client.get("/su-kien/?loai=job_fair").content.decode()
    assert "Phiên sắp tới" in fairs
    assert "Hội nghị sắp tới" not in fairs
    # The name of before July 2025, without diacritics.
    assert "Phiên sắp tới" in client.get("/su-kien/?noi=huyen+vu+thu").content.decode()
    elsewhere = client.get("/su-kien/?noi=tien+hai").content.decode()
    assert "Phiên sắp tới" not in elsewhere
    assert "Xem mọi nơi" in elsewhere


def test_events_stand_in_calendar_order(client: Client) -> None:
    for days, title in ((30, "Thứ ba"), (2, "Thứ nhất"), (9, "Thứ hai")):
        coming(title=title, starts_at=timezone.now() + timedelta(days=days))
    page = client.get("/su-kien/").content.decode()
    assert page.index(">Thứ nhất<") < page.index(">Thứ hai<") < page.index(">Thứ ba<")


@pytest.mark.parametrize("query", ["?loai=nope&luc=x&noi=%00", "?page=abc", "?noi=%3Cscript%3Ealert(1)", "?page=999"])
def test_any_address_gives_a_page(client: Client, query: str) -> None:
    response = client.get(f"/su-kien/{query}")
    assert response.status_code in {200, 400}
    assert "<script>alert" not in response.content.decode()


def test_an_events_page_says_where_for_whom_and_who_hires(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    event = coming(title="Phiên <b>lớn</b>", audiences=[Audience.WORKERS, Audience.SOLDIERS], how_to_join="Lấy số")
    hiring = VacancyPlaceFactory.create(vacancy__title="Thợ cắt", vacancy__headcount=7).vacancy
    hidden = EmployerFactory.create(verification=Verification.SUSPENDED, name="Công ty bị ngừng")
    event.employers.add(hiring.employer, EmployerFactory.create(name="Công ty chưa tuyển"), hidden)
    places.gazetteer()
    with django_assert_max_num_queries(12):
        page = client.get(f"/su-kien/{event.public_id}/").content.decode()
    assert "Xã Vũ Thư" in page
    assert "Tên cũ:" in page
    assert "Bộ đội xuất ngũ" in page
    assert "Lấy số" in page
    assert "Thợ cắt" in page
    assert "Công ty chưa tuyển" in page
    assert "Công ty bị ngừng" not in page
    assert "Phiên &lt;b&gt;lớn&lt;/b&gt;" in page
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    assert "<b>" not in found[1]
    data = json.loads(found[1])
    assert data["@type"] == "Event"
    assert data["name"] == "Phiên <b>lớn</b>"
    assert data["location"]["address"]["addressLocality"] == "Xã Vũ Thư"
    assert data["startDate"].endswith("+07:00")


def test_what_is_not_public_has_no_page_no_file_and_no_seats(client: Client, me: Worker) -> None:
    event = coming(is_public=False)
    for address in ("", "lich.ics"):
        assert client.get(f"/su-kien/{event.public_id}/{address}").status_code == 404
    assert client.post(f"/su-kien/{event.public_id}/dang-ky/").status_code == 404
    assert not event.attendances.exists()


def test_the_calendar_file_keeps_the_rules_of_its_format(client: Client) -> None:
    event = coming(title="Phiên; lớn, dài " + "ô" * 80, venue="Nhà văn hóa\\xã", description="Một\nHai\r\nEND:VEVENT")
    response = client.get(f"/su-kien/{event.public_id}/lich.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    raw = response.content
    assert raw.endswith(b"END:VCALENDAR\r\n")
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    whole = raw.decode().replace("\r\n ", "")
    assert "SUMMARY:Phiên\\; lớn\\, dài " + "ô" * 80 in whole
    assert "LOCATION:Nhà văn hóa\\\\xã\\, Xã Vũ Thư" in whole
    assert whole.count("\r\nEND:VEVENT\r\n") == 1
    assert f"DTSTART:{event.starts_at:%Y%m%dT%H%M%SZ}" in whole


def test_a_seat_is_taken_once_and_given_back(client: Client, me: Worker) -> None:
    event = coming(capacity=1)
    for _press in range(2):
        page = client.post(f"/su-kien/{event.public_id}/dang-ky/", follow=True).content.decode()
    assert "đã có tên" in page
    seat = Attendance.objects.get(event=event)
    assert (seat.worker, seat.name, seat.phone) == (me, me.full_name, "0912345678")
    assert seat.registered_at
    assert seat.checked_in_at is None
    page = client.post(f"/su-kien/{event.public_id}/huy/", follow=True).content.decode()
    assert "Đã hủy đăng ký" in page
    assert not event.attendances.exists()


def test_no_more_people_than_seats(client: Client, me: Worker) -> None:
    event = coming(capacity=1)
    AttendanceFactory.create(event=event, checked_in_at=None)
    page = client.post(f"/su-kien/{event.public_id}/dang-ky/", follow=True).content.decode()
    assert "Đã hết chỗ" in page
    assert event.attendances.count() == 1


def test_begun_events_take_nobody_and_who_came_stays(client: Client, me: Worker) -> None:
    begun = coming(starts_at=timezone.now() - timedelta(hours=1))
    page = client.post(f"/su-kien/{begun.public_id}/dang-ky/", follow=True).content.decode()
    assert "không nhận đăng ký" in page
    assert not begun.attendances.exists()
    AttendanceFactory.create(event=begun, worker=me, checked_in_at=timezone.now())
    page = client.post(f"/su-kien/{begun.public_id}/huy/", follow=True).content.decode()
    assert "đã được ghi có mặt" in page
    assert begun.attendances.count() == 1


def test_cancelling_touches_nobody_elses_seat(client: Client, me: Worker) -> None:
    event = coming()
    other = AttendanceFactory.create(event=event, worker=WorkerFactory.create(), checked_in_at=None)
    client.post(f"/su-kien/{event.public_id}/huy/")
    assert list(event.attendances.all()) == [other]


def test_a_visitor_is_led_to_sign_in_and_back(client: Client) -> None:
    event = coming()
    page = client.get(f"/su-kien/{event.public_id}/").content.decode()
    assert f"/tai-khoan/login/?next=/su-kien/{event.public_id}/" in page
    assert client.get(f"/su-kien/{event.public_id}/dang-ky/").status_code in {302, 405}


def test_somebody_for_whom_the_event_is_not_meant_counts_as_the_first_it_is_for() -> None:
    assert services.audience_of(coming(audiences=["pupils", "students"])) == Audience.PUPILS
    assert services.audience_of(coming(audiences=["pupils", "workers"])) == Audience.WORKERS
