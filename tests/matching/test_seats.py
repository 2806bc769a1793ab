"""Prices of seats: near the dearest assignment there is, nobody left out, points untouched, the same every time."""

import itertools
from collections import Counter
from typing import Any

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


def lists(graph: seats.Graph, places: seats.Places, depth: int, waiting: np.ndarray[Any, Any]) -> list[list[int]]:
    """Vacancies of each list, by the rule itself."""
    found = []
    for person in range(graph.off.size - 1):
        edges = [e for e in range(graph.off[person], graph.off[person + 1]) if not places.gone[e]]
        edges.sort(key=lambda e: (int(places.price[e]) - int(graph.points[e]), waiting[graph.vacancy[e]]))
        found.append([int(graph.vacancy[e]) for e in edges[:depth]])
    return found


@given(graph=graphs(), depth=st.integers(1, 3))
def test_room_is_made_without_taking_it_from_anybody(graph: seats.Graph, depth: int) -> None:
    """Lists keep their length, what was shown stays shown, and what is not shown has no list that could yield."""
    waiting, price = np.arange(graph.seats.size)[::-1], seats.prices(graph)
    plain = lists(graph, seats.Places(price[graph.vacancy], np.zeros(graph.vacancy.size, np.bool_)), depth, waiting)
    places = seats.places_for_all(graph, price, depth, waiting)
    made = lists(graph, places, depth, waiting)
    assert [len(one) for one in made] == [len(one) for one in plain]
    assert (places.price <= price[graph.vacancy]).all()
    shown = Counter(itertools.chain.from_iterable(made))
    assert shown.keys() >= set(itertools.chain.from_iterable(plain))
    kept = places.price < price[graph.vacancy]
    for v in set(graph.vacancy.tolist()) - shown.keys():
        for person in np.searchsorted(graph.off, np.flatnonzero(graph.vacancy == v), side="right") - 1:
            edges = range(graph.off[person], graph.off[person + 1])
            yielding = {int(graph.vacancy[e]) for e in edges if not kept[e] and not places.gone[e]}
            assert all(shown[other] == 1 for other in yielding & set(made[person]))


def test_where_there_is_room_for_all_all_are_shown() -> None:
    """Ten people with four places each who would all be shown the same; thirty vacancies stand somewhere."""
    people, vacancies, depth = 10, 30, 4
    draw = np.random.default_rng(7)
    points = np.sort(draw.integers(300, 900, (people, vacancies)), axis=1)[:, ::-1].astype(np.int32)
    vacancy = np.tile(np.arange(vacancies, dtype=np.int32), people)
    off = np.arange(0, people * vacancies + 1, vacancies).astype(np.int64)
    graph = seats.Graph(off, vacancy, points.reshape(-1), np.full(vacancies, 30, np.int32))
    waiting, price = np.arange(vacancies), seats.prices(graph)
    places = seats.places_for_all(graph, price, depth, waiting)
    assert len(set(itertools.chain.from_iterable(lists(graph, places, depth, waiting)))) == vacancies


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
