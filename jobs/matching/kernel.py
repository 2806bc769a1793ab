"""The compiled loops: every worker × every vacancy, whole numbers only, the best ``k`` of each side.

What is compared is declared in :mod:`jobs.matching.criteria` and :mod:`jobs.matching.points`; here it arrives as one
record a person and one a vacancy, laid out by :mod:`jobs.matching.packing` so that one test settles many criteria:

* ``level*`` – each "at least" criterion is four bits of a word; one subtraction compares sixteen of them;
* ``set*`` – each "all of" criterion is a run of bits; one ``and-not`` compares sixty-four;
* ``groups`` – the "one of" criterion;
* ``most*`` – each "not over" criterion is a 32-bit column: the worker's must not exceed the vacancy's.

Equal vacancies are one class (:mod:`jobs.matching.stock`), and classes stand in blocks of one occupation and one set of
workplaces. A worker meets only the blocks of related occupations in acceptable places, so nothing is lost: what is
skipped could not hold. Within a block the most a pair could be worth falls from one to the next, so the first that
cannot enter a full list ends the block. A worker's list goes by points less the price of the vacancy's seats, a
vacancy's list by points. Ties fall to the lower tie number.
"""

from typing import Any, NamedTuple

import numpy as np

from jobs.matching.compiled import compiled, inlined
from jobs.matching.shares import experience_share, pay_share

Array = np.ndarray[Any, np.dtype[Any]]

_U8, _I4, _I2 = np.uint64, np.int32, np.int16
_LAYOUT: list[tuple[str, Any]] = [
    ("level0", _U8),
    ("level1", _U8),
    ("level2", _U8),
    ("level3", _U8),
    ("set0", _U8),
    ("set1", _U8),
]
_LAYOUT += [("set2", _U8), ("groups", _U8), ("most0", _I4), ("most1", _I4), ("most2", _I4), ("most3", _I4)]
_LAYOUT += [("pay", _I4), ("place", _I4), ("wishes", _I4), ("months", _I2), ("quality", np.int8), ("manual", np.bool_)]
RECORD = np.dtype(_LAYOUT, align=True)
"""One worker or vacancy. ``pay``: least accepted or highest stated, đồng a month, 0 unknown. ``place``, ``wishes``:
key into the tables of :class:`Tables`. ``months``: of a worker in unrelated work (0, or -1 unknown), of a vacancy the
requirement (-1 not stated). ``quality``: level of qualification, 8 unknown."""

LEVEL_WORDS, SET_WORDS, MOST = 4, 3, 4

WORTH = 1024
"""What a key's high half has above points less price: prices reach at most this, so that it is never negative."""

_GUARD = np.uint64(0x8888_8888_8888_8888)
_TIES = np.int64(0xFFFF_FFFF)
_32 = np.int64(32)
_ONE = np.uint64(1)

_pay_share = inlined(pay_share)
_experience_share = inlined(experience_share)


class Workers(NamedTuple):
    records: Array  # RECORD [W]; row order is id order
    rest: Array  # int32 [W], most points the person can earn beside occupation and place
    skills: Array  # uint64 [W, S]
    off: Array  # int64 [W + 1], bounds of the three below
    occ: Array  # int32, related occupation, by falling share
    share: Array  # int16, per mille
    months: Array  # int16, experience in occupations related to it, -1 unknown
    barred_off: Array  # int64 [W + 1]
    barred: Array  # int32, vacancy rows never to be proposed
    barring: Array  # bool [V], vacancy rows that are barred for somebody


class Vacancies(NamedTuple):
    """V rows in C classes of equal ones, by occupation, place, manual work first, falling ``rest`` less ``price``."""

    records: Array  # RECORD [C]
    rest: Array  # int32 [C], most points it can give beside occupation and place
    price: Array  # int32 [C], points
    occ: Array  # int32 [C]
    skill_off: Array  # int64 [C + 1]
    skill_bit: Array  # int32
    skill_points: Array  # int32, adds up to the weight of skills
    first: Array  # int64 [C + 1], first row of each class
    class_of: Array  # int32 [V]
    tie: Array  # int32 [V], 0 has waited longest; rising within a class
    off: Array  # int64 [O + 2], blocks of each occupation, the last of those without
    block_place: Array  # int32
    low: Array  # int64, first class of the block
    middle: Array  # int64, end of those that are manual work
    high: Array  # int64, end


