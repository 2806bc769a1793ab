from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from employers.enums import Verification
from jobs.enums import APPLICATION_TRANSITIONS, ApplicationState, CloseReason, DismissReason, VacancyState
from jobs.models import Application, ApplicationTransition, Dismissal, Placement, Vacancy
from jobs.services import NotPossible, applications
from jobs.services.applications import Step
from portal.codes.holidays import promised
from tests.factories import UserFactory, VacancyFactory, WorkerFactory
from workers.models import BlockedEmployer

STATES = list(ApplicationState)


@pytest.fixture
def step(db: None) -> Step:
    return Step(UserFactory.create(), "vì thế")


def application_in(state: ApplicationState) -> Application:
    return Application.objects.create(
        worker=WorkerFactory.create(), vacancy=VacancyFactory.create(), origin="worker", state=state
    )


def test_applying_is_logged_and_promises_an_answer(step: Step) -> None:
    application = applications.apply(WorkerFactory.create(), VacancyFactory.create(), step, "Tôi may đã ba năm.")
    line = application.transitions.get()
    assert (line.before, line.after, line.actor, line.reason) == ("", "submitted", step.actor, "vì thế")
    assert application.reply_by == promised(timezone.localdate(), applications.REPLY_DAYS)
    assert application.letter == "Tôi may đã ba năm."


def test_applying_twice_makes_one(step: Step) -> None:
    worker, vacancy = WorkerFactory.create(), VacancyFactory.create()
    first = applications.apply(worker, vacancy, step)
    assert applications.apply(worker, vacancy, step).pk == first.pk
    assert ApplicationTransition.objects.count() == 1


def test_applying_again_after_withdrawing_makes_a_new_one(step: Step) -> None:
    worker, vacancy = WorkerFactory.create(), VacancyFactory.create()
    first = applications.apply(worker, vacancy, step)
    applications.withdraw(first, step)
    assert applications.apply(worker, vacancy, step).pk != first.pk


def test_applying_accepts_the_invitation_that_stands(step: Step) -> None:
    worker, vacancy = WorkerFactory.create(), VacancyFactory.create()
    invitation = applications.invite(worker, vacancy, step)
    assert invitation.state == ApplicationState.PROPOSED
    accepted = applications.apply(worker, vacancy, step)
    assert (accepted.pk, accepted.state, accepted.origin) == (invitation.pk, ApplicationState.SUBMITTED, "match")


def test_inviting_an_applicant_changes_nothing(step: Step) -> None:
    worker, vacancy = WorkerFactory.create(), VacancyFactory.create()
    applications.apply(worker, vacancy, step)
    assert applications.invite(worker, vacancy, step).state == ApplicationState.SUBMITTED


CLOSED_DOORS: dict[str, Callable[[], Vacancy]] = {
    "draft": lambda: VacancyFactory.create(state=VacancyState.DRAFT, published_at=None),
    "paused": lambda: VacancyFactory.create(state=VacancyState.PAUSED),
    "closed": lambda: VacancyFactory.create(
        state=VacancyState.CLOSED, closed_at=timezone.now(), close_reason=CloseReason.CANCELLED
    ),
    "past its deadline": lambda: VacancyFactory.create(deadline=timezone.localdate() - timedelta(days=1)),
    "full": lambda: VacancyFactory.create(headcount=3, filled=3),
    "of a suspended employer": lambda: VacancyFactory.create(employer__verification=Verification.SUSPENDED),
}


@pytest.mark.parametrize("kind", sorted(CLOSED_DOORS))
def test_a_vacancy_that_takes_nobody_refuses(step: Step, kind: str) -> None:
    with pytest.raises(NotPossible):
        applications.apply(WorkerFactory.create(), CLOSED_DOORS[kind](), step)
    assert not Application.objects.exists()
    assert not ApplicationTransition.objects.exists()


