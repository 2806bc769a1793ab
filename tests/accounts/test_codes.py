"""Codes by text message: proving a number, signing in without a password, and what they must not give away."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from portal.accounts.models import User
from portal.accounts.services import release_unproven
from portal.notices.channels.memory import SENT
from tests.accounts.test_signing_in import BACKEND, LOGIN, REGISTER, filled, known, sign_in
from tests.factories import PASSWORD, EmployerMemberFactory, UserFactory
from workers.models import Worker

pytestmark = pytest.mark.django_db
VERIFY, ASK, CONFIRM = "/tai-khoan/phone/verify/", "/tai-khoan/login/code/", "/tai-khoan/login/code/confirm/"
PHONE = "0912345678"


def code() -> str:
    """The one in the latest text message."""
    found = re.search(r"\b[0-9]{6}\b", SENT[-1].text)
    assert found
    return found[0]


def wrong() -> str:
    return f"{(int(code()) + 1) % 1_000_000:06d}"


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def proven(**fields: object) -> User:
    user: User = UserFactory.create(**{"email": None, "phone": PHONE, "phone_verified": True} | fields)
    return user


def test_a_number_has_to_be_proven(client: Client) -> None:
    assert client.post(REGISTER, filled(PHONE))["Location"] == VERIFY
    assert not is_in(client)
    assert [sent.phone for sent in SENT] == [PHONE]
    assert len(SENT[0].text) <= 160
    assert SENT[0].text.isascii()
    page = client.get(VERIFY).content.decode()
    assert 'inputmode="numeric"' in page
    assert PHONE in page
    client.post(VERIFY, {"code": code()})
    assert is_in(client)
    assert User.objects.get().phone_verified


def test_a_code_works_once(client: Client) -> None:
    client.post(REGISTER, filled(PHONE))
    used = code()
    client.post(VERIFY, {"code": used})
    client.logout()
    client.post(ASK, {"contact": PHONE})
    client.post(CONFIRM, {"code": used})
    assert not is_in(client)
    client.post(CONFIRM, {"code": code()})
    assert is_in(client)
    client.logout()
    client.post(CONFIRM, {"code": code()})
    assert not is_in(client)


def test_a_new_code_replaces_the_old_one(client: Client) -> None:
    client.post(REGISTER, filled(PHONE))
    old = code()
    cache.clear()  # half a minute later
    client.post(VERIFY, {"action": "resend"})
    assert len(SENT) == 2
    assert SENT[0].key != SENT[1].key
    client.post(VERIFY, {"code": old if old != code() else wrong()})
    assert not is_in(client)
    client.post(VERIFY, {"code": code()})
    assert is_in(client)


def test_asking_again_at_once_sends_nothing(client: Client) -> None:
    client.post(REGISTER, filled(PHONE))
    client.post(VERIFY, {"action": "resend"})
    assert len(SENT) == 1
    assert "quá nhiều lần" in client.get(VERIFY).content.decode()


def test_three_wrong_codes_end_it_and_the_password_starts_anew(client: Client) -> None:
    client.post(REGISTER, filled(PHONE))
    right = code()
    for _ in range(3):
        client.post(VERIFY, {"code": wrong()})
    client.post(VERIFY, {"code": right})
    assert not is_in(client)
    cache.clear()
    assert sign_in(client, PHONE) == VERIFY
    client.post(VERIFY, {"code": code()})
    assert is_in(client)


def test_a_code_runs_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.post(REGISTER, filled(PHONE))
    started = time.time()
    monkeypatch.setattr("allauth.account.internal.flows.code_verification.time.time", lambda: started + 901)
    client.post(VERIFY, {"code": code()})
    assert not is_in(client)


def test_nobody_burns_the_centre_s_messages(client: Client) -> None:
    """One number gets few an hour from wherever they are asked for; then a page says so, kindly."""
    proven()
    for n in range(8):
        Client(REMOTE_ADDR=f"10.0.0.{n}").post(ASK, {"contact": PHONE})
    assert len(SENT) == 1
    assert "quá nhiều lần" in client.post(ASK, {"contact": PHONE}).content.decode()
    other = Client(REMOTE_ADDR="10.0.1.1")
    other.post(REGISTER, filled("0987654321"))
    again = Client(REMOTE_ADDR="10.0.1.2").post(REGISTER, filled("0987654321"))
    assert again.status_code == 429
    assert "Gửi quá nhiều lần" in again.content.decode()
    assert len(SENT) == 2


def test_one_address_does_not_text_a_whole_province() -> None:
    for n in range(60):
        Client().post(ASK, {"contact": f"09123{n:05d}"})
        proven(phone=f"09233{n:05d}")
        Client().post(ASK, {"contact": f"09233{n:05d}"})
    assert 10 <= len(SENT) <= 40


def test_the_day_s_messages_are_numbered(client: Client, settings: Settings) -> None:
    settings.SMS_MOST_A_DAY = 1
    proven()
    client.post(ASK, {"contact": PHONE})
    proven(phone="0987654321")
    Client().post(ASK, {"contact": "0987654321"})
    assert len(SENT) == 1


def test_a_code_signs_in_without_a_password(client: Client) -> None:
    user = proven()
    answer = client.post(ASK, {"contact": "+84 912 345 678", "next": "/cua-toi/"})
    assert answer["Location"].startswith(CONFIRM)
    assert PHONE in client.get(answer["Location"]).content.decode()
    assert client.post(CONFIRM, {"code": code(), "next": "/cua-toi/"})["Location"] == "/cua-toi/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_code_by_e_mail_signs_in_too(client: Client) -> None:
    known(email="lan@vidu.test")
    client.post(ASK, {"contact": "Lan@vidu.test"})
    found = re.search(r"\b[0-9]{6}\b", str(mail.outbox[0].body))
    assert found
    client.post(CONFIRM, {"code": found[0]})
    assert is_in(client)


def test_another_number_can_be_given_instead(client: Client) -> None:
    proven()
    client.post(ASK, {"contact": "0987654321"})
    answer = client.post(reverse("account_logout"), {"next": ASK})
    assert answer["Location"] == ASK
    client.post(ASK, {"contact": PHONE})
    assert [sent.phone for sent in SENT] == [PHONE]


def test_unknown_numbers_are_answered_alike(client: Client) -> None:
    proven()
    one, other = Client(), Client(REMOTE_ADDR="10.0.0.7")
    known_answer = one.post(ASK, {"contact": PHONE})
    unknown_answer = other.post(ASK, {"contact": "0987654321"})
    assert (known_answer.status_code, known_answer["Location"]) == (
        unknown_answer.status_code,
        unknown_answer["Location"],
    )
    assert [sent.phone for sent in SENT] == [PHONE]
    pages = [browser.get(CONFIRM).content.decode() for browser in (one, other)]
    token = re.compile(r'value="[A-Za-z0-9]{64}"|0912345678|0987654321')
    assert token.sub("", pages[0]) == token.sub("", pages[1])
    for _ in range(4):
        assert other.post(CONFIRM, {"code": "000000"}).status_code in {200, 302}
    assert not is_in(other)


def test_resending_tells_nothing_of_a_taken_number(client: Client) -> None:
    proven()
    taken, free = Client(REMOTE_ADDR="10.0.0.1"), Client(REMOTE_ADDR="10.0.0.2")
    answers = []
    for browser, number in ((taken, PHONE), (free, "0987654321")):
        first = browser.post(REGISTER, filled(number))
        at_once = browser.post(VERIFY, {"action": "resend"})
        page = browser.get(VERIFY).content.decode()
        answers.append((first.status_code, first["Location"], at_once.status_code, "quá nhiều lần" in page))
    assert answers[0] == answers[1]
    # Its owner is told; whoever tries to take it sees nothing of that.
    assert "da co tai khoan" in SENT[0].text


def test_a_number_merely_typed_in_signs_nobody_in(client: Client) -> None:
    """Else whoever signs up first with another's number shares the account with its owner later."""
    UserFactory.create(email=None, phone=PHONE)
    client.post(ASK, {"contact": PHONE})
    assert SENT == []


