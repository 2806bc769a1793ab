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
cannot enter a full list ends the block. Lists go by points; ties fall to the lower tie
number.
"""

from typing import Any

import numpy as np

from jobs.matching.bitsets import join, own_bits
from jobs.matching.compiled import compiled, inlined
from jobs.matching.layout import Candidates
from jobs.matching.shares import experience_share

MOST_POINTS = 1024
"""More than any pair is worth."""

_TIES = np.int64(0xFFFF_FFFF)
_32 = np.int64(32)
_ONE = np.uint64(1)

_experience_share = inlined(experience_share)


@inlined
def _experienced(months: Any, required: Any, weight: Any) -> Any:
    """Points of experience."""
    return weight * _experience_share(months, required) // 1000


@inlined
def _skill_points(held: Any, bits: Any, points: Any, low: int, high: int) -> int:
    total = 0
    for s in range(low, high):
        bit = bits[s]
        if held[bit >> 6] >> np.uint64(bit & 63) & _ONE:
            total += points[s]
    return total


@inlined
def _skills_in_vain(held: Any, asked: Any, weight: Any) -> Any:
    """Of a person's most points those of skills, if nothing ``asked`` is among what they hold."""
    some = False
    for word in range(asked.shape[0]):
        if held[word] & asked[word]:
            return np.int64(0)
        some = some or held[word] != 0
    return weight if some else np.int64(0)


@inlined
def _is_barred(barred: Any, low: int, high: int, v: int) -> bool:
    for b in range(low, high):  # noqa: SIM110 — numba has no generator expressions
        if barred[b] == v:
            return True
    return False


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


@inlined
def _by_falling(most: Any, order: Any, count: int, starts: Any) -> None:
    """``order[:count]``: positions of ``most[:count]`` (below :data:`MOST_POINTS`), highest first, else as they are."""
    starts[:] = 0
    for i in range(count):
        starts[most[i]] += 1
    at = 0
    for value in range(starts.shape[0] - 1, -1, -1):
        at, starts[value] = at + starts[value], at
    for i in range(count):
        order[starts[most[i]]] = i
        starts[most[i]] += 1


@inlined
def _open_blocks(
    occ: Any, share: Any, first: int, last: int, manual: Any, weight: Any, places: Any, off: Any, block_place: Any,
    lows: Any, middles: Any, related: Any, found: Any, base: Any, step: Any,
) -> int:  # fmt: skip
    """Blocks in acceptable places: of related occupations (``step``: which entry), then, for those who accept any
    manual work, of the others (``step`` -1). ``base``: points of occupation and place. Returns their number."""
    count = 0
    for e in range(first, last):
        related[occ[e]] = True
        worth = weight * share[e] // 1000
        for b in range(off[occ[e]], off[occ[e] + 1]):
            place = places[block_place[b]]
            if place >= 0:
                found[count], step[count], base[count] = b, e, worth + place
                count += 1
    if manual:
        for o in range(related.shape[0]):
            if related[o]:
                continue
            for b in range(off[o], off[o + 1]):
                place = places[block_place[b]]
                if place >= 0 and middles[b] > lows[b]:
                    found[count], step[count], base[count] = b, -1, place
                    count += 1
    for e in range(first, last):
        related[occ[e]] = False
    return count


