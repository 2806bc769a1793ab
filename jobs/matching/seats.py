"""Seats: prices that keep the lists from sending everybody to the same door (matching.md §4).

Each person may take one seat, each vacancy has so many. On the best candidates of both sides an auction finds what a
seat costs in points: whoever has none bids for the vacancy worth most to them, as much more as it is worth above their
second choice, and whoever bid least for a full vacancy looks on (Bertsekas & Castañón, "The auction algorithm for the
transportation problem", 1989). It ends within ``STEP`` points a person of the dearest assignment there is. Prices order
lists and change no points.
"""

from typing import Any, NamedTuple

import numpy as np

from jobs.matching.compiled import compiled, inlined

Array = np.ndarray[Any, np.dtype[Any]]

STEP = 4
"""Points by which a bid at least rises: smaller is nearer to the best there is and takes longer."""
MOST = 1000
"""No seat costs more than a pair can have points."""


class Graph(NamedTuple):
    """Candidates of both sides by person: edges of person ``i`` are ``off[i]`` to ``off[i + 1]``, the best first."""

    off: Array  # int64 [W + 1]
    vacancy: Array  # int32, row
    points: Array  # int32
    seats: Array  # int32 [V]


class Outcome(NamedTuple):
    """What people who go by their lists end with."""

    hires: int
    points: int
    """Of all hires together."""
    applications: int
    """Made until nobody has anything left to try."""


class Places(NamedTuple):
    """How lists make room, by edge of a graph."""

    price: Array  # int32: what the list takes off, less than the vacancy's price where a place is kept for it
    gone: Array  # bool: left its place to another and stands in this list no more


def graph(people: Array, vacancies: Array, points: Array, seats: Array, size: int) -> Graph:
    """Candidates from pairs (rows of both sides and points; a pair may come twice) of ``size`` people."""
    order = np.lexsort((vacancies, -points, people))
    people, vacancies, points = people[order], vacancies[order], points[order]
    # Both sides name a pair with the same points, so that its two rows stand together.
    once = np.ones(people.size, np.bool_)
    once[1:] = (people[1:] != people[:-1]) | (vacancies[1:] != vacancies[:-1])
    people, vacancies, points = people[once], vacancies[once], points[once]
    off = np.searchsorted(people, np.arange(size + 1)).astype(np.int64)
    return Graph(off, vacancies.astype(np.int32), points.astype(np.int32), seats.astype(np.int32))


def prices(candidates: Graph, step: int = STEP) -> Array:
    """int32 [V]: what a seat of each vacancy costs in points; 0 where seats stay free."""
    price, bid, holder, size = _room(candidates)
    _auction(*candidates, _seat_offsets(candidates.seats), step, price, bid, holder, size)
    return price


def simulate(lists: Graph) -> Outcome:
    """People apply down their lists, vacancies keep the best of those who come (deferred acceptance, Gale & Shapley).

    ``lists``: the vacancies of each person in the order of their list.
    """
    _, best, holder, size = _room(lists)
    applications = _apply(*lists, _seat_offsets(lists.seats), best, holder, size)
    held = np.arange(best.size) - np.repeat(_seat_offsets(lists.seats)[:-1], lists.seats) < np.repeat(size, lists.seats)
    return Outcome(int(size.sum()), int((best[held] >> 32).sum()), int(applications))


def _seat_offsets(seats: Array) -> Array:
    return np.concatenate([[0], np.cumsum(seats.astype(np.int64))])


def _room(candidates: Graph) -> tuple[Array, Array, Array, Array]:
    seats = int(candidates.seats.sum())
    vacancies = candidates.seats.size
    return (
        np.zeros(vacancies, np.int32),
        np.zeros(seats, np.int64),
        np.zeros(seats, np.int32),
        np.zeros(vacancies, np.int32),
    )


def places_for_all(candidates: Graph, price: Array, depth: int, waiting: Array) -> Places:
    """A place for each vacancy that suits somebody but would stand in nobody's list.

    It takes, in the list of whoever has given fewest such places (of these, whom it suits best), the place of the last
    vacancy that others are shown as well. Nobody's list grows shorter, and no vacancy loses its only place. ``price``:
    int32 [V]; lists go by points less price, of equals by ``waiting`` (by vacancy, 0 has waited longest), and have
    ``depth`` places.
    """
    places = Places(price[candidates.vacancy].astype(np.int32), np.zeros(candidates.vacancy.size, np.bool_))
    owners = np.repeat(np.arange(candidates.off.size - 1, dtype=np.int32), np.diff(candidates.off))
    edges = np.argsort(candidates.vacancy, kind="stable")
    bounds = np.searchsorted(candidates.vacancy[edges], np.arange(price.size + 1)).astype(np.int64)
    _place(
        candidates.off, candidates.vacancy, candidates.points, owners, edges, bounds, waiting.astype(np.int64), depth,
        *places,
    )  # fmt: skip
    return places


@inlined
def _sink(bid: Any, holder: Any, low: int, size: int, value: Any, who: Any) -> None:
    """Put (value, who) in the place of the least of the heap ``low`` to ``low + size``."""
    i = 0
    child = 1
    while child < size:
        if child + 1 < size and bid[low + child + 1] < bid[low + child]:
            child += 1
        if bid[low + child] >= value:
            break
        bid[low + i], holder[low + i] = bid[low + child], holder[low + child]
        i = child
        child = 2 * i + 1
    bid[low + i], holder[low + i] = value, who