def test_an_address_merely_typed_in_signs_nobody_in(client: Client) -> None:
    UserFactory.create(email="lan@vidu.test")
    client.post(ASK, {"contact": "lan@vidu.test"})
    assert not [sent for sent in mail.outbox if re.search(r"\b[0-9]{6}\b", str(sent.body))]


def test_closed_accounts_get_no_code(client: Client) -> None:
    proven(is_active=False)
    client.post(ASK, {"contact": PHONE})
    assert SENT == []


def test_the_owner_gets_back_a_number_that_another_typed_in(client: Client) -> None:
    client.post(REGISTER, filled(PHONE, full_name="Kẻ lạ"))
    User.objects.update(date_joined=timezone.now() - timedelta(hours=1))
    cache.clear()
    owner = Client(REMOTE_ADDR="10.0.0.8")
    owner.post(REGISTER, filled(PHONE, full_name="Phạm Thị Lan"))
    owner.post(VERIFY, {"code": code()})
    assert is_in(owner)
    assert [worker.full_name for worker in Worker.objects.all()] == ["Phạm Thị Lan"]
    assert [user.full_name for user in User.objects.all()] == ["Phạm Thị Lan"]


def test_whoever_is_in_the_middle_of_proving_keeps_the_number(client: Client) -> None:
    client.post(REGISTER, filled(PHONE))
    assert not release_unproven(PHONE)
    assert User.objects.filter(phone=PHONE).exists()


