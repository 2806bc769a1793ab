"""What a run brings that is new: told once, to those concerned, whatever happened by day."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.utils import timezone

from employers.models import EmployerMember
from jobs.matching import fairness, news, single, tasks
from jobs.matching.enums import RunState
from jobs.matching.models import MatchRun
from jobs.models import Application, Vacancy
from portal.accounts.models import User
from portal.notices import digests
from portal.notices.models import Notice
from portal.notices.tasks import send_due
from tests.jobs.people import match_everybody, sewing_work, tailor
from workers.enums import ConsentPurpose, Visibility
from workers.models import BlockedEmployer, Consent, Worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def low_bar(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The tests' tailor says little, so that a match has few points."""
    monkeypatch.setattr(news, "GOOD_POINTS", 300)
    yield
    single.forget()


def run() -> MatchRun:
    """A run like the nightly one, and the telling after it."""
    match_everybody()
    made = MatchRun.objects.published().get()
    news.announce(made.pk)
    return made


def told(user: User | None) -> list[int]:
    """Counts of the notices ``user`` got, oldest first."""
    assert user
    return [notice.payload["count"] for notice in Notice.objects.filter(recipient=user).order_by("pk")]


def member_of(vacancy: Vacancy) -> User:
    return EmployerMember.objects.get(employer=vacancy.employer).user


def test_new_jobs_and_new_people_are_told_to_both_sides() -> None:
    worker, vacancy = tailor(), sewing_work()
    run()
    assert told(worker.user) == [1]
    assert told(member_of(vacancy)) == [1]
    notice = Notice.objects.get(recipient=worker.user)
    assert notice.message.title == "1 việc mới hợp với anh chị"
    assert vacancy.title in [line.text for line in notice.message.lines]
    assert worker.full_name not in str(Notice.objects.get(recipient=member_of(vacancy)).payload)


def test_what_was_there_before_is_not_told_again() -> None:
    worker, vacancy = tailor(), sewing_work()
    run()
    run()
    assert told(worker.user) == told(member_of(vacancy)) == [1]
    sewing_work()
    sewing_work()
    run()
    assert told(worker.user) == [1, 2]


def test_a_repeated_task_tells_nothing_twice() -> None:
    worker, _vacancy = tailor(), sewing_work()
    made = run()
    assert news.announce(made.pk) is None
    MatchRun.objects.update(announced_at=None)
    news.announce(made.pk)
    assert told(worker.user) == [1]


def test_a_vacancy_matched_alone_by_day_is_news_of_the_night() -> None:
    worker, _first = tailor(), sewing_work()
    run()
    late = sewing_work()
    Vacancy.objects.filter(pk=late.pk).update(published_at=timezone.now())
    single.vacancy_changed(late.pk)
    single.work_off()
    run()
    assert told(worker.user) == [1, 1]
    assert told(member_of(late)) == [1]


def test_somebody_who_joins_by_day_is_news_of_the_night() -> None:
    vacancy, _first = sewing_work(), tailor()
    run()
    single.worker_changed(tailor(phone="0912000010").pk)
    single.work_off()
    run()
    assert told(member_of(vacancy)) == [1, 1]


def test_somebody_new_for_two_vacancies_is_one_person() -> None:
    worker, vacancy = tailor(), sewing_work()
    sewing_work(employer=vacancy.employer)
    run()
    assert told(worker.user) == [2]
    assert told(member_of(vacancy)) == [1]
    assert [n for _, _, n in Notice.objects.get(recipient=member_of(vacancy)).payload["named"]] == [1, 1]


def test_a_weak_match_is_no_news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "GOOD_POINTS", 999)
    worker, _vacancy = tailor(), sewing_work()
    run()
    assert told(worker.user) == []


def _hidden(worker: Worker, vacancy: Vacancy) -> None:
    Worker.objects.filter(pk=worker.pk).update(visibility=Visibility.HIDDEN)


def _blocked(worker: Worker, vacancy: Vacancy) -> None:
    BlockedEmployer.objects.create(worker=worker, employer=vacancy.employer)


def _withdrawn(worker: Worker, vacancy: Vacancy) -> None:
    Consent.objects.filter(worker=worker, purpose=ConsentPurpose.MATCHING).update(withdrawn_at=timezone.now())


def _applied(worker: Worker, vacancy: Vacancy) -> None:
    Application.objects.create(worker=worker, vacancy=vacancy, origin="worker", state="withdrawn")


@pytest.mark.parametrize("turn", [_hidden, _blocked, _withdrawn, _applied])
def test_employers_hear_only_of_people_they_may_see(turn) -> None:  # type: ignore[no-untyped-def]  # one of the above
    worker, vacancy = tailor(), sewing_work()
    match_everybody()
    turn(worker, vacancy)
    news.announce(MatchRun.objects.published().get().pk)
    assert told(member_of(vacancy)) == []


def test_whoever_is_interrupted_tells_all_later_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    worker, _vacancy = tailor(), sewing_work()
    match_everybody()
    made = MatchRun.objects.published().get()

    def killed(_run: MatchRun) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(fairness, "note_empty_lists", killed)
        with pytest.raises(KeyboardInterrupt):
            news.announce(made.pk)
    assert told(worker.user) == []
    tasks.tend()
    assert told(worker.user) == [1]


def test_a_run_that_is_not_published_any_more_is_not_announced() -> None:
    worker, _vacancy = tailor(), sewing_work()
    match_everybody()
    MatchRun.objects.update(state=RunState.RETIRED)
    assert news.announce(MatchRun.objects.get().pk) is None
    assert told(worker.user) == []


def test_emails_go_to_those_who_agreed_to_messages() -> None:
    silent, vacancy = tailor(), sewing_work()
    agreed = tailor(ConsentPurpose.MESSAGES, phone="0912000010")
    for user in (silent.user, agreed.user, member_of(vacancy)):
        assert user
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    run()
    send_due()
    assert {address for sent in mail.outbox for address in sent.to} == {
        agreed.user.email if agreed.user else "",
        member_of(vacancy).email,
    }
    to_employer = next(str(sent.body) for sent in mail.outbox if sent.to == [member_of(vacancy).email])
    assert "2 người mới" in to_employer
    for worker in (silent, agreed):
        assert worker.full_name not in to_employer
        assert worker.public_id not in to_employer


def test_consent_is_asked_when_it_is_sent() -> None:
    worker, _vacancy = tailor(ConsentPurpose.MESSAGES), sewing_work()
    assert worker.user
    EmailAddress.objects.create(user=worker.user, email=worker.user.email, verified=True, primary=True)
    run()
    Consent.objects.filter(worker=worker, purpose=ConsentPurpose.MESSAGES).update(
        withdrawn_at=timezone.now() + timedelta(seconds=1)
    )
    assert digests.due(timezone.localdate())
    send_due()
    assert mail.outbox == []


@pytest.mark.parametrize("kind", sorted(news.STATEMENTS))
def test_one_statement_finds_what_is_new_over_the_two_runs_tables(kind: str) -> None:
    """The plan reads the tables of the published run and of the one before, and no other."""
    tailor()
    sewing_work()
    for _ in range(3):
        last = run()
    values = news.parameters(last)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {news.STATEMENTS[kind]}", values)
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'matching_match'::regclass")
        tables = sorted(name for (name,) in cursor.fetchall())
    assert len(tables) == 2
    for table in tables:
        assert table in plan
