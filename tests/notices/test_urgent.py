"""Urgent notices: at once by day, in the morning otherwise, through the channels wanted, and never twice."""

import smtplib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction

from portal.accounts.models import User
from portal.notices import digests, messages, preferences, tasks, urgent
from portal.notices.channels import memory, sms
from portal.notices.channels.base import Later, Refused
from portal.notices.channels.memory import SENT
from portal.notices.enums import Category, Channel
from portal.notices.messages import Line, Message
from portal.notices.models import Delivery, Notice
from portal.notices.services import see_all, tell
from tests.notices.test_digests import reader

pytestmark = pytest.mark.django_db
VN = ZoneInfo("Asia/Ho_Chi_Minh")


class Moved(Message):
    kind = "moved"
    category = Category.APPOINTMENTS
    urgent = True

    @property
    def title(self) -> str:
        return "Đổi giờ phỏng vấn"

    @property
    def lines(self) -> list[Line]:
        return [Line("Công ty May Đông Á", self.payload["when"], "/lich/")]

    @property
    def address(self) -> str:
        return "/lich/"


@pytest.fixture(autouse=True)
def only_the_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_KINDS", {"moved": Moved})


Clock = Callable[..., None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """``clock(hour, day)``: the centre's time on a day of this month's future."""

    def set_to(hour: int, day: int = 2) -> None:
        now = datetime(2026, 3, day, hour, 15, tzinfo=VN)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)

    set_to(10)
    return set_to


def phone_reader(**fields: Any) -> User:
    return reader(**{"phone": "0912345678", "phone_verified": True} | fields)


def told(user: User, key: str = "1", capture: Any = None) -> None:
    with capture(execute=True):
        tell("moved", key, [(user.pk, {"when": "9 giờ thứ Ba 3/3"})])


Told = Callable[..., None]


@pytest.fixture
def tell_now(clock: Clock, django_capture_on_commit_callbacks: Any) -> Told:
    return lambda user, key="1": told(user, key, django_capture_on_commit_callbacks)


def test_by_day_it_goes_out_at_once_through_both(tell_now: Told) -> None:
    user = phone_reader()
    tell_now(user)
    assert [sent.to for sent in mail.outbox] == [[user.email]]
    assert mail.outbox[0].subject == "Đổi giờ phỏng vấn"
    assert SENT[0].phone == "0912345678"
    assert SENT[0].text.startswith("Doi gio phong van: Cong ty May Dong A 9 gio thu Ba 3/3")
    assert SENT[0].text.endswith("/tb")
    assert len(SENT[0].text) <= 160
    for _ in range(2):
        tell_now(user)
        tasks.deliver_waiting()
    assert (len(mail.outbox), len(SENT)) == (1, 1)


def test_it_waits_for_the_commit(clock: Clock) -> None:
    with transaction.atomic():
        tell("moved", "1", [(phone_reader().pk, {"when": ""})])
        assert not SENT


def test_at_night_it_waits_for_the_morning(tell_now: Told, clock: Clock) -> None:
    clock(22, 2)
    tell_now(phone_reader())
    for hour, day in ((23, 2), (0, 3), (6, 3)):
        clock(hour, day)
        tasks.deliver_waiting()
        assert (len(mail.outbox), len(SENT)) == (0, 0), (hour, day)
    clock(7, 3)
    tasks.deliver_waiting()
    assert (len(mail.outbox), len(SENT)) == (1, 1)


@pytest.mark.parametrize(
    ("hours", "now", "until"),
    [
        ((time(21), time(7)), (2, 20, 59), None),
        ((time(21), time(7)), (2, 21, 0), (3, 7)),
        ((time(21), time(7)), (2, 0, 0), (2, 7)),
        ((time(21), time(7)), (2, 6, 59), (2, 7)),
        ((time(21), time(7)), (2, 7, 0), None),
        ((time(12), time(14)), (2, 13, 0), (2, 14)),
        ((time(12), time(14)), (2, 14, 0), None),
        ((time(0), time(0)), (2, 0, 0), None),
        ((time(9), time(9)), (2, 9, 0), None),
    ],
)
def test_quiet_hours(hours: tuple[time, time], now: tuple[int, int, int], until: tuple[int, int] | None) -> None:
    at = datetime(2026, 3, *now, tzinfo=VN)
    expected = datetime(2026, 3, *until, tzinfo=VN) if until else None
    assert preferences.quiet_until(hours, at) == expected


def test_own_quiet_hours_count(tell_now: Told, clock: Clock) -> None:
    user = phone_reader()
    preferences.keep_quiet(user, time(9), time(11))
    tell_now(user)
    assert not SENT
    clock(11)
    tasks.deliver_waiting()
    assert len(SENT) == 1


