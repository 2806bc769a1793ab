"""From the best of both sides to the lists people see: candidates, prices of seats, order (matching.md §4).

The candidates of a person are their own best vacancies by points, and the vacancies among whose best people they are.
A person's list is the best of these by points less price, with places kept for vacancies nobody else is shown; a
vacancy's list stays by points. Of equals, whoever has
waited longest comes first.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from jobs.matching import seats
from jobs.matching.engine import ROW
from jobs.matching.figures import gini
from jobs.matching.snapshot import Snapshot

Array = np.ndarray[Any, np.dtype[Any]]

_WORTH = 2_048
"""More than any points less price; prices reach from -1000 to 1000."""


@dataclass(frozen=True)
class Seated:
    """Lists of a run with what they are made of."""

    lists: Array
    """Rows :data:`jobs.matching.engine.ROW` of people's lists, by person and rank."""
    prices: Array
    """int32, by vacancy of the snapshot."""
    figures: dict[str, Any]
    """Of the lists by points alone and as they are, pairs of numbers: before and after."""


def seated(taken: Snapshot, people: Array, vacancies: Array, depth: int) -> Seated:
    """``people``, ``vacancies``: list rows of all of one side each, by points."""
    free = taken.vacancies["seats"].astype(np.int32)
    waiting = waiting_order(taken)
    rows = candidates(np.concatenate([people, vacancies]), taken.vacancies["id"], waiting)
    owner = np.searchsorted(taken.workers["id"], rows["worker"])
    which = np.searchsorted(taken.vacancies["id"], rows["vacancy"]).astype(np.int32)
    off = np.searchsorted(owner, np.arange(taken.workers.size + 1)).astype(np.int64)
    graph = seats.Graph(off, which, rows["points"].astype(np.int32), free)
    price = seats.prices(graph)
    places = seats.places_for_all(graph, price, depth, waiting)
    rows["price"] = places.price
    lists = listed(rows[~places.gone], waiting[which][~places.gone], depth)
    return Seated(lists, price, _figures(taken, people, lists, free))


def waiting_order(taken: Snapshot) -> Array:
    """int64, by vacancy of the snapshot: 0 has waited longest."""
    order = np.empty(taken.vacancies.size, np.int64)
    order[np.lexsort((taken.vacancies["id"], taken.vacancies["waiting"]))] = np.arange(order.size)
    return order


def candidates(rows: Array, ids: Array, waiting: Array) -> Array:
    """Each pair of ``rows`` once, by person, falling points and waiting time (``waiting`` of the rising ``ids``)."""
    made = rows[_order(rows["worker"], rows["points"], waiting[np.searchsorted(ids, rows["vacancy"])])]
    # Both sides name a pair with the same points: its two rows stand together.
    once = np.ones(made.size, np.bool_)
    once[1:] = (made["worker"][1:] != made["worker"][:-1]) | (made["vacancy"][1:] != made["vacancy"][:-1])
    made = made[once]
    made["price"] = 0
    return made


def listed(rows: Array, waiting: Array, depth: int) -> Array:
    """The ``depth`` best of each person by points less price, with their ranks; ``waiting`` by row."""
    made = rows[_order(rows["worker"], rows["points"] - rows["price"], waiting)]
    starts = (
        np.flatnonzero(np.append(True, made["worker"][1:] != made["worker"][:-1])) if made.size else np.empty(0, int)
    )
    ranks = np.arange(made.size) - np.repeat(starts, np.diff(np.append(starts, made.size))) + 1
    kept: Array = made[ranks <= depth]
    kept["rank"] = ranks[ranks <= depth]
    return kept


def _order(owner: Array, worth: Array, waiting: Array) -> Array:
    """Positions by owner, falling worth, rising waiting number."""
    _, number = np.unique(owner, return_inverse=True)
    bits = max(1, int(waiting.max(initial=0)).bit_length())
    key = number.astype(np.int64) << (bits + 13)
    key |= (_WORTH - worth.astype(np.int64)) << bits
    found: Array = np.argsort(key | waiting, kind="stable")
    return found


def _figures(taken: Snapshot, plain: Array, lists: Array, free: Array) -> dict[str, Any]:
    """What happens when everybody applies down their list, and whom the lists show: before prices and after."""
    made: dict[str, Any] = {"seats": int(free.sum())}
    counted: dict[str, list[Any]] = {"hires": [], "hire_points": [], "shown": [], "gini": []}
    for rows in (plain, lists):
        which = np.searchsorted(taken.vacancies["id"], rows["vacancy"]).astype(np.int32)
        owner = np.searchsorted(taken.workers["id"], rows["worker"])
        off = np.searchsorted(owner, np.arange(taken.workers.size + 1)).astype(np.int64)
        outcome = seats.simulate(seats.Graph(off, which, rows["points"].astype(np.int32), free))
        named = np.bincount(which, minlength=free.size)
        counted["hires"].append(outcome.hires)
        counted["hire_points"].append(round(outcome.points / outcome.hires, 1) if outcome.hires else 0)
        counted["shown"].append(int((named > 0).sum()))
        counted["gini"].append(gini((named / np.maximum(free, 1)).tolist()))
    return made | counted


def empty() -> Array:
    """No rows."""
    return np.empty(0, ROW)
