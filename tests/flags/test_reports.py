"""Reports of suspicious adverts, from the visitor's form to the centre's decision."""

import re
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from employers.enums import Verification
from employers.models import VerificationChange
from jobs.enums import VacancyState
from jobs.flags import pace, services
from jobs.flags.enums import FlagReason, FlagState, Outcome
from jobs.flags.models import Decision, Flag
from jobs.flags.services import Report
from jobs.models import Vacancy, VacancyTransition
from jobs.services import NotPossible
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.notices.models import Notice
from tests.factories import EmployerFactory, EmployerMemberFactory, StaffFactory, UserFactory, VacancyFactory
from tests.jobs.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy(db: None) -> Vacancy:
    made: Vacancy = VacancyFactory.create()
    return made


@pytest.fixture
def counsellor(db: None) -> User:
    user: User = StaffFactory.create().user
    return user


@pytest.fixture
def manager(db: None) -> User:
    user: User = StaffFactory.create(role=StaffRole.MANAGER).user
    return user


def send(client: Client, vacancy: Vacancy, **more: Any) -> Any:
    data = {"reason": "money", "text": "Đòi 2 triệu đặt cọc", "token": str(uuid.uuid4()), "website": ""} | more
    return client.post(reverse("flags:report", args=[vacancy.public_id]), data)


def flagged(vacancy: Vacancy, reason: FlagReason = FlagReason.MONEY) -> Flag:
    return services.report(vacancy, Report(reason), uuid.uuid4(), None)


def choose(user: User, flag: Flag, outcome: Outcome, note: str = "Đã gọi hỏi.") -> Any:
    address = reverse("flags:decide", args=[flag.vacancy.public_id])
    return signed_in(user).post(address, {"outcome": outcome, "note": note, "upto": flag.public_id})


def test_a_visitor_reports_without_an_account(client: Client, vacancy: Vacancy) -> None:
    link = reverse("flags:report", args=[vacancy.public_id])
    assert link in client.get(reverse("jobs:vacancy", args=[vacancy.public_id])).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', client.get(link).content.decode())
    assert token
    response = send(client, vacancy, token=token[1], contact="0912 000 111")
    assert response["Location"] == reverse("jobs:vacancy", args=[vacancy.public_id])
    assert "Trung tâm đã nhận" in client.get(response["Location"]).content.decode()
    flag = Flag.objects.get()
    assert (flag.reason, flag.contact, flag.user, flag.state) == ("money", "0912 000 111", None, FlagState.OPEN)


def test_a_form_sent_twice_is_one_report(client: Client, vacancy: Vacancy) -> None:
    token = str(uuid.uuid4())
    assert [send(client, vacancy, token=token).status_code for _ in range(2)] == [302, 302]
    assert Flag.objects.count() == 1


def test_a_program_is_told_what_people_are_told_and_leaves_nothing(client: Client, vacancy: Vacancy) -> None:
    assert send(client, vacancy, website="http://vidu.test").status_code == 302
    assert not Flag.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"reason": "rubbish"}, {"text": "x" * 1_501}, {"token": "x"}, {"contact": "x" * 200}]
)
def test_what_is_wrong_is_said_and_nothing_kept(client: Client, vacancy: Vacancy, wrong: dict[str, str]) -> None:
    response = send(client, vacancy, **wrong)
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert not Flag.objects.exists()


def test_too_many_reports_are_told_to_wait_and_nothing_typed_is_lost(client: Client, vacancy: Vacancy) -> None:
    statuses = [send(client, vacancy, text=f"Lần {n}").status_code for n in range(pace.REPORTS.address + 1)]
    assert statuses[-1] == 429
    assert Flag.objects.count() == pace.REPORTS.address
    refused = send(client, vacancy, text="Vẫn còn đây").content.decode()
    assert "Vẫn còn đây" in refused
    cache.clear()
    assert send(client, vacancy).status_code == 302


def test_a_session_of_its_own_is_slowed_sooner(vacancy: Vacancy, counsellor: User) -> None:
    client = signed_in(counsellor)
    statuses = [send(client, vacancy).status_code for _ in range(pace.REPORTS.session + 1)]
    assert statuses == [302] * pace.REPORTS.session + [429]
    assert Flag.objects.filter(user=counsellor).count() == pace.REPORTS.session


def test_an_invented_forwarded_address_is_no_new_address(client: Client, vacancy: Vacancy) -> None:
    for n in range(pace.REPORTS.address + 1):
        response = client.post(
            reverse("flags:report", args=[vacancy.public_id]),
            {"reason": "fake", "token": str(uuid.uuid4())},
            headers={"X-Forwarded-For": f"10.0.0.{n}"},
        )
    assert response.status_code == 429


@pytest.mark.parametrize("state", [VacancyState.DRAFT, VacancyState.SUBMITTED, VacancyState.RETURNED])
def test_what_nobody_may_read_cannot_be_reported(client: Client, state: VacancyState) -> None:
    hidden = VacancyFactory.create(state=state, published_at=None)
    assert send(client, hidden).status_code == 404
    assert not Flag.objects.exists()


def test_hostile_words_stay_words(client: Client, vacancy: Vacancy, counsellor: User) -> None:
    send(client, vacancy, text="<script>alert(1)</script>\x00", contact='"><img>')
    send(client, vacancy, text="<script>alert(2)</script>", contact='"><img>')
    page = signed_in(counsellor).get(reverse("flags:queue")).content.decode()
    assert "<script>alert" not in page
    assert "<img>" not in page
    assert "&lt;script&gt;alert(2)" in page