def test_the_last_day_still_counts(step: Step) -> None:
    assert applications.apply(WorkerFactory.create(), VacancyFactory.create(deadline=timezone.localdate()), step).pk


def test_a_blocked_employer_cannot_invite(step: Step) -> None:
    worker, vacancy = WorkerFactory.create(), VacancyFactory.create()
    BlockedEmployer.objects.create(worker=worker, employer=vacancy.employer)
    with pytest.raises(NotPossible):
        applications.invite(worker, vacancy, step)


@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("after", [state for state in STATES if state != ApplicationState.HIRED])
def test_only_the_table_s_changes_happen(step: Step, before: ApplicationState, after: ApplicationState) -> None:
    application = application_in(before)
    if after == before:
        assert applications.move(application, after, step).state == before
        assert not application.transitions.exists()
    elif after in APPLICATION_TRANSITIONS[before]:
        assert applications.move(application, after, step).state == after
        assert application.transitions.get().before == before
    else:
        with pytest.raises(NotPossible):
            applications.move(application, after, step)
        application.refresh_from_db()
        assert application.state == before
        assert not application.transitions.exists()


def test_opening_marks_a_new_application_only(step: Step) -> None:
    new, later = application_in(ApplicationState.SUBMITTED), application_in(ApplicationState.INTERVIEW)
    assert applications.mark_viewed(new, step).state == ApplicationState.VIEWED
    assert applications.mark_viewed(later, step).state == ApplicationState.INTERVIEW


def test_hiring_fills_a_seat_once(step: Step) -> None:
    application = application_in(ApplicationState.OFFERED)
    first = applications.hire(application, step, date(2026, 3, 2), 7_500_000)
    again = applications.hire(application, step, date(2026, 3, 2), 7_500_000)
    application.vacancy.refresh_from_db()
    assert (first.pk, application.vacancy.filled, Placement.objects.count()) == (again.pk, 1, 1)


def test_nobody_is_hired_into_a_full_vacancy(step: Step) -> None:
    application = application_in(ApplicationState.OFFERED)
    Vacancy.objects.filter(pk=application.vacancy_id).update(headcount=1, filled=1)
    with pytest.raises(NotPossible):
        applications.hire(application, step, date(2026, 3, 2))
    application.refresh_from_db()
    assert application.state == ApplicationState.OFFERED
    assert not Placement.objects.exists()


def test_hiring_without_the_placement_is_a_mistake_of_the_caller(step: Step) -> None:
    with pytest.raises(ValueError, match="hire"):
        applications.move(application_in(ApplicationState.OFFERED), ApplicationState.HIRED, step)


def test_putting_aside_keeps_the_last_reason_and_can_be_undone(db: None) -> None:
    worker, vacancy = WorkerFactory.create(), VacancyFactory.create()
    applications.dismiss(worker, vacancy, DismissReason.HIDDEN)
    applications.dismiss(worker, vacancy, DismissReason.FAR, "20 km")
    assert (Dismissal.objects.get().reason, Dismissal.objects.get().note) == ("far", "20 km")
    applications.restore(worker, vacancy)
    assert not Dismissal.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_make_one() -> None:
    worker, vacancy, step = WorkerFactory.create(), VacancyFactory.create(), Step(None)

    def press(_: int) -> int:
        try:
            return applications.apply(worker, vacancy, step).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        made = set(pool.map(press, range(6)))
    assert len(made) == 1
    assert ApplicationTransition.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_hires_for_the_last_seat_fill_it_once() -> None:
    vacancy = VacancyFactory.create(headcount=1)
    rivals = [
        Application.objects.create(worker=WorkerFactory.create(), vacancy=vacancy, origin="worker", state="offered")
        for _ in range(3)
    ]

    def press(application: Application) -> bool:
        try:
            applications.hire(application, Step(None), date(2026, 3, 2))
        except NotPossible:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(press, rivals)) == [False, False, True]
    vacancy.refresh_from_db()
    assert vacancy.filled == 1
