"""A single change leaves the lists a whole run would make."""

from random import Random
from typing import Any

import numpy as np
import pytest
from django.utils import timezone

from jobs.enums import CloseReason, VacancyState
from jobs.matching import seats, single
from jobs.matching.enums import Side
from jobs.matching.models import Match, MatchChange, MatchRun, MatchSeat
from jobs.models import Dismissal, Vacancy
from tests.matching.small_province import SmallProvince
from tests.matching.test_runs import a_run
from workers.enums import Search
from workers.models import WantedOccupation, Worker, WorkWish
from workers.signals import profile_saved

pytestmark = pytest.mark.django_db
Rows = list[tuple[int, ...]]


def rows() -> Rows:
    """The published lists, keys of runs left out."""
    return list(
        Match.objects.published()
        .order_by("side", "worker", "vacancy")
        .values_list("side", "worker", "vacancy", "rank", "points", "known", "price")
    )


@pytest.fixture
def province() -> SmallProvince:
    made = SmallProvince(21, 40, 40)
    MatchChange.objects.all().delete()
    a_run()
    return made


def unkept(graph: seats.Graph, price: np.ndarray[Any, Any], _depth: int, _waiting: Any) -> seats.Places:
    return seats.Places(price[graph.vacancy], np.zeros(graph.vacancy.size, np.bool_))


def close(vacancy: Vacancy) -> None:
    vacancy.state, vacancy.close_reason, vacancy.closed_at = VacancyState.CLOSED, CloseReason.CANCELLED, timezone.now()
    vacancy.save()