def test_the_queue_groups_by_advert_most_reported_first(
    counsellor: User, vacancy: Vacancy, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    other = VacancyFactory.create(title="Tin bị báo hai lần")
    flagged(vacancy)
    flagged(other)
    flagged(other, FlagReason.UNFAIR)
    client = signed_in(counsellor)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("flags:queue")).content.decode()
    assert page.index(other.title) < page.index(vacancy.title)
    assert "Tạm ngừng doanh nghiệp" not in page, "that is the managers'"
    for address in (reverse("desk:today"), reverse("hiring:approvals")):
        assert reverse("flags:queue") in client.get(address).content.decode()


def test_a_dismissed_report_leaves_the_advert(counsellor: User, vacancy: Vacancy) -> None:
    first, second = flagged(vacancy), flagged(vacancy)
    choose(counsellor, second, Outcome.DISMISS)
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.PUBLISHED
    assert {flag.state for flag in Flag.objects.all()} == {FlagState.DISMISSED}
    decision = Decision.objects.get()
    assert (decision.actor, decision.note, decision.flags.count()) == (counsellor, "Đã gọi hỏi.", 2)
    assert first.pk


@pytest.mark.parametrize(
    ("outcome", "after"), [(Outcome.RETURN, VacancyState.RETURNED), (Outcome.CLOSE, VacancyState.CLOSED)]
)
def test_an_upheld_report_takes_the_advert_down(
    client: Client, counsellor: User, vacancy: Vacancy, outcome: Outcome, after: VacancyState
) -> None:
    choose(counsellor, flagged(vacancy), outcome, "Doanh nghiệp thu tiền đồng phục.")
    vacancy.refresh_from_db()
    assert vacancy.state == after
    assert Flag.objects.get().state == FlagState.UPHELD
    assert VacancyTransition.objects.get().actor == counsellor
    assert vacancy.title not in client.get("/viec-lam/").content.decode()


def test_a_returned_advert_is_not_put_back_by_its_employer(counsellor: User) -> None:
    member = EmployerMemberFactory.create()
    vacancy = VacancyFactory.create(employer=member.employer)
    choose(counsellor, flagged(vacancy), Outcome.RETURN)
    signed_in(member.user).post(reverse("hiring:change", args=[vacancy.public_id, "dang-lai"]))
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.RETURNED


def test_only_a_manager_suspends_an_employer(counsellor: User, manager: User, vacancy: Vacancy) -> None:
    flag = flagged(vacancy)
    assert choose(counsellor, flag, Outcome.SUSPEND).status_code == 403
    assert Flag.objects.get().state == FlagState.OPEN
    choose(manager, flag, Outcome.SUSPEND, "Mạo danh.")
    vacancy.employer.refresh_from_db()
    assert vacancy.employer.verification == Verification.SUSPENDED
    assert VerificationChange.objects.get().reason == "Mạo danh."


def test_an_employer_without_a_tax_code_is_not_suspended(manager: User) -> None:
    employer = EmployerFactory.create(tax_code=None, verification=Verification.COLLECTED)
    flag = flagged(VacancyFactory.create(employer=employer))
    with pytest.raises(NotPossible, match="mã số thuế"):
        services.decide(flag.vacancy, Outcome.SUSPEND, manager, "Mạo danh.", flag)
    assert (Decision.objects.count(), Flag.objects.get().state) == (0, FlagState.OPEN)


def test_two_colleagues_decide_once(counsellor: User, manager: User, vacancy: Vacancy) -> None:
    flag = flagged(vacancy)
    choose(counsellor, flag, Outcome.DISMISS)
    choose(manager, flag, Outcome.CLOSE)
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.PUBLISHED
    assert Decision.objects.count() == 1


def test_a_report_that_came_meanwhile_waits(counsellor: User, vacancy: Vacancy) -> None:
    read, later = flagged(vacancy), flagged(vacancy)
    choose(counsellor, read, Outcome.DISMISS)
    later.refresh_from_db()
    assert later.state == FlagState.OPEN


@pytest.mark.parametrize("wrong", [{"note": " "}, {"outcome": "delete"}, {"upto": "khongcogi222"}])
def test_an_incomplete_decision_changes_nothing(counsellor: User, vacancy: Vacancy, wrong: dict[str, str]) -> None:
    flag = flagged(vacancy)
    data = {"outcome": "close", "note": "Lừa đảo.", "upto": flag.public_id} | wrong
    signed_in(counsellor).post(reverse("flags:decide", args=[vacancy.public_id]), data)
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.PUBLISHED
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.DISMISS, "không thấy sai"),
        (Outcome.RETURN, "phải sửa"),
        (Outcome.CLOSE, "đã gỡ tin"),
        (Outcome.SUSPEND, "đã tạm ngừng doanh nghiệp"),
    ],
)
def test_whoever_reported_with_an_account_is_told_once(outcome: Outcome, said: str, manager: User) -> None:
    vacancy = VacancyFactory.create(title="Thợ may 0987.654.321")
    user = UserFactory.create()
    for _ in range(2):
        flag = services.report(vacancy, Report(FlagReason.MONEY), uuid.uuid4(), user)
    flag = flagged(vacancy)
    assert choose(manager, flag, outcome, "Mật: đã gọi công an").status_code == 302
    notice = Notice.objects.get(kind=services.DECIDED)
    assert notice.recipient == user
    page = signed_in(user).get(reverse("notices:list")).content.decode()
    assert said in page
    assert "654.321" not in page
    assert "Mật" not in page, "the note is for the employer"
    assert signed_in(user).get(notice.message.address).status_code == 200


def test_an_account_that_is_closed_is_told_nothing(manager: User, vacancy: Vacancy) -> None:
    services.report(vacancy, Report(FlagReason.MONEY), uuid.uuid4(), UserFactory.create(is_active=False))
    choose(manager, flagged(vacancy), Outcome.DISMISS)
    assert not Notice.objects.exists()
