"""Prices of seats: near the dearest assignment there is, nobody left out, points untouched, the same every time."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.matching import seats
from jobs.matching.enums import Side
from jobs.matching.models import Match, MatchRun, MatchSeat
from jobs.models import Vacancy
from tests.matching.small_province import SmallProvince
from tests.matching.test_runs import a_run

DEPTH = 3


@st.composite
def graphs(draw: st.DrawFn) -> seats.Graph:
    people, vacancies = draw(st.integers(1, 7)), draw(st.integers(1, 5))
    free = draw(st.lists(st.integers(1, 3), min_size=vacancies, max_size=vacancies))
    pairs = [
        (w, v, worth)
        for w, v in itertools.product(range(people), range(vacancies))
        if (worth := draw(st.one_of(st.none(), st.integers(0, 1000)))) is not None
    ]
    pairs.sort(key=lambda pair: (pair[0], -pair[2], pair[1]))
    off = np.searchsorted([w for w, _, _ in pairs], np.arange(people + 1)).astype(np.int64)
    vacancy, points = (np.array([pair[n] for pair in pairs], np.int32) for n in (1, 2))
    return seats.Graph(off, vacancy, points, np.array(free, np.int32))


def best_total(graph: seats.Graph) -> int:
    """The most points any assignment has, by trying all of them."""

    def from_person(person: int, free: tuple[int, ...]) -> int:
        if person == graph.off.size - 1:
            return 0
        best = from_person(person + 1, free)
        for e in range(graph.off[person], graph.off[person + 1]):
            v = int(graph.vacancy[e])
            if free[v]:
                left = tuple(n - (at == v) for at, n in enumerate(free))
                best = max(best, int(graph.points[e]) + from_person(person + 1, left))
        return best

    return from_person(0, tuple(graph.seats.tolist()))


@given(graph=graphs())
def test_at_these_prices_choices_add_up_to_the_most_there_is(graph: seats.Graph) -> None:
    """Duality: no assignment is worth more than everybody's best choice at the prices, and all seats at them; and
    the prices are so near that this bound is met within a step a person."""
    price = seats.prices(graph)
    assert (price >= 0).all()
    bound = int((price * graph.seats).sum())
    for person in range(graph.off.size - 1):
        edges = slice(graph.off[person], graph.off[person + 1])
        bound += max([0, *(graph.points[edges] - price[graph.vacancy[edges]]).tolist()])
    people = graph.off.size - 1
    assert best_total(graph) <= bound <= best_total(graph) + seats.STEP * people


@given(graph=graphs())
def test_everything_that_suits_somebody_is_shown_to_somebody(graph: seats.Graph) -> None:
    waiting = np.arange(graph.seats.size)[::-1]
    price = seats.shown_to_somebody(graph, seats.prices(graph), DEPTH, waiting)
    assert (price <= seats.prices(graph)).all()
    listed = set()
    for person in range(graph.off.size - 1):
        edges = range(graph.off[person], graph.off[person + 1])
        worth = sorted(edges, key=lambda e: (price[graph.vacancy[e]] - graph.points[e], waiting[graph.vacancy[e]]))
        listed |= {int(graph.vacancy[e]) for e in worth[:DEPTH]}
    suiting = set(graph.vacancy.tolist())
    if len(suiting) <= DEPTH:
        assert listed == suiting
    assert len(listed) >= min(len(suiting), DEPTH)


def test_room_is_found_where_everybody_would_be_shown_the_same() -> None:
    """Ten people with four places each, thirty vacancies: all thirty stand somewhere."""
    people, vacancies = 10, 30
    draw = np.random.default_rng(7)
    points = np.sort(draw.integers(300, 900, (people, vacancies)), axis=1)[:, ::-1].astype(np.int32)
    vacancy = np.stack([draw.permutation(vacancies) for _ in range(people)]).astype(np.int32)
    off = np.arange(0, people * vacancies + 1, vacancies).astype(np.int64)
    graph = seats.Graph(off, vacancy.reshape(-1), points.reshape(-1), np.full(vacancies, 3, np.int32))
    price = seats.shown_to_somebody(graph, seats.prices(graph), 4, np.arange(vacancies))
    listed = set()
    for person in range(people):
        worth = points[person].astype(int) - price[vacancy[person]]
        listed |= set(vacancy[person][np.lexsort((vacancy[person], -worth))[:4]].tolist())
    assert len(listed) == vacancies


@given(graph=graphs())
def test_nobody_who_applies_down_a_list_is_passed_over_for_somebody_worse(graph: seats.Graph) -> None:
    outcome = seats.simulate(graph)
    assert outcome.hires <= min(int(graph.seats.sum()), graph.off.size - 1)
    assert outcome.applications <= graph.vacancy.size
    if graph.vacancy.size:
        assert outcome.hires >= 1
    assert outcome.points <= best_total(graph)


def test_two_people_and_two_doors_are_not_sent_to_the_same() -> None:
    """Both like the first a little better; the one who would lose most by the second gets it."""
    graph = seats.Graph(
        np.array([0, 2, 4]),
        np.array([0, 1, 0, 1], np.int32),
        np.array([900, 400, 880, 860], np.int32),
        np.ones(2, np.int32),
    )
    price = seats.prices(graph)
    # Within a step, the second person does not mind which; the first minds by far.
    assert abs((880 - price[0]) - (860 - price[1])) <= seats.STEP
    assert 900 - price[0] > 400 - price[1] + seats.STEP
    assert price[0] > price[1]


@pytest.mark.django_db
def test_a_run_keeps_points_and_orders_by_points_less_price() -> None:
    province = SmallProvince(21, 40, 40)
    Vacancy.objects.update(headcount=1)
    a_run()
    run = MatchRun.objects.published().get()
    price = dict(MatchSeat.objects.filter(run=run).values_list("vacancy", "price"))
    assert set(price) == set(Vacancy.objects.matchable(run.day).values_list("pk", flat=True))
    assert any(price.values())
    theirs = {(m.worker_id, m.vacancy_id): m.points for m in Match.objects.published().filter(side=Side.VACANCY)}
    for worker in province.workers:
        rows = list(Match.objects.for_worker(worker))
        assert [row.price for row in rows] == [price[row.vacancy_id] for row in rows]
        worth = [row.points - row.price for row in rows]
        assert worth == sorted(worth, reverse=True)
        assert all(row.points == theirs.get((row.worker_id, row.vacancy_id), row.points) for row in rows)
    figures = run.figures["before_and_after"]
    assert figures["seats"] == Vacancy.objects.matchable(run.day).count()
    assert figures["hires"][1] >= figures["hires"][0]
    suited = MatchSeat.objects.filter(run=run, suited__gt=0).values_list("vacancy", flat=True)
    assert set(suited) == set(Match.objects.published().values_list("vacancy", flat=True))
