"""Booking never oversells a slot, moves what stands, and reminders, misses and follow-ups happen once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from portal.notices.models import Notice
from tests.factories import OfficeFactory, StaffFactory, UserFactory, WorkerFactory
from tests.workers.appointments.factories import AppointmentFactory, HoursFactory, next_day
from workers.appointments import services, tasks
from workers.appointments.enums import AppointmentState, Happening
from workers.appointments.models import Appointment, DayOff, OfficeHours
from workers.appointments.services import NotPossible, Wish, book
from workers.appointments.slots import days
from workers.models import Worker

pytestmark = pytest.mark.django_db


def a_wish(**fields: Any) -> Wish:
    hours = HoursFactory.create(**fields)
    return Wish(hours.office, next_day())


def with_account(**fields: Any) -> Worker:
    worker: Worker = WorkerFactory.create(user=UserFactory.create(), **fields)
    return worker


def test_a_slot_holds_no_more_than_its_capacity() -> None:
    wish = a_wish(capacity=2)
    for _ in range(2):
        book(WorkerFactory.create(), wish, None)
    with pytest.raises(NotPossible, match="hết chỗ"):
        book(WorkerFactory.create(), wish, None)
    assert Appointment.objects.count() == 2


def test_booking_again_moves_and_never_makes_a_second() -> None:
    wish, me = a_wish(), with_account()
    first, what = book(me, wish, me.user)
    assert what == Happening.BOOKED
    assert book(me, wish, me.user) == (first, None)
    later = Wish(wish.office, wish.starts_at + timedelta(minutes=30))
    moved, what = book(me, later, me.user)
    assert (moved.pk, what, moved.starts_at) == (first.pk, Happening.MOVED, later.starts_at)
    assert Appointment.objects.count() == 1
    assert [event.what for event in moved.events.all()] == ["booked", "moved"]
    # The time left is free again.
    book(WorkerFactory.create(), wish, None)


@pytest.mark.parametrize(
    ("shift", "said"),
    [
        (timedelta(minutes=7), "không nhận hẹn"),
        (timedelta(hours=9), "không nhận hẹn"),
        (timedelta(days=-70), "đã qua"),
        (timedelta(days=56), "Chỉ đặt trước"),
    ],
)
def test_what_is_not_offered_is_refused(shift: timedelta, said: str) -> None:
    wish = a_wish()
    DayOff.objects.all().delete()
    with pytest.raises(NotPossible, match=said):
        book(WorkerFactory.create(), Wish(wish.office, wish.starts_at + shift), None)
    assert not Appointment.objects.exists()


def test_a_day_off_cancels_and_tells() -> None:
    wish, me = a_wish(), with_account()
    booked, _what = book(me, wish, me.user)
    day = timezone.localdate(wish.starts_at)
    gone = services.close_day(DayOff(office=wish.office, day=day, note="Họp"), StaffFactory.create().user)
    assert gone == [booked]
    assert Notice.objects.get(recipient=me.user).kind == "appointment-cancelled"
    assert days(wish.office.pk, day, day)[0].slots == []
    with pytest.raises(NotPossible):
        book(WorkerFactory.create(), wish, None)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_get_the_same_place() -> None:
    wish = a_wish()
    people = [WorkerFactory.create() for _ in range(4)]

    def attempt(worker: Worker) -> bool:
        try:
            book(worker, wish, None)
        except NotPossible:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(attempt, people)) == [False, False, False, True]
    assert Appointment.objects.count() == 1


def test_hours_of_a_day_do_not_overlap() -> None:
    hours = HoursFactory.create()
    again = OfficeHours(office=hours.office, weekday=hours.weekday, starts="10:30", ends="12:00")
    with pytest.raises(NotPossible):
        services.add_hours(again)
    beside = OfficeHours(office=hours.office, weekday=hours.weekday, starts="11:00", ends="12:00")
    services.add_hours(beside)
    assert OfficeHours.objects.count() == 2


def test_the_day_before_is_told_once() -> None:
    me = with_account()
    soon = timezone.now() + timedelta(hours=20)
    AppointmentFactory.create(worker=me, starts_at=soon)
    AppointmentFactory.create(worker=with_account(), starts_at=soon + timedelta(days=3))
    AppointmentFactory.create(worker=with_account(), starts_at=soon, state=AppointmentState.CANCELLED)
    assert tasks.remind() == 1
    assert tasks.remind() == 0
    notice = Notice.objects.get()
    assert (notice.recipient, notice.kind) == (me.user, "appointment-tomorrow")
    assert "Nhắc hẹn" in notice.message.title


def test_who_did_not_come_is_marked_told_and_followed() -> None:
    me = with_account()
    past = timezone.now() - timedelta(hours=3)
    one = AppointmentFactory.create(worker=me, starts_at=past)
    fresh = AppointmentFactory.create(starts_at=timezone.now() - timedelta(minutes=20))
    assert tasks.tend() == 1
    assert tasks.tend() == 0
    one.refresh_from_db()
    fresh.refresh_from_db()
    assert (one.state, fresh.state) == (AppointmentState.MISSED, AppointmentState.BOOKED)
    assert Notice.objects.get().kind == "appointment-missed"
    staff = StaffFactory.create().user
    with pytest.raises(NotPossible):
        services.follow(one, staff, "  ")
    services.follow(one, staff, "Quên hẹn, sẽ đặt lại")
    services.follow(one, staff, "Quên hẹn, sẽ đặt lại")
    assert [event.what for event in one.events.all()] == ["missed", "followed"]


def test_who_books_anew_has_been_followed() -> None:
    wish, me = a_wish(), with_account()
    lost = AppointmentFactory.create(
        worker=me, state=AppointmentState.MISSED, starts_at=timezone.now() - timedelta(days=2)
    )
    book(me, wish, me.user)
    lost.refresh_from_db()
    assert lost.followed_at is not None


def test_late_is_still_come_and_early_is_not_missed() -> None:
    actor = StaffFactory.create().user
    lost = AppointmentFactory.create(state=AppointmentState.MISSED, starts_at=timezone.now() - timedelta(hours=2))
    assert services.came(lost, actor).state == AppointmentState.CAME
    ahead = AppointmentFactory.create(office=OfficeFactory.create())
    with pytest.raises(NotPossible):
        services.missed(ahead, actor)
    with pytest.raises(NotPossible):
        services.came(ahead, actor)
    services.cancel(ahead, actor)
    assert services.cancel(ahead, actor).events.count() == 1
    with pytest.raises(NotPossible):
        services.missed(ahead, actor)
