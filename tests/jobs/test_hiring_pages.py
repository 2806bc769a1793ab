"""The employer's pages: posting, candidates as far as they may be seen, inviting, answering, the centre's approval."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from employers.enums import Verification
from employers.models import Employer
from jobs.enums import ApplicationState, VacancyState
from jobs.models import Application, Vacancy
from jobs.services import applications
from jobs.services.applications import Step
from portal.accounts.enums import StaffRole
from portal.accounts.models import AccessLog, User
from tests.factories import EmployerFactory, EmployerMemberFactory, StaffFactory, UserFactory
from tests.jobs.people import match_everybody, sewing_work, signed_in, tailor
from workers.enums import ConsentPurpose, Visibility
from workers.models import BlockedEmployer

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> User:
    return EmployerMemberFactory.create().user


@pytest.fixture
def client(member: User) -> Client:
    return signed_in(member)


def of(member: User, **fields: Any) -> Vacancy:
    return sewing_work(employer=Employer.objects.get(members__user=member), **fields)


def test_a_published_text_does_not_change(client: Client, member: User) -> None:
    vacancy = of(member)
    assert client.post(reverse("hiring:edit", args=[vacancy.public_id])).status_code == 403


def test_posting_again_begins_from_the_last_one(client: Client, member: User) -> None:
    vacancy = of(member, title="Công nhân may")
    response = client.post(reverse("hiring:duplicate", args=[vacancy.public_id]))
    copy = Vacancy.objects.exclude(pk=vacancy.pk).get()
    assert response["Location"] == reverse("posting:step", args=[copy.public_id, "viec"])
    assert (copy.title, copy.state) == ("Công nhân may", VacancyState.DRAFT)


def test_pausing_and_resuming(client: Client, member: User) -> None:
    vacancy = of(member)
    for action, state in (
        ("tam-dung", "paused"),
        ("dang-lai", "published"),
    ):
        client.post(reverse("hiring:change", args=[vacancy.public_id, action]))
        vacancy.refresh_from_db()
        assert vacancy.state == state


def test_an_employer_cannot_publish_by_resuming(client: Client, member: User) -> None:
    vacancy = of(member, state=VacancyState.SUBMITTED, published_at=None)
    client.post(reverse("hiring:change", args=[vacancy.public_id, "dang-lai"]))
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.SUBMITTED


def test_matched_people_are_seen_as_far_as_they_allow(client: Client, member: User) -> None:
    vacancy = of(member)
    unnamed = tailor(full_name="Vũ Thị Ẩn Danh")
    tailor(ConsentPurpose.SHARE, full_name="Vũ Thị Mở", visibility=Visibility.OPEN)
    tailor(full_name="Vũ Thị Chưa Đồng Ý", visibility=Visibility.OPEN)
    hidden = tailor(full_name="Vũ Thị Giấu", visibility=Visibility.HIDDEN)
    blocking = tailor(ConsentPurpose.SHARE, full_name="Vũ Thị Chặn", visibility=Visibility.OPEN)
    match_everybody()
    BlockedEmployer.objects.create(worker=blocking, employer=vacancy.employer)
    page = client.get(reverse("hiring:vacancy", args=[vacancy.public_id]), {"ai": "matched"}).content.decode()
    assert "Vũ Thị Mở" in page
    for name in ("Vũ Thị Ẩn Danh", "Vũ Thị Chưa Đồng Ý", "Vũ Thị Giấu", "Vũ Thị Chặn", "0912000009"):
        assert name not in page
    assert page.count("Người lao động #") == 2
    for worker in (hidden, blocking):
        address = reverse("hiring:candidate", args=[vacancy.public_id, worker.public_id])
        assert client.get(address).status_code == 404
    one = client.get(reverse("hiring:candidate", args=[vacancy.public_id, unnamed.public_id])).content.decode()
    assert "Vũ Thị Ẩn Danh" not in one
    assert "0912000009" not in one


def test_every_look_is_logged_and_shown_to_the_person(client: Client, member: User) -> None:
    vacancy = of(member, title="Công nhân may áo")
    worker = tailor()
    match_everybody()
    client.get(reverse("hiring:candidate", args=[vacancy.public_id, worker.public_id]))
    look = AccessLog.objects.get()
    assert (look.actor, look.subject_id, look.action) == (member, worker.public_id, "candidate-anonymous")
    assert "Công nhân may áo" in signed_in(worker.user).get(reverse("workers:data")).content.decode()


def test_inviting_does_not_tell_who_it_is(client: Client, member: User) -> None:
    vacancy, worker = of(member), tailor(full_name="Vũ Thị Ẩn Danh")
    match_everybody()
    for _ in range(2):
        client.post(reverse("hiring:invite", args=[vacancy.public_id, worker.public_id]))
    assert Application.objects.get().state == ApplicationState.PROPOSED
    page = client.get(reverse("hiring:vacancy", args=[vacancy.public_id]), {"ai": "invited"}).content.decode()
    assert "Vũ Thị Ẩn Danh" not in page
    assert "Người lao động #" in page


def test_nobody_outside_the_list_is_invited(client: Client, member: User) -> None:
    vacancy, stranger = of(member), tailor()
    assert client.post(reverse("hiring:invite", args=[vacancy.public_id, stranger.public_id])).status_code == 404
    assert not Application.objects.exists()


def test_an_applicant_is_seen_opened_answered_and_hired(client: Client, member: User) -> None:
    vacancy, worker = of(member), tailor(full_name="Vũ Thị Lan", visibility=Visibility.HIDDEN)
    application = applications.apply(worker, vacancy, Step(worker.user))
    answer = reverse("hiring:answer", args=[vacancy.public_id, worker.public_id])
    page = client.get(reverse("hiring:candidate", args=[vacancy.public_id, worker.public_id])).content.decode()
    assert "Vũ Thị Lan" in page
    assert "0912000009" in page
    client.post(answer, {"after": "offered", "words": "Mời anh chị thứ hai tới nhận việc."})
    assert "Hãy ghi ngày bắt đầu" in client.post(answer, {"after": "hired"}).content.decode()
    client.post(answer, {"after": "hired", "started_on": timezone.localdate().isoformat(), "monthly_pay": "7,5"})
    application.refresh_from_db()
    vacancy.refresh_from_db()
    assert [line.after for line in application.transitions.all()] == ["submitted", "viewed", "offered", "hired"]
    assert (application.placement.monthly_pay, vacancy.filled) == (7_500_000, 1)


def test_refusing_needs_a_reason(client: Client, member: User) -> None:
    vacancy, worker = of(member), tailor()
    application = applications.apply(worker, vacancy, Step(worker.user))
    answer = reverse("hiring:answer", args=[vacancy.public_id, worker.public_id])
    assert "biết lý do" in client.post(answer, {"after": "not_hired"}).content.decode()
    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED


def test_an_invitation_is_not_answered_in_the_person_s_place(client: Client, member: User) -> None:
    vacancy, worker = of(member), tailor()
    applications.invite(worker, vacancy, Step(member))
    answer = reverse("hiring:answer", args=[vacancy.public_id, worker.public_id])
    assert client.post(answer, {"after": "hired"}).status_code == 404


def test_managers_verify_employers() -> None:
    employer = EmployerFactory.create(verification=Verification.PENDING)
    verify = reverse("hiring:verify", args=[employer.public_id])
    signed_in(StaffFactory.create(role=StaffRole.MANAGER).user).post(verify)
    employer.refresh_from_db()
    assert employer.verification == Verification.VERIFIED
    assert employer.verification_changes.get().before == Verification.PENDING


@pytest.mark.parametrize("shown", ["applied", "matched", "invited"])
def test_candidates_stay_within_their_queries(
    client: Client, member: User, shown: str, django_assert_max_num_queries: Any
) -> None:
    vacancy = of(member)
    people = [tailor(phone=f"09120001{n:02d}") for n in range(14)]
    match_everybody()
    for worker in people[:4]:
        applications.apply(worker, vacancy, Step(worker.user))
    for worker in people[4:8]:
        applications.invite(worker, vacancy, Step(member))
    address = reverse("hiring:vacancy", args=[vacancy.public_id])
    client.get(address, {"ai": shown})
    with django_assert_max_num_queries(12):
        assert client.get(address, {"ai": shown}).status_code == 200


def test_one_applicant_stays_within_their_queries(
    client: Client, member: User, django_assert_max_num_queries: Any
) -> None:
    vacancy, worker = of(member), tailor()
    applications.apply(worker, vacancy, Step(worker.user))
    address = reverse("hiring:candidate", args=[vacancy.public_id, worker.public_id])
    client.get(address)
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200


def test_my_vacancies_stay_within_their_queries(
    client: Client, member: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(6):
        of(member)
    client.get(reverse("hiring:home"))
    with django_assert_max_num_queries(12):
        assert client.get(reverse("hiring:home")).status_code == 200


def test_signing_an_employer_up_takes_over_a_collected_one() -> None:
    collected = EmployerFactory.create(verification=Verification.COLLECTED)
    user = UserFactory.create()
    signed_in(user).post(reverse("hiring:register"), {"company": "Công ty May Mới", "tax_code": collected.tax_code})
    collected.refresh_from_db()
    assert collected.verification == Verification.PENDING
    assert collected.members.get().user == user


def test_an_employer_with_members_is_not_taken_over() -> None:
    taken = EmployerMemberFactory.create().employer
    client = signed_in(UserFactory.create())
    response = client.post(reverse("hiring:register"), {"company": "Kẻ lạ", "tax_code": taken.tax_code})
    assert response["Location"] == reverse("hiring:claim", args=[taken.claims.get().public_id])
    assert taken.members.count() == 1


@pytest.mark.parametrize("code", ["123", "0100109107", "abc", "", "0100109106-000"])
def test_a_wrong_tax_code_is_refused(code: str) -> None:
    client = signed_in(UserFactory.create())
    assert client.post(reverse("hiring:register"), {"company": "Công ty", "tax_code": code}).status_code == 200
    assert not Employer.objects.exists()
