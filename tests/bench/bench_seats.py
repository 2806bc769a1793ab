"""Lists with prices of seats beside the best that could be: an optimal flow over the same candidates (OR-tools).

Simulated hires: everybody applies down their list, a vacancy keeps the best of those who come. The optimum is the most
hires the candidates allow and, among those, the most points. ``short`` measures the small centre without the optimum.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import numpy as np
from django.utils import timezone

from jobs.matching import engine, seating, seats, snapshot
from jobs.matching.atlas import atlas
from jobs.matching.enums import Side
from jobs.matching.models import MatchPolicy
from jobs.matching.packing import pack, rarities_of
from tests.bench.centre import Kind, have
from tests.bench.figures import Figure, stopwatch

DEPTH = 50
Array = np.ndarray[Any, np.dtype[Any]]


def run(scale: str) -> Iterator[Figure]:
    if scale != "full":
        yield from _centre("small", "the small centre")
        return
    yield from _centre("province", "vacancies with headcount")
    yield from _centre("single", "single-seat vacancies")


def _centre(kind: Kind, name: str) -> Iterator[Figure]:
    have(kind)
    taken = snapshot.everyone(timezone.localdate())
    packed = pack(taken, atlas(), MatchPolicy.current().weights(), rarities_of(taken))
    people = engine.best(packed, Side.WORKER, np.arange(packed.worker_ids.size), DEPTH).rows
    openings = engine.best(packed, Side.VACANCY, np.arange(packed.vacancy_ids.size), DEPTH).rows
    seating.seated(taken, people, openings, DEPTH)  # compiled, if it was not yet
    with stopwatch() as watch:
        made = seating.seated(taken, people, openings, DEPTH)
    yield Figure(f"seats of {name}: prices and lists", watch.seconds, "s")
    figures = made.figures
    yield Figure(f"seats of {name}: free", figures["seats"], "seats")
    yield Figure(f"seats of {name}: hires by points alone", figures["hires"][0], "hires")
    yield Figure(f"seats of {name}: hires", figures["hires"][1], "hires")
    for at, said in enumerate(("by points alone", "with prices")):
        yield Figure(f"seats of {name}: Gini of places in lists a seat, {said}", figures["gini"][at], "")
        yield Figure(f"seats of {name}: vacancies shown, {said}", figures["shown"][at], "vacancies")
    feasible = np.unique(openings["vacancy"]).size
    shown = np.unique(made.lists["vacancy"]).size
    yield Figure(f"seats of {name}: of the vacancies that suit anybody, shown", shown / feasible, "", 1, at_least=True)
    if find_spec("ortools") is None:
        return
    best = _optimum(_graph(taken, people, openings))
    yield Figure(f"seats of {name}: optimal flow", best["seconds"], "s")
    yield Figure(f"seats of {name}: hires of the optimum", best["hires"], "hires")
    share = figures["hires"][1] / best["hires"]
    yield Figure(f"seats of {name}: hires against the optimum", share, "", 0.95, at_least=True)
    kept = figures["hire_points"][1] / (best["points"] / best["hires"])
    yield Figure(f"seats of {name}: mean points kept against the optimum", kept, "", 0.90, at_least=True)


def _graph(taken: snapshot.Snapshot, people: Array, openings: Array) -> seats.Graph:
    rows = seating.candidates(np.concatenate([people, openings]), taken.vacancies["id"], seating.waiting_order(taken))
    owner = np.searchsorted(taken.workers["id"], rows["worker"])
    off = np.searchsorted(owner, np.arange(taken.workers.size + 1)).astype(np.int64)
    which = np.searchsorted(taken.vacancies["id"], rows["vacancy"]).astype(np.int32)
    return seats.Graph(off, which, rows["points"].astype(np.int32), taken.vacancies["seats"].astype(np.int32))


def _optimum(graph: seats.Graph) -> dict[str, float]:
    """Most hires (maximum flow), and the most points among so many (minimum cost)."""
    from ortools.graph.python import max_flow, min_cost_flow

    people, vacancies = graph.off.size - 1, graph.seats.size
    owners = np.repeat(np.arange(people), np.diff(graph.off))
    source, sink = people + vacancies, people + vacancies + 1
    tails = np.concatenate([np.full(people, source), owners, people + np.arange(vacancies)])
    heads = np.concatenate([np.arange(people), people + graph.vacancy, np.full(vacancies, sink)])
    room = np.concatenate([np.ones(people + owners.size, np.int64), graph.seats.astype(np.int64)])
    cost = np.concatenate([np.zeros(people, np.int64), -graph.points.astype(np.int64), np.zeros(vacancies, np.int64)])
    with stopwatch() as watch:
        most = max_flow.SimpleMaxFlow()
        most.add_arcs_with_capacity(tails, heads, room)
        most.solve(source, sink)
        hires = most.optimal_flow()
        dearest = min_cost_flow.SimpleMinCostFlow()
        dearest.add_arcs_with_capacity_and_unit_cost(tails, heads, room, cost)
        dearest.set_nodes_supplies(np.array([source, sink]), np.array([hires, -hires]))
        if dearest.solve() != dearest.OPTIMAL:
            raise AssertionError("the flow has no optimum")
    return {"hires": hires, "points": -dearest.optimal_cost(), "seconds": watch.seconds}