@pytest.mark.parametrize("seed", range(4))
def test_any_changes_leave_what_a_whole_run_would(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = Random(seed)
    province = SmallProvince(30 + seed, 40, 40)
    MatchRun._meta.get_field("depth").default = 5
    # Places for vacancies that nobody is shown are found by whole runs alone (test_seats has them).
    monkeypatch.setattr("jobs.matching.seats.places_for_all", unkept)
    try:
        a_run()
        for _ in range(3):
            worker, vacancy = draw.choice(province.workers), draw.choice(province.vacancies)
            WorkWish.objects.filter(worker=worker).update(pay_min=draw.choice([None, 5_000_000, 9_000_000]))
            WantedOccupation.objects.filter(worker=worker).update(occupation=draw.choice(province.occupations))
            if draw.random() < 0.3:
                Worker.objects.filter(pk=worker.pk).update(search=Search.NOT_LOOKING)
            single.worker_changed(worker.pk)
            vacancy.refresh_from_db()
            vacancy.occupation, vacancy.needs_shifts = draw.choice(province.occupations), draw.choice([True, False])
            vacancy.save()
            if draw.random() < 0.3 and vacancy.state != VacancyState.CLOSED:
                close(vacancy)
            single.vacancy_changed(vacancy.pk)
            assert single.work_off()
        after = rows()
        run = MatchRun.objects.published().get()
        # Rarities are those of the run; the whole run to compare with must weigh skills alike.
        monkeypatch.setattr("jobs.matching.runs.rarities_of", lambda _: run.rarities())
        # Prices too are those of the run until the next: what has come since costs nothing.
        price = dict(MatchSeat.objects.filter(run=run).values_list("vacancy", "price"))
        ids = Vacancy.objects.matchable(timezone.localdate()).order_by("pk").values_list("pk", flat=True)
        keyed = np.array([price.get(key, 0) for key in ids], np.int32)
        monkeypatch.setattr("jobs.matching.seats.prices", lambda _graph: keyed)
        assert any(price.values())
        a_run()
        assert rows() == after
        assert len(after) > 50
    finally:
        MatchRun._meta.get_field("depth").default = 50


def test_a_new_vacancy_reaches_the_people_it_suits(province: SmallProvince) -> None:
    match = Match.objects.published().filter(side=Side.WORKER, rank=1).order_by("-points").first()
    assert match is not None
    vacancy = Vacancy.objects.get(pk=match.vacancy_id)
    worker = Worker.objects.get(pk=match.worker_id)
    rows_of: list[Any] = [*vacancy.skills.all(), *vacancy.places.all()]
    vacancy.pk, vacancy.public_id, vacancy.title = None, "neu22neu22ne", "Việc mới"
    vacancy.save(force_insert=True)
    for row in rows_of:
        row.pk, row.vacancy = None, vacancy
        row.save()
    single.vacancy_changed(vacancy.pk)
    single.work_off()
    assert Match.objects.for_worker(worker).filter(vacancy=vacancy).exists()
    assert Match.objects.for_vacancy(vacancy).filter(worker=worker).exists()


def test_a_refused_vacancy_leaves_the_list(province: SmallProvince) -> None:
    match = Match.objects.published().filter(side=Side.WORKER, rank=1).first()
    assert match is not None
    Dismissal.objects.filter(worker=match.worker, vacancy=match.vacancy).delete()
    Dismissal.objects.create(worker=match.worker, vacancy=match.vacancy)
    single.work_off()
    assert not Match.objects.published().filter(worker=match.worker, vacancy=match.vacancy).exists()


def test_a_saved_profile_is_matched_by_its_signal(
    province: SmallProvince, django_capture_on_commit_callbacks: object
) -> None:
    worker = Worker.objects.filter(matches__side=Side.WORKER).order_by("pk").first()
    assert worker is not None
    WorkWish.objects.filter(worker=worker).update(pay_min=999_000_000)
    Vacancy.objects.update(pay_min=1_000_000, pay_max=2_000_000, monthly_min=1_000_000, monthly_max=2_000_000)
    single.forget()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a pytest-django fixture
        profile_saved.send(sender=Worker, worker_id=worker.pk)
    assert not Match.objects.for_worker(worker).exists()


@pytest.mark.parametrize("side", [Side.WORKER, Side.VACANCY])
def test_a_change_on_one_side_only_reaches_a_process_that_knows_the_province(
    province: SmallProvince, side: Side
) -> None:
    single.worker_changed(province.workers[0].pk)
    assert single.work_off()
    before = rows()
    if side is Side.WORKER:
        single.worker_changed(province.workers[1].pk)
    else:
        single.vacancy_changed(province.vacancies[1].pk)
    assert single.work_off() == 1
    assert rows() == before


def test_a_place_kept_for_a_vacancy_nobody_else_is_shown_stays_kept(province: SmallProvince) -> None:
    """A saved profile is listed anew with the price its own list has for such a vacancy, not the vacancy's."""
    last = Match.objects.published().filter(side=Side.WORKER).order_by("-rank", "worker").first()
    assert last is not None
    assert last.rank > 3
    Match.objects.filter(pk=last.pk).update(price=last.points - 1_000)
    single.worker_changed(last.worker_id)
    assert single.work_off()
    kept = Match.objects.published().get(side=Side.WORKER, worker=last.worker_id, vacancy=last.vacancy_id)
    assert (kept.rank, kept.price) == (1, last.points - 1_000)


def test_after_another_run_a_process_also_knows_what_nobody_wrote_down(province: SmallProvince) -> None:
    leaver = (
        Match.objects.published()
        .filter(side=Side.WORKER, rank=1)
        .order_by("worker")
        .values_list("worker", flat=True)[0]
    )
    vacancy = Match.objects.published().filter(side=Side.VACANCY, worker=leaver).values_list("vacancy", flat=True)[0]
    single.vacancy_changed(vacancy)
    assert single.work_off()
    Worker.objects.filter(pk=leaver).update(search=Search.NOT_LOOKING)
    a_run()
    single.vacancy_changed(vacancy)
    assert single.work_off()
    assert not Match.objects.published().filter(worker=leaver).exists()


def test_without_a_published_run_a_change_waits(province: SmallProvince) -> None:
    MatchRun.objects.all().update(state="retired")
    single.worker_changed(province.workers[0].pk)
    assert single.work_off() == 0
    assert MatchChange.objects.filter(applied_to=0).count() == 1
    a_run()
    assert single.work_off() == 1
    assert single.work_off() == 0