@compiled
def match_workers(W: Any, V: Any, T: Any, B: Any, M: Any, rows: Any, keys: Any, counts: Any) -> None:
    """Best vacancies of the workers ``rows``, whose bits ``B`` has: ``keys`` int64 [n, k] falling; the high half is
    points, the low half falls with the tie number."""
    # Arrays of a tuple are taken out once: each time costs two counts of references.
    records, w_rest, w_other, w_pay, skills, w_off, w_occ, w_share, w_months, barred_off, barred, _ = W
    v_rest, v_other, v_pay, required = V.rest, V.other, V.pay, V.months
    v_quality, v_wishes = V.quality, V.wishes
    skill_off, skill_bit, skill_points, block_skills = V.skill_off, V.skill_bit, V.skill_points, V.block_skills
    members, tie, off, block_place, lows, middles, highs = V.first, V.tie, V.off, V.block_place, V.low, V.middle, V.high
    weights, place_table, _, quality_table, pay_table, wish_table = T
    k = keys.shape[1]
    related = np.zeros(off.shape[0] - 1, np.bool_)
    found, order = np.empty(lows.shape[0], np.int32), np.empty(lows.shape[0], np.int32)
    base, step = np.empty(lows.shape[0], np.int64), np.empty(lows.shape[0], np.int64)
    starts = np.empty(MOST_POINTS, np.int32)
    words = B.rows.shape[1]
    failing, nothing = np.empty(words, np.uint64), np.zeros(words, np.uint64)
    unrelated, inexperienced = np.empty(words, np.uint64), np.empty(words, np.uint64)
    for i in range(rows.shape[0]):
        row = rows[i]
        w = records[row]
        join(B, i, failing)
        own_bits(M, row, nothing, unrelated, inexperienced)
        for word in range(words):
            failing[word] |= unrelated[word] | inexperienced[word]
        mine, other, paid = w_rest[row], w_other[row], pay_table[w_pay[row]]
        held, qualities, wished = skills[row], quality_table[w.quality], wish_table[w.wishes]
        heap = keys[i]
        size = 0
        least = np.int64(0)
        count = _open_blocks(
            w_occ, w_share, w_off[row], w_off[row + 1], w.manual, weights[0], place_table[w.place], off, block_place,
            lows, middles, related, found, base, step,
        )  # fmt: skip
        # The nearest blocks first: they fill the list with what the later ones must surpass.
        _by_falling(base, order, count, starts)
        for at in range(count):
            b, e = found[order[at]], step[order[at]]
            near = base[order[at]]
            if near + mine < least:
                break
            vain = _skills_in_vain(held, block_skills[b], weights[3])
            most, others = mine - vain, other - vain
            if near + most < least:
                continue
            months = np.int64(w_months[e]) if e >= 0 else np.int64(w.months)
            # Manual work, then (by relation) the others; each by falling worth, so one that falls short ends it.
            for run in range(2 if e >= 0 else 1):
                for v in range(middles[b] if run else lows[b], highs[b] if run else middles[b]):
                    if near + min(most, v_rest[v]) < least:
                        break
                    position = members[v]
                    if failing[position >> 6] >> np.uint64(position & 63) & _ONE:
                        continue
                    worth = near + paid[v_pay[v]] + _experienced(months, required[v], weights[2])
                    if worth + min(others, v_other[v]) < least:
                        continue
                    worth += qualities[v_quality[v]] + wished[v_wishes[v]]
                    low, high = skill_off[v], skill_off[v + 1]
                    if low < high and worth + weights[3] >= least:
                        worth += _skill_points(held, skill_bit, skill_points, low, high)
                    if worth < least:
                        continue
                    for member in range(members[v], members[v + 1]):
                        key = (np.int64(worth) << _32) | (_TIES - tie[member])
                        if size == k and key < heap[0]:
                            break
                        if not _is_barred(barred, barred_off[row], barred_off[row + 1], member):
                            size = _offer(heap, size, key)
                    if size == k:
                        least = heap[0] >> _32
        heap[:size] = np.sort(heap[:size])[::-1]
        counts[i] = size


@inlined
def _candidates(
    W: Any, B: Any, T: Any, occ: int, manual: Any, places: Any, asked: Any, rough: Any, out: Any, tools: Any
) -> int:
    """Fill ``out`` with the people related to the occupation (for manual work: and all who accept any) whose place
    holds; returns their number. ``asked``: skills of the block; ``rough``: the same unordered; ``tools``: room for the
    ordering."""
    most, order, starts, seen = tools
    count = 0
    for e in range(B.off[occ], B.off[occ + 1]):
        row, place = B.worker[e], places[B.place[e]]
        if manual:
            seen[row] = True
        if place >= 0:
            rough.worker[count], rough.months[count] = row, B.months[e]
            rough.base[count] = T.weights[0] * B.share[e] // 1000 + place
            rough.rest[count] = _skills_in_vain(W.skills[row], asked, T.weights[3])
            most[count] = rough.base[count] + W.rest[row] - rough.rest[count]
            count += 1
    if manual:
        for row in B.manual:
            place = places[W.records[row].place]
            if place >= 0 and not seen[row]:
                rough.worker[count], rough.months[count] = row, W.records[row].months
                rough.rest[count] = _skills_in_vain(W.skills[row], asked, T.weights[3])
                rough.base[count], most[count] = place, place + W.rest[row] - rough.rest[count]
                count += 1
        for e in range(B.off[occ], B.off[occ + 1]):
            seen[B.worker[e]] = False
    _by_falling(most, order, count, starts)
    for i in range(count):
        at = order[i]
        row = rough.worker[at]
        out.worker[i], out.base[i], out.months[i] = row, rough.base[at], rough.months[at]
        w = W.records[row]
        vain = rough.rest[at]
        out.rest[i], out.other[i], out.pay[i] = W.rest[row] - vain, W.other[row] - vain, W.pay[row]
        out.quality[i], out.wishes[i], out.skills[i] = w.quality, w.wishes, W.skills[row]
    return count