def test_only_channels_that_are_wanted(tell_now: Told) -> None:
    user = phone_reader()
    preferences.choose(user, {(Category.APPOINTMENTS, Channel.SMS): False})
    tell_now(user)
    assert (len(mail.outbox), len(SENT)) == (1, 0)


@pytest.mark.parametrize("fields", [{"phone_verified": False}, {"phone": None}, {"is_active": False}])
def test_only_numbers_that_are_proven(tell_now: Told, fields: dict[str, object]) -> None:
    tell_now(phone_reader(**fields))
    assert not SENT


def test_what_was_seen_on_the_portal_is_not_sent_any_more(tell_now: Told, clock: Clock) -> None:
    clock(22)
    user = phone_reader()
    tell_now(user)
    see_all(user)
    clock(8, 3)
    tasks.deliver_waiting()
    assert (len(mail.outbox), len(SENT)) == (0, 0)
    assert not Delivery.objects.exists()


def test_the_daily_email_does_not_repeat_it(tell_now: Told) -> None:
    user = phone_reader()
    tell_now(user)
    day = date(2026, 3, 2)
    tasks.send_batch(digests.due(day), day.isoformat())
    tasks.send_batch([user.pk], day.isoformat())
    assert len(mail.outbox) == 1


def test_whoever_wants_no_urgent_email_has_none_in_the_daily_one(tell_now: Told) -> None:
    user = phone_reader()
    preferences.choose(user, {(Category.APPOINTMENTS, Channel.EMAIL): False})
    tell_now(user)
    tasks.send_batch([user.pk], "2026-03-02")
    assert not mail.outbox
    assert Notice.objects.of(user).unseen().exists()


def test_a_channel_in_trouble_is_tried_again(tell_now: Told, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: Any) -> None:
        raise Later("HTTP 503")

    user = phone_reader()
    with monkeypatch.context() as patch:
        patch.setattr(memory.Memory, "send", down)
        tell_now(user)
    assert len(mail.outbox) == 1, "one channel's trouble is not the other's"
    tasks.deliver_waiting()
    assert not SENT, "not at once again"
    clock(11)
    tasks.deliver_waiting()
    assert len(SENT) == 1
    assert len(mail.outbox) == 1


def test_tries_come_to_an_end(tell_now: Told, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: Any) -> None:
        raise smtplib.SMTPServerDisconnected("down")

    monkeypatch.setattr(EmailBackend, "send_messages", down)
    tell_now(reader())
    row = Delivery.objects.get(channel=Channel.EMAIL)
    for _ in range(20):
        urgent.deliver(row.pk)
    row.refresh_from_db()
    assert row.tries == urgent.TRIES
    assert row.error


def test_a_refusal_is_not_repeated_and_the_daily_email_may_carry_it(
    tell_now: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any) -> None:
        raise Refused("HTTP 400")

    monkeypatch.setattr(memory.Memory, "send", refused)
    tell_now(phone_reader())
    row = Delivery.objects.get(channel=Channel.SMS)
    assert (row.error, row.sent_at) == ("HTTP 400", None)
    assert not urgent.deliver(row.pk)


def test_whoever_is_killed_in_between_leaves_no_second_message(
    tell_now: Told, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(self: memory.Memory, *message: str) -> None:
        SENT.append(memory.Sent(*message))
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(memory.Memory, "send", killed)
        with pytest.raises(Killed):
            tell_now(phone_reader())
    clock(12)
    tasks.deliver_waiting()
    assert len(SENT) == 1


def test_codes_do_not_wait_for_the_morning(clock: Clock) -> None:
    clock(23)
    tasks.send_text("0912345678", "Ma 123456", "k")
    assert len(SENT) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one(monkeypatch: pytest.MonkeyPatch) -> None:
    user = phone_reader()
    preferences.keep_quiet(user, time(0), time(0))
    notice = Notice.objects.create(recipient=user, kind="moved", key="1", payload={"when": ""})
    row = Delivery.objects.create(notice=notice, channel=Channel.SMS)
    together = Barrier(4)
    real = preferences.quiet_until

    def all_here(*given: Any) -> Any:
        together.wait(timeout=20)
        return real(*given)

    monkeypatch.setattr(preferences, "quiet_until", all_here)

    def work(_: int) -> bool:
        try:
            return urgent.deliver(row.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(work, range(4)))
    assert sorted(results) == [False, False, False, True]
    assert len(SENT) == 1
    assert sms.masked(SENT[0].phone) == "091...78"