@inlined
def _rise(bid: Any, holder: Any, low: int, size: int, value: Any, who: Any) -> None:
    """Add (value, who) to the heap ``low`` to ``low + size``."""
    i = size
    while i and bid[low + ((i - 1) >> 1)] > value:
        parent = (i - 1) >> 1
        bid[low + i], holder[low + i] = bid[low + parent], holder[low + parent]
        i = parent
    bid[low + i], holder[low + i] = value, who


@compiled
def _auction(
    off: Any, vacancy: Any, points: Any, seats: Any, seat_off: Any, step: int, price: Any, bid: Any, holder: Any,
    size: Any,
) -> None:  # fmt: skip
    people = off.shape[0] - 1
    # Whoever waits for a seat, first come first served; nobody stands in it twice.
    queue = np.arange(people + 1).astype(np.int32)
    head, waiting = 0, people
    while waiting:
        person = queue[head]
        head = head + 1 if head < people else 0
        waiting -= 1
        best, second, chosen = np.int64(-1), np.int64(0), -1
        for e in range(off[person], off[person + 1]):
            v = vacancy[e]
            if np.int64(points[e]) < second:
                break  # the rest is worth no more than its points
            worth = np.int64(points[e]) - price[v]
            if worth > best and seats[v] > 0:
                second = max(best, np.int64(0))
                best, chosen = worth, v
            elif worth > second and seats[v] > 0:
                second = worth
        if chosen < 0:
            continue  # everything costs more than it is worth to them
        offer = price[chosen] + best - second + step
        low, held = seat_off[chosen], size[chosen]
        if held < seats[chosen]:
            _rise(bid, holder, low, held, offer, person)
            size[chosen] += 1
        else:
            at = (head + waiting) % (people + 1)
            queue[at] = holder[low]
            waiting += 1
            _sink(bid, holder, low, held, offer, person)
        if size[chosen] == seats[chosen]:
            price[chosen] = min(bid[low], MOST)


@compiled
def _apply(off: Any, vacancy: Any, points: Any, seats: Any, seat_off: Any, best: Any, holder: Any, size: Any) -> Any:
    people = off.shape[0] - 1
    tried = off[:-1].copy()
    applications = np.int64(0)
    for first in range(people):
        person = first
        while person >= 0:
            if tried[person] == off[person + 1]:
                break
            e = tried[person]
            tried[person] += 1
            applications += 1
            v = vacancy[e]
            # Of equal points the person who comes first in the snapshot is kept.
            value = (np.int64(points[e]) << np.int64(32)) + np.int64(people - person)
            low, held = seat_off[v], size[v]
            if held < seats[v]:
                _rise(best, holder, low, held, value, person)
                size[v] += 1
                person = -1
            elif held and value > best[low]:
                person, other = holder[low], person
                _sink(best, holder, low, held, value, other)
    return applications


@inlined
def _key(points: Any, price: Any, waiting: Any) -> Any:
    """Rises as a list falls: points less price, then waiting time; no two of a list are equal."""
    return ((np.int64(points) - np.int64(price)) << 32) - waiting


@inlined
def _yielding(low: int, high: int, vacancy: Any, key: Any, listed: Any, kept: Any, shown: Any) -> int:
    """The last edge of a list whose vacancy others are shown as well; -1 where there is none."""
    found = -1
    for e in range(low, high):
        if listed[e] and not kept[e] and shown[vacancy[e]] > 1 and (found < 0 or key[e] < key[found]):
            found = e
    return found


@inlined
def _list(off: Any, vacancy: Any, key: Any, depth: int, listed: Any, shown: Any) -> None:
    """Who stands in the lists, and in how many each."""
    for person in range(off.shape[0] - 1):
        low, high = off[person], off[person + 1]
        if high == low:
            continue
        last = np.sort(key[low:high])[max(0, high - low - depth)]
        for e in range(low, high):
            listed[e] = key[e] >= last
            shown[vacancy[e]] += listed[e]


@compiled
def _place(
    off: Any, vacancy: Any, points: Any, owners: Any, edges: Any, bounds: Any, waiting: Any, depth: int, price: Any,
    gone: Any,
) -> None:  # fmt: skip
    key = np.empty(vacancy.shape[0], np.int64)
    for e in range(vacancy.shape[0]):
        key[e] = _key(points[e], price[e], waiting[vacancy[e]])
    listed, kept = np.zeros(vacancy.shape[0], np.bool_), np.zeros(vacancy.shape[0], np.bool_)
    shown, given = np.zeros(bounds.shape[0] - 1, np.int32), np.zeros(off.shape[0] - 1, np.int32)
    _list(off, vacancy, key, depth, listed, shown)
    for v in range(shown.shape[0]):
        if shown[v]:
            continue
        mine = yields = -1
        for at in range(bounds[v], bounds[v + 1]):
            e = edges[at]
            ahead = mine < 0 or (given[owners[e]], -points[e]) < (given[owners[mine]], -points[mine])
            if ahead:
                last = _yielding(off[owners[e]], off[owners[e] + 1], vacancy, key, listed, kept, shown)
                if last >= 0:
                    mine, yields = e, last
        if mine < 0:
            continue
        listed[yields], gone[yields], listed[mine], kept[mine] = False, True, True, True
        shown[vacancy[yields]] -= 1
        shown[v] = 1
        person = owners[mine]
        given[person] += 1
        # Just before the first that has no place, so that it has one.
        for e in range(off[person], off[person + 1]):
            if not listed[e] and not gone[e]:
                price[mine] = min(price[mine], points[mine] - (points[e] - price[e]) - 1)