@pytest.mark.parametrize("fields", [{"phone_verified": True}, {"last_login": timezone.now()}])
def test_an_account_in_use_is_not_released(fields: dict[str, object]) -> None:
    UserFactory.create(email=None, phone=PHONE, date_joined=timezone.now() - timedelta(days=9), **fields)
    assert not release_unproven(PHONE)


def test_an_account_that_work_hangs_on_is_not_released() -> None:
    user = UserFactory.create(email=None, phone=PHONE, date_joined=timezone.now() - timedelta(days=9))
    EmployerMemberFactory.create(user=user)
    release_unproven(PHONE)
    assert User.objects.filter(phone=PHONE).exists()


def test_a_forgotten_password_is_replaced_after_a_code(client: Client) -> None:
    user = proven()
    elsewhere = Client()
    elsewhere.force_login(user, backend=BACKEND)
    client.post(ASK, {"contact": PHONE, "next": reverse("new_password")})
    answer = client.post(CONFIRM, {"code": code(), "next": reverse("new_password")})
    assert answer["Location"] == reverse("new_password")
    assert client.get(answer["Location"]).status_code == 200
    assert client.post(answer["Location"], {"password1": "123"}).status_code == 200
    assert client.post(answer["Location"], {"password1": "canh-dong-lua-chin"})["Location"] == reverse("landing")
    assert is_in(client)
    assert elsewhere.get(reverse("notices:list")).status_code == 302, "signed out elsewhere"
    client.logout()
    assert sign_in(client, PHONE, "canh-dong-lua-chin") == reverse("landing")


def test_without_a_code_the_old_password_is_asked_for(client: Client) -> None:
    user = proven()
    client.post(LOGIN, {"login": PHONE, "password": PASSWORD})
    answer = client.post(reverse("new_password"), {"password1": "canh-dong-lua-chin"})
    assert answer["Location"] == reverse("account_change_password")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_code_proves_for_a_quarter_of_an_hour(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    proven()
    client.post(ASK, {"contact": PHONE})
    client.post(CONFIRM, {"code": code()})
    later = time.time() + 901
    monkeypatch.setattr("portal.accounts.views.time.time", lambda: later)
    assert client.get(reverse("new_password"))["Location"] == reverse("account_change_password")


def test_the_second_factor_comes_after_a_code_too(client: Client) -> None:
    user = proven()
    auth.TOTP.activate(user, auth.generate_totp_secret())
    client.post(ASK, {"contact": PHONE})
    assert client.post(CONFIRM, {"code": code()})["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)


def test_a_number_is_changed_when_the_new_one_is_proven(client: Client) -> None:
    user = proven()
    client.post(LOGIN, {"login": PHONE, "password": PASSWORD})
    assert "reauthenticate" in client.post(reverse("account_change_phone"), {"phone": "0987654321"})["Location"]
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("account_change_phone"), {"phone": "0987654321"})
    user.refresh_from_db()
    assert user.phone == PHONE
    client.post(VERIFY, {"code": code()})
    user.refresh_from_db()
    assert (user.phone, user.phone_verified) == ("0987654321", True)


def test_a_taken_number_is_not_changed_to(client: Client) -> None:
    user = proven()
    proven(phone="0987654321")
    client.post(LOGIN, {"login": PHONE, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    answer = client.post(reverse("account_change_phone"), {"phone": "0987654321"})
    assert answer["Location"] == VERIFY
    client.post(VERIFY, {"code": code()})
    user.refresh_from_db()
    assert user.phone == PHONE
