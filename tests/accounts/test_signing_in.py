"""Signing in and up through the real pages."""

import re

import pytest
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from portal.accounts.models import User
from tests.factories import PASSWORD, StaffFactory, UserFactory
from workers.enums import ConsentPurpose
from workers.models import Consent, Worker

LOGIN, REGISTER = "/tai-khoan/login/", "/ho-so/dang-ky/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db


def known(**fields: object) -> User:
    """Somebody whose number or address is proven already."""
    user: User = UserFactory.create(**fields)
    if user.email:
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)  # type: ignore[attr-defined]  # allauth's relation
    return user


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str) -> str:
    """Where signing in led, or what the page said against it."""
    response = client.post(LOGIN, {"login": login, "password": password, **more})
    if response.status_code == 302:
        return str(response["Location"])
    found = re.findall(r'role="alert".*?<li class="py-1">(.*?)</li>', response.content.decode(), re.S)
    return str(found[0]) if found else ""


@pytest.mark.parametrize("written", ["0912345678", "+84 912 345 678", "0912.345.678", "84912345678"])
def test_a_number_signs_in_however_it_is_written(client: Client, written: str) -> None:
    UserFactory.create(email=None, phone="0912345678", phone_verified=True)
    assert sign_in(client, written) == reverse("landing")
    assert "_auth_user_id" in client.session


def test_an_address_signs_in_whatever_its_case(client: Client) -> None:
    known(email="lan@vidu.test")
    assert sign_in(client, "Lan@ViDu.test") == reverse("landing")


def test_all_wrong_sign_ins_are_answered_alike(client: Client) -> None:
    known(email="lan@vidu.test")
    UserFactory.create(email=None, phone="0912345678", phone_verified=True)
    tried = ("lan@vidu.test", "khong-co@vidu.test", "0912345678", "0987654321", "không phải gì cả")
    answers = {sign_in(client, login, "sai-mat-khau") for login in tried}
    assert len(answers) == 1
    assert "không đúng" in answers.pop()


def test_a_closed_account_does_not_sign_in(client: Client) -> None:
    known(email="lan@vidu.test", is_active=False)
    sign_in(client, "lan@vidu.test")
    assert "_auth_user_id" not in client.session


def test_guessing_is_slowed_down(client: Client) -> None:
    known(email="lan@vidu.test")
    for _ in range(5):
        sign_in(client, "lan@vidu.test", "sai-mat-khau")
    assert "nhiều lần" in sign_in(client, "lan@vidu.test")
    assert "_auth_user_id" not in client.session


def test_the_session_is_a_new_one_after_signing_in(client: Client) -> None:
    known(email="lan@vidu.test")
    session = client.session
    session["seen"] = True
    session.save()
    before = session.session_key
    sign_in(client, "lan@vidu.test")
    assert client.session.session_key not in {None, before}