@inlined
def _room(people: int, words: int) -> Candidates:
    return Candidates(
        np.empty(people, np.int32),
        np.empty(people, np.int64),
        np.empty(people, np.int64),
        np.empty(people, np.int64),
        np.empty(people, np.int32),
        np.empty(people, np.int32),
        np.empty(people, np.int8),
        np.empty(people, np.int32),
        np.empty((people, words), np.uint64),
    )


@compiled
def match_vacancies(W: Any, V: Any, by_occupation: Any, T: Any, B: Any, rows: Any, keys: Any, counts: Any) -> None:
    """Best workers of the vacancies ``rows`` (rising), whose bits ``B`` has: ``keys`` int64 [n, k] falling, points in
    the high half, the tie a worker row."""
    barred_off, barred, barring = W.barred_off, W.barred, W.barring
    vacancies, v_rest, v_other, v_occ, v_pay, v_months = V.records, V.rest, V.other, V.occ, V.pay, V.months
    class_of, skill_off, skill_bit, skill_points = V.class_of, V.skill_off, V.skill_bit, V.skill_points
    weights, _, place_table, quality_table, pay_table, wish_table = T
    people = W.records.shape[0]
    k = keys.shape[1]
    failing = np.empty(B.rows.shape[1], np.uint64)
    rough, near = _room(people, 0), _room(people, W.skills.shape[1])
    tools = (
        np.empty(people, np.int64),
        np.empty(people, np.int32),
        np.empty(MOST_POINTS, np.int32),
        np.zeros(people, np.bool_),
    )
    near_worker, near_base, near_months, near_rest, near_pay, near_other, near_quality, near_wishes, near_skills = near
    count = 0
    for i in range(rows.shape[0]):
        v = class_of[rows[i]]
        before = class_of[rows[i - 1]] if i else -1
        if before == v and not barring[rows[i]] and not barring[rows[i - 1]]:
            keys[i] = keys[i - 1]
            counts[i] = counts[i - 1]
            continue
        vacancy, occ = vacancies[v], v_occ[v]
        apart = before < 0 or v_occ[before] != occ
        if apart or vacancies[before].place != vacancy.place or vacancies[before].manual != vacancy.manual:
            places = place_table[vacancy.place]
            asked = V.block_skills[V.block_of[v]]
            count = _candidates(W, by_occupation, T, occ, vacancy.manual, places, asked, rough, near, tools)
        join(B, i, failing)
        heap = keys[i]
        size = 0
        least = np.int64(0)
        low, high = skill_off[v], skill_off[v + 1]
        mine, other, required = v_rest[v], v_other[v], np.int64(v_months[v])
        paying = pay_table[:, v_pay[v]]
        for e in range(count):
            base = near_base[e]
            if base + near_rest[e] < least:
                break
            row, months = near_worker[e], near_months[e]
            if base + mine < least or failing[row >> 6] >> np.uint64(row & 63) & _ONE:
                continue
            points = base + paying[near_pay[e]] + _experienced(months, required, weights[2])
            if points + min(other, near_other[e]) < least:
                continue
            points += quality_table[near_quality[e], vacancy.quality] + wish_table[near_wishes[e], vacancy.wishes]
            if low < high and points + weights[3] >= least:
                points += _skill_points(near_skills[e], skill_bit, skill_points, low, high)
            if points < least:
                continue
            if barring[rows[i]] and _is_barred(barred, barred_off[row], barred_off[row + 1], rows[i]):
                continue
            size = _offer(heap, size, (np.int64(points) << _32) | (_TIES - row))
            if size == k:
                least = heap[0] >> _32
        heap[:size] = np.sort(heap[:size])[::-1]
        counts[i] = size
