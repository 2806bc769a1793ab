"""Answers: coded, polite, taken back for a moment, final; nobody is left without a word."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from employers.models import Employer
from jobs.answers import services, tasks
from jobs.answers.clock import reply_rate
from jobs.answers.enums import RefusalReason
from jobs.answers.models import Decision, HelpRequest, Lapse, StartConfirmation
from jobs.answers.services import Answer
from jobs.enums import ApplicationState, VacancyState
from jobs.models import Application, Placement, Vacancy
from jobs.posting.services import deadlines
from jobs.services import NotPossible, applications
from jobs.services.applications import Step
from portal.accounts.models import User
from portal.notices.models import Notice
from tests.factories import EmployerMemberFactory, StaffFactory
from tests.jobs.people import sewing_work, signed_in, tailor
from workers.models import Worker

_S = ApplicationState
pytestmark = pytest.mark.django_db
NO = Answer(_S.NOT_HIRED, RefusalReason.FILLED)


@pytest.fixture
def member() -> User:
    return EmployerMemberFactory.create().user


@pytest.fixture
def vacancy(member: User) -> Vacancy:
    return sewing_work(employer=Employer.objects.get(members__user=member))


def applied(vacancy: Vacancy, **fields: Any) -> Application:
    worker: Worker = tailor(**fields)
    return applications.apply(worker, vacancy, Step(worker.user))


def yes() -> Answer:
    return Answer(_S.HIRED, started_on=timezone.localdate(), monthly_pay=7_500_000)


def later(decision: Decision) -> None:
    Decision.objects.filter(pk=decision.pk).update(at=timezone.now() - timedelta(minutes=11))


def test_a_refusal_is_polite_without_a_word_from_the_employer(vacancy: Vacancy, member: User) -> None:
    decision = services.decide(applied(vacancy), NO, member)
    assert "Cảm ơn anh chị" in decision.said
    assert decision.transition.reason == "Đã tuyển đủ người"
    assert decision.actor == member


def test_the_same_answer_twice_is_one(vacancy: Vacancy, member: User) -> None:
    one = applied(vacancy)
    assert services.decide(one, NO, member).pk == services.decide(one, NO, member).pk
    assert one.transitions.filter(after=_S.NOT_HIRED).count() == 1


def test_taking_back_keeps_both_lines_and_tells_nobody(vacancy: Vacancy, member: User) -> None:
    one = applied(vacancy)
    decision = services.decide(one, NO, member)
    services.undo(decision, member)
    services.undo(decision, member)
    one.refresh_from_db()
    assert one.state == _S.SUBMITTED
    assert [line.after for line in one.transitions.all()] == ["submitted", "not_hired", "submitted"]
    later(decision)
    assert tasks.settle_decisions() == 0
    assert not Notice.objects.filter(kind="application-answer").exists()


def test_a_hire_taken_back_gives_its_seat_back(vacancy: Vacancy, member: User) -> None:
    one = applied(vacancy)
    decision = services.decide(one, yes(), member)
    services.undo(decision, member)
    vacancy.refresh_from_db()
    assert (vacancy.filled, Placement.objects.count()) == (0, 0)


def test_what_was_read_or_told_stays(vacancy: Vacancy, member: User) -> None:
    read, told = applied(vacancy), applied(vacancy)
    first, second = services.decide(read, NO, member), services.decide(told, NO, member)
    client = signed_in(read.worker.user)
    assert "Đã tuyển đủ người" in client.get(reverse("seeking:application", args=[read.public_id])).content.decode()
    later(second)
    assert tasks.settle_decisions() == 1
    assert tasks.settle_decisions() == 0
    for decision in (first, second):
        with pytest.raises(NotPossible):
            services.undo(decision, member)
    assert Notice.objects.get(kind="application-answer").recipient == told.worker.user


def test_after_applying_anew_the_old_answer_stands(vacancy: Vacancy, member: User) -> None:
    one = applied(vacancy)
    decision = services.decide(one, NO, member)
    applications.apply(one.worker, vacancy, Step(one.worker.user))
    with pytest.raises(NotPossible):
        services.undo(decision, member)


def test_several_at_once_and_the_rest_when_the_last_seat_is_gone(member: User) -> None:
    vacancy = sewing_work(employer=Employer.objects.get(members__user=member), headcount=1)
    people = [applied(vacancy) for _ in range(3)]
    client = signed_in(member)
    bulk = reverse("answers:bulk", args=[vacancy.public_id])
    client.post(bulk, {"people": [people[0].worker.public_id], "after": "not_hired", "code": "hours"})
    hired = client.post(
        bulk, {"people": [people[1].worker.public_id], "after": "hired", "started_on": timezone.localdate().isoformat()}
    )
    closing = reverse("answers:closing", args=[vacancy.public_id])
    assert hired["Location"] == closing
    assert people[2].worker.full_name in client.get(closing).content.decode()
    client.post(closing, {"outcome": "filled_here", "code": "filled"})
    assert [Application.objects.get(pk=one.pk).state for one in people] == ["not_hired", "hired", "not_hired"]
    vacancy.refresh_from_db()
    assert (vacancy.state, vacancy.close_reason) == (VacancyState.CLOSED, "filled_here")


def test_closing_asks_what_those_waiting_are_told(vacancy: Vacancy, member: User) -> None:
    one = applied(vacancy)
    client = signed_in(member)
    response = client.post(reverse("hiring:change", args=[vacancy.public_id, "dong"]), {"outcome": "cancelled"})
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.PUBLISHED
    page = client.get(response["Location"]).content.decode()
    assert '<option value="cancelled" selected>' in page
    assert client.post(response["Location"], {"outcome": "cancelled", "code": ""}).status_code == 200
    client.post(response["Location"], {"outcome": "cancelled", "code": "cancelled", "words": "Xin lỗi anh chị."})
    assert Decision.objects.get(application=one).said == "Xin lỗi anh chị."


def test_another_employer_neither_answers_nor_takes_back(vacancy: Vacancy, member: User) -> None:
    decision = services.decide(applied(vacancy), NO, member)
    stranger = signed_in(EmployerMemberFactory.create().user)
    assert stranger.post(reverse("answers:undo", args=[decision.public_id])).status_code == 404
    assert stranger.get(reverse("answers:bulk", args=[vacancy.public_id])).status_code == 404
    decision.refresh_from_db()
    assert decision.undone_at is None


def test_a_second_tab_changes_nothing_and_is_no_fault(vacancy: Vacancy, member: User) -> None:
    one = applied(vacancy)
    client = signed_in(member)
    answer = reverse("hiring:answer", args=[vacancy.public_id, one.worker.public_id])
    for _ in range(2):
        assert client.post(answer, {"after": "not_hired", "code": "pay"}).status_code == 302
    assert Decision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_settle_each_answer_once(member: User, vacancy: Vacancy) -> None:
    decisions = [services.decide(applied(vacancy, phone=f"091200010{n}"), NO, member) for n in range(4)]
    for decision in decisions:
        later(decision)

    def run(_: int) -> int:
        try:
            return tasks.settle_decisions()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(run, range(3))) == 4
    assert Notice.objects.filter(kind="application-answer").count() == 4


def test_the_clock_reminds_tells_and_asks(vacancy: Vacancy, member: User) -> None:
    today = timezone.localdate()
    soon, now, late = applied(vacancy), applied(vacancy), applied(vacancy)
    for one, days in ((soon, 2), (now, 0), (late, -1)):
        Application.objects.filter(pk=one.pk).update(reply_by=today + timedelta(days=days))
    for _ in range(2):
        tasks.remind_employers()
    assert tasks.tell_lapsed() == 1
    assert tasks.tell_lapsed() == 0
    kinds = Notice.objects.filter(recipient=member).exclude(kind="application-new").values_list("kind", flat=True)
    assert sorted(kinds) == ["reply-late", "reply-soon", "reply-today"]
    assert Notice.objects.get(kind="reply-lapsed").recipient == late.worker.user
    assert Lapse.objects.get().application == late
    for notice in Notice.objects.all():
        assert notice.message.title
        assert notice.message.address.startswith("/")


def test_the_candidate_asks_the_centre_and_hears_back(vacancy: Vacancy, client: Client) -> None:
    one = applied(vacancy)
    mine = signed_in(one.worker.user)
    ask, page = (reverse(name, args=[one.public_id]) for name in ("answers:ask_centre", "seeking:application"))
    mine.post(ask)
    assert not HelpRequest.objects.exists()
    Application.objects.filter(pk=one.pk).update(reply_by=timezone.localdate() - timedelta(days=1))
    assert "Nhờ trung tâm hỏi giúp" in mine.get(page).content.decode()
    mine.post(ask)
    mine.post(ask)
    request = HelpRequest.objects.get()
    desk = signed_in(StaffFactory.create().user)
    assert one.worker.full_name in desk.get(reverse("answers:requests")).content.decode()
    for said in ("", "Doanh nghiệp hẹn thứ hai.", "Khác."):
        desk.post(reverse("answers:handle", args=[request.public_id]), {"answer": said})
    assert "Doanh nghiệp hẹn thứ hai." in mine.get(page).content.decode()
    assert Notice.objects.filter(kind="application-help").count() == 1


def test_the_reply_rate_counts_what_was_due(vacancy: Vacancy, member: User) -> None:
    today = timezone.localdate()
    answered, ignored, undone, waiting, withdrawn = (applied(vacancy) for _ in range(5))
    assert reply_rate(vacancy.employer).percent is None
    services.decide(answered, NO, member)
    services.undo(services.decide(undone, NO, member), member)
    applications.withdraw(withdrawn, Step(withdrawn.worker.user))
    Application.objects.filter(pk__in=[ignored.pk, undone.pk]).update(reply_by=today - timedelta(days=1))
    rate = reply_rate(vacancy.employer)
    assert (rate.in_time, rate.due, rate.percent) == (1, 3, 33)
    assert waiting.state == _S.SUBMITTED


def test_the_person_says_whether_the_job_began(vacancy: Vacancy, member: User) -> None:
    one = applied(vacancy)
    services.decide(one, yes(), member)
    client = signed_in(one.worker.user)
    page = reverse("seeking:application", args=[one.public_id])
    assert "Anh chị đã đi làm chưa?" in client.get(page).content.decode()
    for said in ("", "no", "yes"):
        client.post(reverse("answers:started", args=[one.public_id]), {"started": said})
    assert StartConfirmation.objects.get().started is True
    Placement.objects.update(started_on=timezone.localdate() + timedelta(days=2))
    assert "Anh chị đã đi làm chưa?" not in client.get(page).content.decode()


def test_the_home_puts_the_overdue_first(vacancy: Vacancy, member: User) -> None:
    first, second = applied(vacancy, full_name="Bùi Thị Mới"), applied(vacancy, full_name="Cao Văn Lâu")
    Application.objects.filter(pk=second.pk).update(reply_by=timezone.localdate() - timedelta(days=3))
    for address in (reverse("hiring:home"), reverse("answers:queue")):
        page = signed_in(member).get(address).content.decode()
        assert page.index("Cao Văn Lâu") < page.index("Bùi Thị Mới")
        assert "quá hẹn" in page
    assert first.worker.public_id in page


def test_who_waits_when_the_deadline_ends_a_vacancy_is_told_that_an_answer_is_owed(
    vacancy: Vacancy, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    waiting, answered = applied(vacancy), applied(vacancy, full_name="Phạm Thị Thu", phone="0912000055")
    services.decide(answered, NO, None)
    Vacancy.objects.filter(pk=vacancy.pk).update(deadline=timezone.localdate() - timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert deadlines.expire(timezone.localdate()) == 1
    told = Notice.objects.filter(kind="application-closed")
    assert [notice.recipient_id for notice in told] == [waiting.worker.user_id]
    assert "vẫn phải trả lời" in told.get().message.title
    waiting.refresh_from_db()
    assert waiting.state == _S.SUBMITTED