@pytest.mark.parametrize("elsewhere", ["https://evil.test/", "//evil.test/", "https:evil.test", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(client: Client, elsewhere: str) -> None:
    known(email="lan@vidu.test")
    assert sign_in(client, "lan@vidu.test", next=elsewhere) == reverse("landing")
    language = client.post(reverse("set_language"), {"language": "en", "next": elsewhere})["Location"]
    assert "evil" not in language
    assert not language.startswith("javascript")
    registered = client.post(reverse("workers:register"), {"wanted": "May", "next": elsewhere})
    assert registered["Location"] == reverse("seeking:home")


def test_one_of_our_pages_is_gone_on_to(client: Client) -> None:
    known(email="lan@vidu.test")
    assert sign_in(client, "lan@vidu.test", next="/viec-lam/") == "/viec-lam/"


def test_the_account_s_language_comes_along(client: Client) -> None:
    known(email="kim@vidu.test", language="en")
    sign_in(client, "kim@vidu.test")
    assert client.cookies["django_language"].value == "en"


def filled(contact: str, **more: object) -> dict[str, object]:
    return {"full_name": "Phạm Thị Lan", "contact": contact, "wanted": "công nhân may", "password1": PASSWORD} | more


def test_a_number_and_a_wish_are_enough(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_PHONE_VERIFICATION_ENABLED = False
    settings.ACCOUNT_EMAIL_VERIFICATION = "none"
    assert client.post(REGISTER, filled("0912 345 678")).status_code == 302
    worker = Worker.objects.select_related("user").get()
    assert worker.user
    assert (worker.full_name, worker.phone, worker.user.phone) == ("Phạm Thị Lan", "0912345678", "0912345678")
    assert [wanted.title for wanted in worker.wanted_occupations.all()] == ["công nhân may"]
    assert not Consent.objects.exists(), "nothing is agreed to by silence"
    assert client.session["_auth_user_id"] == str(worker.user.pk)


def test_what_is_ticked_is_kept_with_its_words(client: Client) -> None:
    client.post(REGISTER, filled("0912345678", purposes=["matching"]))
    consent = Consent.objects.get()
    assert (consent.purpose, consent.channel, consent.withdrawn_at) == (ConsentPurpose.MATCHING, "web", None)
    assert "Giới tính, hôn nhân, dân tộc, tôn giáo không được dùng" in consent.wording


def test_nothing_is_ticked_beforehand(client: Client) -> None:
    page = client.get(REGISTER).content.decode()
    assert 'type="checkbox"' in page
    assert "checked" not in page


def test_an_address_has_to_be_proven(client: Client) -> None:
    client.post(REGISTER, filled("lan@vidu.test"))
    assert "_auth_user_id" not in client.session
    link = re.search(r"http://\S+?(/tai-khoan/confirm-email/\S+)", str(mail.outbox[0].body))
    assert link
    client.post(link[1])
    sign_in(client, "lan@vidu.test")
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("contact", ["0912345678", "lan@vidu.test"])
def test_signing_up_again_tells_nothing(client: Client, contact: str) -> None:
    """Whether somebody has an account is not to be found out by signing up with their number or address."""
    first = client.post(REGISTER, filled(contact))
    cache.clear()  # half a minute later: one number gets one code in that time
    again = Client(REMOTE_ADDR="10.0.0.9").post(REGISTER, filled(contact, full_name="Kẻ lạ"))
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    assert (User.objects.count(), Worker.objects.count()) == (1, 1)
    assert Worker.objects.get().full_name == "Phạm Thị Lan"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("contact", "12345"),
        ("contact", "0112345678"),
        ("contact", "lan@"),
        ("contact", ""),
        ("full_name", ""),
        ("full_name", "123"),
        ("wanted", ""),
        ("password1", "1234567890"),
        ("password1", "ngan"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_lost(client: Client, field: str, value: str) -> None:
    response = client.post(REGISTER, filled("0912345678") | {field: value})
    page = response.content.decode()
    assert response.status_code == 200
    assert f'href="#id_{field}"' in page, "the summary leads to the field"
    if field != "wanted":
        assert "công nhân may" in page
    assert not User.objects.exists()
    assert not Worker.objects.exists()


def test_somebody_with_an_account_is_asked_only_for_the_work(client: Client) -> None:
    user = UserFactory.create(full_name="Trần Văn Hải")
    client.force_login(user, backend=BACKEND)
    assert client.get(reverse("landing"))["Location"] == REGISTER
    client.post(REGISTER, {"wanted": "lái xe nâng", "next": "/viec-lam/"})
    assert Worker.objects.get(user=user).full_name == "Trần Văn Hải"
    assert client.get(REGISTER)["Location"] == reverse("seeking:home")


def test_the_demonstration_s_sign_ins_show_in_demonstration_mode_only(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    assert "cau-viec-demo" not in client.get(LOGIN).content.decode()
    settings.DEMO = True
    assert "cau-viec-demo" in client.get(LOGIN).content.decode()


def test_staff_set_up_the_second_factor_first_where_asked(client: Client, settings: Settings) -> None:
    settings.STAFF_MFA_REQUIRED = True
    client.force_login(StaffFactory.create().user, backend=BACKEND)
    assert client.get(reverse("desk:today"))["Location"] == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code in {200, 302}
    settings.STAFF_MFA_REQUIRED = False
    assert client.get(reverse("desk:today")).status_code == 200


def test_the_second_step_is_reached_before_being_signed_in(client: Client) -> None:
    user = known(email="can-bo@vidu.test")
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(user, secret)
    assert sign_in(client, "can-bo@vidu.test") == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    code = auth.format_hotp_value(auth.hotp_value(secret, counter))
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.session["_auth_user_id"] == str(user.pk)
