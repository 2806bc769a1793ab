"""The daily e-mail: once, to those who want it and may get it, and never because somebody was interrupted twice."""

import smtplib
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from portal.accounts.models import User
from portal.notices import digests, messages, tasks
from portal.notices.channels.base import Later
from portal.notices.messages import Line, Message
from portal.notices.models import Digest, Notice
from portal.notices.services import see_all, tell, unsubscribe_token, want_digest
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


class Sample(Message):
    kind = "sample"
    barred: ClassVar[set[int]] = set()

    @property
    def title(self) -> str:
        return f"{self.payload['n']} {'new' if get_language() == 'en' else 'mới'}"

    @property
    def lines(self) -> list[Line]:
        return [Line("Thợ <may>", "92 %", "/viec/abc/")]

    @property
    def address(self) -> str:
        return "/tat-ca/"

    @classmethod
    def mailable(cls, users: Collection[int]) -> set[int]:
        return set(users) - cls.barred


@pytest.fixture(autouse=True)
def only_the_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_KINDS", {"sample": Sample})
    monkeypatch.setattr(Sample, "barred", set())


def reader(**fields: Any) -> User:
    user: User = UserFactory.create(**fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def told(*users: User, key: str = "1") -> None:
    tell("sample", key, [(user.pk, {"n": 3}) for user in users])


def send(day: date = TODAY) -> None:
    tasks.send_batch(digests.due(day), day.isoformat())


def addresses() -> list[str]:
    return [address for sent in mail.outbox for address in sent.to]


def test_one_email_a_day_carries_what_is_new() -> None:
    one, other = reader(), reader()
    told(one, other)
    send()
    assert set(addresses()) == {one.email, other.email}
    assert len(mail.outbox) == 2
    told(one, key="2")
    send()
    assert len(mail.outbox) == 2
    send(TODAY + timedelta(days=1))
    assert addresses()[2:] == [one.email]
    assert mail.outbox[2].subject == "3 mới"


def test_a_repeated_task_sends_nothing_twice() -> None:
    one = reader()
    told(one)
    for _ in range(3):
        tasks.send_batch([one.pk], TODAY.isoformat())
    assert len(mail.outbox) == 1
    assert Digest.objects.get().sent_at
    told(one)
    send(TODAY + timedelta(days=1))
    assert len(mail.outbox) == 1  # the same thing is not told again


def test_whoever_is_killed_between_claim_and_sending_leaves_no_second_email(monkeypatch: pytest.MonkeyPatch) -> None:
    one = reader()
    told(one)

    class Killed(BaseException):
        pass

    def killed_after_handing_over(self: EmailBackend, made: Any) -> int:
        mail.outbox.extend(made)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", killed_after_handing_over)
        with pytest.raises(Killed):
            send()
    assert Digest.objects.get().sent_at is None
    for day in (TODAY, TODAY + timedelta(days=1)):
        tasks.send_batch([one.pk], day.isoformat())
    assert len(mail.outbox) == 1
    assert Notice.objects.of(one).unseen().count() == 1  # it still stands on the portal


def test_a_mail_server_that_is_away_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    one = reader()
    told(one)

    def away(self: EmailBackend, made: Any) -> int:
        raise ConnectionRefusedError("no mail server")

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", away)
        with pytest.raises(Later):
            digests.send([one.pk], TODAY, mail.get_connection())
    assert not Digest.objects.exists()
    send()
    assert addresses() == [one.email]


def test_a_refused_address_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong, right = reader(), reader()
    told(wrong, right)
    usual = EmailBackend.send_messages

    def refusing(self: EmailBackend, made: Any) -> int:
        if made[0].to == [wrong.email]:
            raise smtplib.SMTPRecipientsRefused({wrong.email or "": (550, b"unknown")})
        return usual(self, made)

    monkeypatch.setattr(EmailBackend, "send_messages", refusing)
    send()
    send()
    assert addresses() == [right.email]
    assert "550" in Digest.objects.get(recipient=wrong).error


def test_who_gets_none() -> None:
    unproven = UserFactory.create()
    gone, unwilling, barred = reader(is_active=False), reader(), reader()
    on_the_portal, without = reader(), UserFactory.create(email=None, phone="0912345678")
    told(unproven, gone, unwilling, barred, on_the_portal, without)
    want_digest(unwilling, False)
    see_all(on_the_portal)
    Sample.barred.add(barred.pk)
    send()
    assert mail.outbox == []
    want_digest(unwilling, True)
    send()
    assert addresses() == [unwilling.email]


def test_old_news_is_no_news() -> None:
    told(reader())
    Notice.objects.update(at=timezone.now() - timedelta(days=8))
    assert digests.due(TODAY) == []


def test_the_email_speaks_the_readers_language_and_names_nobody_else() -> None:
    one = reader(language="en", full_name="Nguyễn Văn A")
    told(one)
    send()
    sent = mail.outbox[0]
    assert isinstance(sent, mail.EmailMultiAlternatives)
    html = str(sent.alternatives[0][0])
    assert sent.subject == "3 new"
    assert '<html lang="en">' in html
    assert "Thợ <may> (92 %)" in str(sent.body)
    assert "Thợ &lt;may&gt;" in html
    assert "http://127.0.0.1:8000/viec/abc/" in str(sent.body)
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_link_in_the_email_ends_them_with_one_post_and_no_sign_in() -> None:
    one = reader()
    told(one)
    send()
    link = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.get(link).status_code == 200
    assert digests.reachable().filter(pk=one.pk).exists()  # opening it changes nothing
    assert visitor.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not digests.reachable().filter(pk=one.pk).exists()
    visitor.post(link, {"again": "on"})
    assert digests.reachable().filter(pk=one.pk).exists()


@pytest.mark.parametrize("token", ["x", "eyJ1IjoxfQ:1abc:def", "%00"])
def test_an_invented_link_leads_nowhere(client: Client, token: str) -> None:
    reader()
    assert client.post(f"/thong-bao/thoi-nhan/{token}/").status_code in (400, 404)


def test_one_persons_link_is_not_anothers() -> None:
    one, other = reader(), reader()
    Client().post(reverse("notices:leave", args=[unsubscribe_token(one)]))
    assert list(digests.reachable()) == [other]
