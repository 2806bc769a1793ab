"""The job seeker's pages: matches with reasons, putting aside, applying, withdrawing."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from jobs.enums import ApplicationState
from jobs.models import Application, ApplicationTransition, Dismissal
from jobs.services import applications
from jobs.services.applications import Step
from tests.jobs.people import match_everybody, sewing_work, signed_in, tailor
from tests.workers.factories import AttendanceFactory, EventFactory, SessionFactory

pytestmark = pytest.mark.django_db


def test_a_match_shows_its_reasons_with_both_values() -> None:
    worker, vacancy = tailor(), sewing_work(title="Công nhân may áo")
    match_everybody()
    page = signed_in(worker.user).get(reverse("seeking:matches")).content.decode()
    assert vacancy.title in page
    for said in ("Nghề", "Nơi làm việc", "Mức lương", "Chưa rõ:", "7 triệu", "6 triệu"):
        assert said in page


def test_the_best_are_on_my_page_and_one_is_an_application_away() -> None:
    worker, vacancy = tailor(), sewing_work(title="Công nhân may áo")
    match_everybody()
    client = signed_in(worker.user)
    assert vacancy.title in client.get(reverse("seeking:home")).content.decode()
    apply = reverse("seeking:apply", args=[vacancy.public_id])
    assert client.get(apply).status_code == 200
    made = client.post(apply, {"letter": "Tôi may được ngay."})
    again = client.post(apply, {"letter": "Tôi may được ngay."})
    application = Application.objects.get()
    assert made["Location"] == again["Location"] == reverse("seeking:application", args=[application.public_id])
    assert ApplicationTransition.objects.count() == 1
    assert vacancy.title not in client.get(reverse("seeking:matches")).content.decode()


def test_put_aside_it_leaves_the_list_and_comes_back_when_asked() -> None:
    worker, vacancy = tailor(), sewing_work(title="Công nhân may áo")
    match_everybody()
    client = signed_in(worker.user)
    client.post(reverse("seeking:dismiss", args=[vacancy.public_id]), {"reason": "far", "note": "quá 20 km"})
    assert (Dismissal.objects.get().reason, Dismissal.objects.get().note) == ("far", "quá 20 km")
    client.get(reverse("seeking:aside"))
    assert vacancy.title not in client.get(reverse("seeking:matches")).content.decode()
    assert "quá 20 km" in client.get(reverse("seeking:aside")).content.decode()
    client.post(reverse("seeking:restore", args=[vacancy.public_id]))
    assert not Dismissal.objects.exists()


def test_whoever_applied_is_not_told_that_the_job_does_not_suit() -> None:
    worker, vacancy = tailor(), sewing_work()
    applications.apply(worker, vacancy, Step(worker.user))
    client, address = signed_in(worker.user), reverse("seeking:pair", args=[vacancy.public_id])
    for state in (ApplicationState.SUBMITTED, ApplicationState.HIRED):
        Application.objects.update(state=state)
        page = client.get(address).content.decode()
        assert "Vì sao việc này hợp với anh chị" in page
        assert "Không đề xuất lại" not in page
    Application.objects.update(state=ApplicationState.NOT_HIRED)
    assert "Không đề xuất lại" in client.get(address).content.decode()


def test_why_not_names_what_does_not_fit() -> None:
    worker, vacancy = tailor(), sewing_work(pay_min=4_000_000, pay_max=5_000_000)
    page = signed_in(worker.user).get(reverse("seeking:pair", args=[vacancy.public_id])).content.decode()
    assert "chưa hợp với anh chị" in page
    assert "Mức lương" in page
    assert "5 triệu" in page


def test_without_consent_there_is_no_list_but_an_offer() -> None:
    worker = tailor()
    worker.consents.all().delete()
    sewing_work()
    client = signed_in(worker.user)
    assert "Tôi đồng ý, tìm giúp tôi" in client.get(reverse("seeking:home")).content.decode()
    assert "chưa đồng ý" in client.get(reverse("seeking:matches")).content.decode()


def test_an_invitation_is_accepted_by_applying_or_declined() -> None:
    worker, first, second = tailor(), sewing_work(), sewing_work()
    client, step = signed_in(worker.user), Step(None)
    accepted, declined = (applications.invite(worker, one, step) for one in (first, second))
    assert "Doanh nghiệp mời" in client.get(reverse("seeking:home")).content.decode()
    client.post(reverse("seeking:apply", args=[first.public_id]), {"letter": ""})
    client.post(reverse("seeking:decline", args=[declined.public_id]), {"reason": "Xa quá"})
    accepted.refresh_from_db()
    declined.refresh_from_db()
    assert (accepted.state, declined.state) == (ApplicationState.SUBMITTED, ApplicationState.DECLINED)
    assert declined.reason == "Xa quá"


def test_withdrawing_twice_changes_nothing_more() -> None:
    worker, vacancy = tailor(), sewing_work()
    application = applications.apply(worker, vacancy, Step(worker.user))
    client = signed_in(worker.user)
    for _ in range(2):
        client.post(reverse("seeking:withdraw", args=[application.public_id]), {"reason": "Có việc rồi"})
    assert [line.after for line in application.transitions.all()] == ["submitted", "withdrawn"]


def test_a_closed_door_is_said_not_broken() -> None:
    worker, vacancy = tailor(), sewing_work(headcount=1, filled=1)
    response = signed_in(worker.user).post(reverse("seeking:apply", args=[vacancy.public_id]), {"letter": "Chào"})
    assert response.status_code == 200
    assert "đã tuyển đủ người" in response.content.decode()
    assert "Chào" in response.content.decode()
    assert not Application.objects.exists()


@pytest.mark.parametrize("name", ["home", "matches", "aside", "applications"])
def test_a_page_stays_within_its_queries(name: str, django_assert_max_num_queries: Any) -> None:
    worker = tailor()
    for n in range(12):
        vacancy = sewing_work(title=f"Công nhân may {n}")
        if n > 9:
            applications.apply(worker, vacancy, Step(worker.user))
    match_everybody()
    client = signed_in(worker.user)
    client.get(reverse(f"seeking:{name}"))
    with django_assert_max_num_queries(12):
        assert client.get(reverse(f"seeking:{name}")).status_code == 200


def test_one_pair_and_one_application_stay_within_their_queries(django_assert_max_num_queries: Any) -> None:
    worker, vacancy = tailor(), sewing_work()
    application = applications.apply(worker, vacancy, Step(worker.user))
    client = signed_in(worker.user)
    for address in (
        reverse("seeking:pair", args=[vacancy.public_id]),
        reverse("seeking:application", args=[application.public_id]),
    ):
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_my_page_names_one_next_step() -> None:
    worker, vacancy = tailor(), sewing_work()
    client = signed_in(worker.user)

    def step() -> str:
        return str(client.get(reverse("seeking:home")).context["next_step"])

    assert step() == "profile"
    match_everybody()
    assert step() == "apply"
    invited = applications.invite(worker, vacancy, Step(None))
    assert step() == "invitation"
    applications.apply(worker, vacancy, Step(worker.user))
    invited.refresh_from_db()
    applications.move(invited, ApplicationState.OFFERED, Step(None))
    assert step() == "offer"
    worker.consents.all().delete()
    assert step() == "offer", "an answer that somebody waits for comes first"
    applications.withdraw(invited, Step(worker.user))
    assert step() == "consent"


def test_my_page_says_where_one_is_expected() -> None:
    worker, soon = tailor(), timezone.now() + timedelta(days=3)
    SessionFactory.create(
        worker=worker, next_on=timezone.localdate() + timedelta(days=5), next_step="Mang bằng nghề tới",
        private_note="Người này hay quên",
    )  # fmt: skip
    SessionFactory.create(worker=worker, next_on=timezone.localdate() - timedelta(days=5), next_step="Đã qua")
    event = EventFactory.create(title="Phiên giao dịch Tiền Hải", starts_at=soon)
    AttendanceFactory.create(event=event, worker=worker, checked_in_at=None)
    page = signed_in(worker.user).get(reverse("seeking:home")).content.decode()
    assert page.index("Phiên giao dịch Tiền Hải") < page.index("Mang bằng nghề tới")
    assert "Đã qua" not in page
    assert "hay quên" not in page
    nowhere = signed_in(tailor(phone="0912000010").user).get(reverse("seeking:home"))
    assert nowhere.context["agenda"] == []
    assert "Hẹn gặp tư vấn" in nowhere.content.decode()


def test_my_page_stays_within_its_queries(django_assert_max_num_queries: Any) -> None:
    worker = tailor()
    for _ in range(5):
        sewing_work()
    applications.apply(worker, sewing_work(), Step(worker.user))
    SessionFactory.create(worker=worker, next_on=timezone.localdate())
    AttendanceFactory.create(event=EventFactory.create(starts_at=timezone.now()), worker=worker, checked_in_at=None)
    match_everybody()
    client = signed_in(worker.user)
    client.get(reverse("seeking:home"))
    with django_assert_max_num_queries(12):
        assert client.get(reverse("seeking:home")).status_code == 200