class ByOccupation(NamedTuple):
    """Workers related to each occupation, by falling share, then falling ``Workers.rest``."""

    off: Array  # int64 [O + 1]
    worker: Array  # int32
    share: Array  # int16
    months: Array  # int16
    place: Array  # int32, of the worker, as is the next
    rest: Array  # int32
    next_share: Array  # int64, where the entries with a lower share begin
    manual: Array  # int32, all workers who accept any manual work, by falling rest


class Tables(NamedTuple):
    """Points looked up by a pair of keys, and the weights of what is computed."""

    weights: Array  # int64 [4]: occupation, pay, experience, skills
    place: Array  # int16 [worker key, vacancy key], -1 where the place does not hold
    place_of_vacancy: Array  # int16, the same transposed
    quality: Array  # int16 [9, 9]
    wishes: Array  # int16 [worker key, vacancy key]


@inlined
def _holds(w: Any, v: Any, months: Any) -> bool:
    """Every criterion but occupation, place and barring."""
    if w.most0 > v.most0 or w.most1 > v.most1 or w.most2 > v.most2 or w.most3 > v.most3:
        return False
    if (v.set0 & ~w.set0) | (v.set1 & ~w.set1) | (v.set2 & ~w.set2):
        return False
    missed = ~((w.level0 | _GUARD) - v.level0) | ~((w.level1 | _GUARD) - v.level1)
    missed |= ~((w.level2 | _GUARD) - v.level2) | ~((w.level3 | _GUARD) - v.level3)
    if missed & _GUARD:
        return False
    if v.groups != 0 and v.groups & w.groups == 0:
        return False
    return bool(months < 0 or months >= v.months)


@inlined
def _table_points(w: Any, v: Any, base: Any, months: Any, weights: Any, quality: Any, wishes: Any) -> Any:
    """Points of everything but skills."""
    points = base + quality[w.quality, v.quality] + wishes[w.wishes, v.wishes]
    points += weights[1] * _pay_share(w.pay, v.pay) // 1000
    return points + weights[2] * _experience_share(months, v.months) // 1000


@inlined
def _skill_points(held: Any, bits: Any, points: Any, low: int, high: int) -> int:
    total = 0
    for s in range(low, high):
        bit = bits[s]
        if held[bit >> 6] >> np.uint64(bit & 63) & _ONE:
            total += points[s]
    return total


@inlined
def _is_barred(barred: Any, low: int, high: int, v: int) -> bool:
    for b in range(low, high):  # noqa: SIM110 — numba has no generator expressions
        if barred[b] == v:
            return True
    return False


@inlined
def _mark(related: Any, workers: Any, first: int, last: int, occ: int) -> int:
    for e in range(first, last):
        related[workers[e]] = occ
    return occ


@inlined
def _offer(heap: Any, size: int, key: int) -> int:
    """Put ``key`` into the min-heap ``heap[:size]`` if it belongs to the best; the new size."""
    k = heap.shape[0]
    i = size
    if size < k:
        while i and heap[(i - 1) >> 1] > key:
            heap[i] = heap[(i - 1) >> 1]
            i = (i - 1) >> 1
        heap[i] = key
        return size + 1
    if key < heap[0]:
        return size
    i = 0
    child = 1
    while child < k:
        if child + 1 < k and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= key:
            break
        heap[i] = heap[child]
        i = child
        child = 2 * i + 1
    heap[i] = key
    return size


