"""Compiled helpers of packing: each worker's related occupations, each pair of place keys, totals of listed pairs."""

from typing import Any

import numpy as np

from jobs.matching.compiled import compiled, inlined
from jobs.matching.shares import (
    FAILS,
    MOVED_SHARE,
    UNKNOWN,
    distance_share,
    experience_share,
    pay_share,
    workplace_share,
)

_distance_share = inlined(distance_share)
_workplace_share = inlined(workplace_share, distance_share=_distance_share)
_pay_share = inlined(pay_share)
_experience_share = inlined(experience_share)


@compiled
def related_occupations(
    relation: Any, wanted_off: Any, wanted: Any, done_off: Any, done: Any, done_months: Any, stated: Any, fill: bool,
    off: Any, occ: Any, share: Any, months: Any,
) -> None:  # fmt: skip
    """Each worker's occupations with a relation above none, by falling share, and the months worked in related ones.

    Called twice: first with ``fill`` false to count into ``off`` [W + 1], then to fill the rest.
    """
    occupations = relation.shape[0]
    best = np.zeros(occupations, np.int16)
    worked = np.zeros(occupations, np.int64)
    wished = np.zeros(occupations, np.bool_)
    for w in range(off.shape[0] - 1):
        best[:] = 0
        worked[:] = 0
        wished[:] = False
        known = stated[w] >= 0
        for i in range(wanted_off[w], wanted_off[w + 1]):
            for o in range(occupations):
                if relation[wanted[i], o] > 0:
                    wished[o] = True
                    best[o] = max(best[o], relation[wanted[i], o])
        for i in range(done_off[w], done_off[w + 1]):
            known = known or done_months[i] >= 0
            for o in range(occupations):
                if relation[done[i], o] > 0:
                    best[o] = max(best[o], relation[done[i], o])
                    worked[o] += max(done_months[i], 0)
        at = off[w]
        if not fill:
            off[w + 1] = at + np.count_nonzero(best)
            continue
        for o in np.argsort(-best.astype(np.int64), kind="mergesort"):
            if best[o] == 0:
                break
            occ[at] = o
            share[at] = best[o]
            total = max(worked[o], stated[w]) if wished[o] else worked[o]
            months[at] = min(total, 30_000) if known else UNKNOWN
            at += 1


@compiled
def place_table(
    named_off: Any, named: Any, reach: Any, province_off: Any, provinces: Any, moves: Any,
    work_off: Any, work: Any, dormitory: Any, abroad: Any, commune: Any, province: Any, metres: Any, province_of: Any,
    table: Any,
) -> None:  # fmt: skip
    """Per mille of every worker's place key × every vacancy's; ``UNKNOWN`` and ``FAILS`` as they are.

    ``work``: the distinct workplaces of each vacancy key, whose ``commune`` and ``province`` follow.
    """
    shares = np.zeros(commune.shape[0], np.int16)
    for a in range(table.shape[0]):
        mine = slice(named_off[a], named_off[a + 1])
        whole = provinces[province_off[a] : province_off[a + 1]]
        for c in range(commune.shape[0]):
            shares[c] = _workplace_share(
                commune[c], province[c], c, named[mine], reach[mine], whole, metres, province_of
            )
        for b in range(table.shape[1]):
            best = FAILS
            for i in range(work_off[b], work_off[b + 1]):
                best = max(best, shares[work[i]])
            if work_off[b] == work_off[b + 1]:
                best = UNKNOWN
            if best == FAILS and dormitory[b] and moves[a]:
                best = MOVED_SHARE
            table[a, b] = 1000 if abroad[b] else best


@compiled
def totals(
    W: Any, V: Any, T: Any, places: Any, wish_shares: Any, weights: Any, rows: Any, others: Any, out: Any
) -> None:
    """``out`` int32 [n, 4]: points, fit, preference and known of the pairs (worker row, vacancy class).

    ``weights``: of the seven terms in declared order; ``places``: :func:`place_table`; ``wish_shares``: -1 unknown.
    """
    for i in range(rows.shape[0]):
        row, v = rows[i], others[i]
        worker, vacancy = W.records[row], V.records[v]
        months = np.int64(worker.months)
        share = np.int64(0)
        for e in range(W.off[row], W.off[row + 1]):
            if W.occ[e] == V.occ[v]:
                share, months = np.int64(W.share[e]), np.int64(W.months[e])
        fit, preference, known = weights[0] * share // 1000, np.int64(0), weights[0]
        low, high = V.skill_off[v], V.skill_off[v + 1]
        if low < high and np.any(W.skills[row] != 0):
            known += weights[1]
            for s in range(low, high):
                bit = V.skill_bit[s]
                if W.skills[row, bit >> 6] >> np.uint64(bit & 63) & np.uint64(1):
                    fit += V.skill_points[s]
        place = np.int64(places[worker.place, vacancy.place])
        if place >= 0:
            known += weights[2]
            preference += weights[2] * place // 1000
        if worker.pay > 0 and vacancy.pay >= worker.pay:
            known += weights[3]
            preference += weights[3] * _pay_share(worker.pay, vacancy.pay) // 1000
        if months >= 0 and vacancy.months >= 0:
            known += weights[4]
            fit += weights[4] * _experience_share(int(months), vacancy.months) // 1000
        if worker.quality < 8 and vacancy.quality < 8:
            known += weights[5]
            fit += np.int64(T.quality[worker.quality, vacancy.quality])
        if wish_shares[worker.wishes, vacancy.wishes] >= 0:
            known += weights[6]
            preference += np.int64(T.wishes[worker.wishes, vacancy.wishes])
        out[i, 0], out[i, 1], out[i, 2], out[i, 3] = fit + preference, fit, preference, known
