"""Which turn an application is credited to: the rule of ``Credit``, case by case."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from jobs.models import Application, ApplicationTransition
from portal.reports.ledger import chain
from portal.reports.ledger.models import Credit
from tests.factories import WorkerFactory
from tests.jobs.factories import ApplicationFactory, PlacementCheckFactory, PlacementFactory, ReferralFactory
from tests.workers.factories import SessionFactory
from workers.counselling.models import CounsellingSession
from workers.models import Worker

pytestmark = pytest.mark.django_db
DAY = datetime(2025, 5, 5, 3, tzinfo=UTC)


@pytest.fixture
def worker() -> Worker:
    return WorkerFactory.create()


def turn(worker: Worker, days: float) -> CounsellingSession:
    made: CounsellingSession = SessionFactory.create(worker=worker, at=DAY + timedelta(days=days))
    return made


def sent(worker: Worker, days: float, **fields: Any) -> Application:
    at = DAY + timedelta(days=days)
    made: Application = ApplicationFactory.create(worker=worker, **{"created_at": at, "changed_at": at, **fields})
    return made


def credited(application: Application) -> CounsellingSession | None:
    return Credit.objects.select_related("turn").get(application=application).turn


def test_a_letter_belongs_to_the_turn_it_was_issued_in(worker: Worker) -> None:
    first, _later = turn(worker, 0), turn(worker, 1)
    letter = ReferralFactory.create(application=sent(worker, 2, origin="referral"), session=first)
    assert credited(letter.application) == first
    assert Credit.objects.get(application=letter.application).is_recorded


def test_what_people_send_themselves_belongs_to_their_latest_turn(worker: Worker) -> None:
    turn(worker, 0)
    latest = turn(worker, 1)
    turn(worker, 3)
    turn(WorkerFactory.create(), 1.5)
    application = sent(worker, 2)
    assert credited(application) == latest
    assert not Credit.objects.get(application=application).is_recorded


@pytest.mark.parametrize(("days", "belongs"), [(89.9, True), (90, False), (-0.1, False), (0, True)])
def test_for_ninety_days(worker: Worker, days: float, belongs: bool) -> None:
    only = turn(worker, 0)
    assert credited(sent(worker, days)) == (only if belongs else None)


def test_a_letter_written_outside_a_turn_goes_by_time(worker: Worker) -> None:
    only = turn(worker, 0)
    letter = ReferralFactory.create(application=sent(worker, 4), session=None)
    assert credited(letter.application) == only


def test_an_invitation_counts_from_when_it_was_taken_up(worker: Worker) -> None:
    turn(worker, -1)
    between = turn(worker, 2)
    invited = sent(worker, 0, origin="match", state="submitted")
    taken_up = DAY + timedelta(days=3)
    ApplicationTransition.objects.create(application=invited, after="submitted", actor=None, at=taken_up)
    credit = Credit.objects.get(application=invited)
    assert (credit.turn, credit.sent_at) == (between, taken_up)


@pytest.mark.parametrize("state", ["proposed", "declined"])
def test_an_invitation_nobody_took_up_is_no_application(worker: Worker, state: str) -> None:
    turn(worker, 0)
    assert not Credit.objects.filter(application=sent(worker, 1, origin="match", state=state)).exists()


def hired_after(worker: Worker) -> tuple[CounsellingSession, CounsellingSession, Any]:
    before, issued_in = turn(worker, -20), turn(worker, 0)
    letter = ReferralFactory.create(
        application=sent(worker, 0.01, origin="referral", state="hired"), session=issued_in, issued_on=date(2025, 5, 5)
    )
    placement = PlacementFactory.create(application=letter.application, started_on=date(2025, 5, 12))
    for month, day in ((1, date(2025, 6, 13)), (3, date(2025, 8, 12))):
        PlacementCheckFactory.create(placement=placement, month=month, checked_on=day)
    return before, issued_in, placement


def test_forwards_from_a_turn(worker: Worker, django_assert_num_queries: Any) -> None:
    before, issued_in, placement = hired_after(worker)
    with django_assert_num_queries(1):
        found = chain.after_turn(issued_in.pk, worker.pk)
    (path,) = found.paths
    assert [(event.kind, gap) for event, gap in path.steps] == [
        ("turn", None), ("letter", 0), ("started", 7), ("check", 32), ("check", 60),
    ]  # fmt: skip
    assert path.days == 7
    assert path.started
    assert path.started.words == placement.public_id
    assert chain.after_turn(before.pk, worker.pk).paths == []


def test_backwards_from_a_hire(worker: Worker, django_assert_num_queries: Any) -> None:
    before, issued_in, placement = hired_after(worker)
    turn(worker, 30)
    turn(WorkerFactory.create(), -1)
    with django_assert_num_queries(1):
        found = chain.to_placement(placement.pk, worker.pk, placement.started_on)
    assert [event.turn for event in found.turns] == [before.public_id, issued_in.public_id]
    (path,) = found.paths
    assert path.turn
    assert path.turn.turn == issued_in.public_id


def test_a_person_s_whole_story_and_a_vacancy_s(worker: Worker) -> None:
    _before, _issued_in, placement = hired_after(worker)
    own = sent(worker, 40)
    late = sent(worker, 400)
    found = chain.of_person(worker.pk)
    assert len(found.turns) == 2
    assert [bool(path.turn) for path in found.paths] == [True, True, False]
    assert set(chain.of_vacancy(placement.application.vacancy_id)) == {Credit.objects.get(placement=placement)}
    assert {own, late} <= {credit.application for credit in Credit.objects.filter(person_id=worker.pk)}


def test_an_application_sent_before_its_letter_s_turn(worker: Worker) -> None:
    """They had applied; the letter was written afterwards, in a turn: the steps stand in their order."""
    application = sent(worker, 0)
    issued_in = turn(worker, 5)
    ApplicationTransition.objects.create(
        application=application, before="submitted", after="viewed", actor=None, at=DAY + timedelta(days=1)
    )
    ReferralFactory.create(application=application, session=issued_in, issued_on=date(2025, 5, 10))
    (path,) = chain.after_turn(issued_in.pk, worker.pk).paths
    assert [event.kind for event, _gap in path.steps] == ["moved", "turn", "letter"]
    assert all(gap is None or gap >= 0 for _event, gap in path.steps)
    (credit,) = Credit.objects.with_days()
    assert credit.to_sent == 0  # type: ignore[attr-defined]  # annotated


def test_a_walk_in_without_a_record_has_no_chain() -> None:
    made = SessionFactory.create(worker=None, walk_in_name="Anh Ba", at=DAY)
    assert chain.after_turn(made.pk, None).paths == []