@compiled
def match_workers(W: Any, V: Any, T: Any, rows: Any, keys: Any, counts: Any) -> None:
    """Best vacancies of the workers ``rows``: ``keys`` int64 [n, k] falling; the high half is points less price plus
    :data:`WORTH`, the low half falls with the tie number."""
    records, w_rest, skills, w_off, w_occ, w_share, w_months, barred_off, barred, _ = W
    (vacancies, v_rest, price, _, skill_off, skill_bit, skill_points, members, _, tie, off, block_place, lows, middles,
     highs) = V  # fmt: skip
    weights, place_table, _, quality, wishes = T
    k = keys.shape[1]
    occupations = off.shape[0] - 1
    related = np.zeros(occupations, np.bool_)
    for i in range(rows.shape[0]):
        row = rows[i]
        w = records[row]
        mine = w_rest[row]
        held = skills[row]
        places = place_table[w.place]
        heap = keys[i]
        size = 0
        least = np.int64(0)
        first, last = w_off[row], w_off[row + 1]
        for e in range(first, last):
            related[w_occ[e]] = True
        # Related occupations first, then (for those who accept any manual work) all the others.
        steps = last - first + (occupations if w.manual else 0)
        for step in range(steps):
            by_relation = step < last - first
            occ = np.int64(w_occ[first + step]) if by_relation else step - (last - first)
            if not by_relation and related[occ]:
                continue
            months = np.int64(w_months[first + step]) if by_relation else np.int64(w.months)
            worth = WORTH + (weights[0] * w_share[first + step] // 1000 if by_relation else np.int64(0))
            for b in range(off[occ], off[occ + 1]):
                base = worth + places[block_place[b]]
                if places[block_place[b]] < 0 or base + mine < least:
                    continue
                # Manual work, then (by relation) the others; each by falling worth, so one that falls short ends it.
                for run in range(2 if by_relation else 1):
                    for v in range(middles[b] if run else lows[b], highs[b] if run else middles[b]):
                        if base + v_rest[v] - price[v] < least:
                            break
                        vacancy = vacancies[v]
                        if base + mine - price[v] < least or not _holds(w, vacancy, months):
                            continue
                        worth_all = _table_points(w, vacancy, base - price[v], months, weights, quality, wishes)
                        low, high = skill_off[v], skill_off[v + 1]
                        if low < high and worth_all + weights[3] >= least:
                            worth_all += _skill_points(held, skill_bit, skill_points, low, high)
                        if worth_all < least:
                            continue
                        for member in range(members[v], members[v + 1]):
                            key = (np.int64(worth_all) << _32) | (_TIES - tie[member])
                            if size == k and key < heap[0]:
                                break
                            if not _is_barred(barred, barred_off[row], barred_off[row + 1], member):
                                size = _offer(heap, size, key)
                        if size == k:
                            least = heap[0] >> _32
        for e in range(first, last):
            related[w_occ[e]] = False
        heap[:size] = np.sort(heap[:size])[::-1]
        counts[i] = size


@compiled
def match_vacancies(W: Any, V: Any, by_occupation: Any, T: Any, rows: Any, keys: Any, counts: Any) -> None:
    """Best workers of the vacancies ``rows`` (rising): ``keys`` int64 [n, k] falling, points in the high half, the tie
    a worker row."""
    records, w_rest, skills, _, _, _, _, barred_off, barred, barring = W
    vacancies, v_rest, _, v_occ, skill_off, skill_bit, skill_points, _, class_of, _, _, _, _, _, _ = V
    o_off, o_worker, o_share, o_months, o_place, o_rest, o_next, manual = by_occupation
    weights, _, place_table, quality, wishes = T
    k = keys.shape[1]
    related = np.full(records.shape[0], -1, np.int32)
    marked = -1
    for i in range(rows.shape[0]):
        v = class_of[rows[i]]
        if i and class_of[rows[i - 1]] == v and not barring[rows[i]] and not barring[rows[i - 1]]:
            keys[i] = keys[i - 1]
            counts[i] = counts[i - 1]
            continue
        vacancy = vacancies[v]
        occ = v_occ[v]
        heap = keys[i]
        size = 0
        least = np.int64(0)
        places = place_table[vacancy.place]
        low, high = skill_off[v], skill_off[v + 1]
        mine = v_rest[v]
        nearest = np.int64(np.max(places))
        first, last = o_off[occ], o_off[occ + 1]
        if vacancy.manual and marked != occ:
            marked = _mark(related, o_worker, first, last, occ)
        # Related workers by falling share, then (for manual work) all who accept any; within, by falling rest.
        end = last + (manual.shape[0] if vacancy.manual else 0)
        e = first
        while e < end:
            by_relation = e < last
            row = o_worker[e] if by_relation else manual[e - last]
            rest = min(mine, o_rest[e] if by_relation else w_rest[row])
            worth = weights[0] * o_share[e] // 1000 if by_relation else np.int64(0)
            if worth + nearest + rest < least:
                e = o_next[e] if by_relation else end
                continue
            place = places[o_place[e] if by_relation else records[row].place]
            e += 1
            base = worth + place
            if place < 0 or base + rest < least or (not by_relation and related[row] == occ):
                continue
            w = records[row]
            months = np.int64(o_months[e - 1]) if by_relation else np.int64(w.months)
            if not _holds(w, vacancy, months):
                continue
            points = _table_points(w, vacancy, base, months, weights, quality, wishes)
            if low < high and points + weights[3] >= least:
                points += _skill_points(skills[row], skill_bit, skill_points, low, high)
            if points < least or (
                barring[rows[i]] and _is_barred(barred, barred_off[row], barred_off[row + 1], rows[i])
            ):
                continue
            size = _offer(heap, size, (np.int64(points) << _32) | (_TIES - row))
            if size == k:
                least = heap[0] >> _32
        heap[:size] = np.sort(heap[:size])[::-1]
        counts[i] = size
