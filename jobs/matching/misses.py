"""Compiled loops over the pairs that fail exactly one criterion: counted for everybody, listed for one.

Criteria are numbered as declared in :data:`jobs.matching.criteria.CRITERIA`; the column after the last counts the
pairs that fail none.
"""

from typing import Any, NamedTuple

import numpy as np

from jobs.matching.compiled import compiled, inlined
from jobs.matching.kernel import _GUARD

Array = np.ndarray[Any, np.dtype[Any]]

NONE, SEVERAL = -1, -2


class Numbers(NamedTuple):
    """Where in a record each criterion shows, and the numbers of those with tests of their own."""

    bits: Array  # uint64 [n, 7], of jobs.matching.records.criterion_bits
    of_bits: Array  # int64 [n]
    of_bounds: Array  # int64 [4], of most0 … most3
    occupation: int
    place: int
    experience: int
    reserved: int
    barred: int


@inlined
def _with(found: Any, failed: Any, number: Any) -> Any:
    """``found`` and one more criterion, if it failed."""
    if not failed:
        return found
    return number if found == NONE else SEVERAL


@inlined
def _sole(w: Any, v: Any, months: Any, C: Any, found: Any) -> Any:
    """The only criterion that fails, NONE or SEVERAL; ``found``: what failed before, occupation or place."""
    bits, of_bits, of_bounds, _, _, experience, reserved, _ = C
    found = _with(found, w.most0 > v.most0, of_bounds[0])
    found = _with(found, w.most1 > v.most1, of_bounds[1])
    found = _with(found, w.most2 > v.most2, of_bounds[2])
    found = _with(found, w.most3 > v.most3, of_bounds[3])
    found = _with(found, v.groups != 0 and v.groups & w.groups == 0, reserved)
    found = _with(found, months >= 0 and months < v.months, experience)
    if found == SEVERAL:
        return SEVERAL
    m0 = ~((w.level0 | _GUARD) - v.level0) & _GUARD
    m1 = ~((w.level1 | _GUARD) - v.level1) & _GUARD
    m2 = ~((w.level2 | _GUARD) - v.level2) & _GUARD
    m3 = ~((w.level3 | _GUARD) - v.level3) & _GUARD
    s0, s1, s2 = v.set0 & ~w.set0, v.set1 & ~w.set1, v.set2 & ~w.set2
    if (m0 | m1 | m2 | m3 | s0 | s1 | s2) == 0:
        return found
    if found != NONE:
        return SEVERAL
    for r in range(of_bits.shape[0]):
        missed = m0 & bits[r, 0] | m1 & bits[r, 1] | m2 & bits[r, 2] | m3 & bits[r, 3]
        missed |= s0 & bits[r, 4] | s1 & bits[r, 5] | s2 & bits[r, 6]
        found = _with(found, missed != 0, of_bits[r])
        if found == SEVERAL:
            return SEVERAL
    return found


@inlined
def _before(related: Any, manual: Any, near: Any, occupation: Any, place: Any) -> Any:
    """What fails of occupation and place."""
    found = NONE if related or manual else occupation
    return _with(found, not near, place)


@compiled
def tally(W: Any, V: Any, T: Any, C: Any, rows: Any, of_workers: Any, of_classes: Any, of_barred: Any) -> None:
    """Count by criterion for the workers ``rows``: vacancies ``of_workers`` int32 [n, criteria + 1], people
    ``of_classes`` int32 [classes, criteria + 1] as if nobody were barred, and what barring changes in
    ``of_barred`` int32 [vacancies, criteria + 1]."""
    records, _, _, w_off, w_occ, _, w_months, barred_off, barred, _ = W
    vacancies, _, _, v_occ, _, _, _, members, class_of, _, off, block_place, lows, middles, highs = V
    place_table = T[1]
    occupations = off.shape[0] - 1
    related = np.zeros(occupations, np.bool_)
    worked = np.zeros(occupations, np.int64)
    for i in range(rows.shape[0]):
        row = rows[i]
        w = records[row]
        places = place_table[w.place]
        first, last = w_off[row], w_off[row + 1]
        worked[:] = np.int64(w.months)
        for e in range(first, last):
            related[w_occ[e]] = True
            worked[w_occ[e]] = w_months[e]
        for occ in range(occupations):
            for b in range(off[occ], off[occ + 1]):
                near = places[block_place[b]] >= 0
                if not near and not related[occ] and not w.manual:
                    continue
                for run in range(2):
                    before = _before(related[occ], w.manual and run == 0, near, C[3], C[4])
                    if before == SEVERAL:
                        continue
                    for v in range(middles[b] if run else lows[b], highs[b] if run else middles[b]):
                        only = _sole(w, vacancies[v], worked[occ], C, before)
                        if only != SEVERAL:
                            of_workers[i, only] += members[v + 1] - members[v]
                            of_classes[v, only] += 1
        for b in range(barred_off[row], barred_off[row + 1]):
            v = class_of[barred[b]]
            occ = v_occ[v]
            near = places[vacancies[v].place] >= 0
            before = _before(related[occ], w.manual and vacancies[v].manual, near, C[3], C[4])
            only = _sole(w, vacancies[v], worked[occ], C, before)
            if only == SEVERAL:
                continue
            of_workers[i, only] -= 1
            of_barred[barred[b], only] -= 1
            if only == NONE:
                of_workers[i, C[7]] += 1
                of_barred[barred[b], C[7]] += 1
        for e in range(first, last):
            related[w_occ[e]] = False


@compiled
def misses_of_worker(W: Any, V: Any, T: Any, C: Any, row: int, codes: Any) -> None:
    """``codes`` int16 [classes]: the only criterion each class of vacancies fails for the worker, NONE or SEVERAL."""
    records, _, _, w_off, w_occ, _, w_months, _, _, _ = W
    vacancies, v_occ = V[0], V[3]
    w = records[row]
    places = T[1][w.place]
    for v in range(codes.shape[0]):
        occ, related, months = v_occ[v], False, np.int64(w.months)
        for e in range(w_off[row], w_off[row + 1]):
            if w_occ[e] == occ:
                related, months = True, np.int64(w_months[e])
        vacancy = vacancies[v]
        before = _before(related, w.manual and vacancy.manual, places[vacancy.place] >= 0, C[3], C[4])
        codes[v] = SEVERAL if before == SEVERAL else _sole(w, vacancy, months, C, before)


@compiled
def misses_of_vacancy(W: Any, V: Any, by_occupation: Any, T: Any, C: Any, v: int, codes: Any) -> None:
    """``codes`` int16 [workers]: the only criterion each worker fails for the class ``v``, NONE or SEVERAL."""
    records = W[0]
    vacancy, occ = V[0][v], V[3][v]
    o_off, o_worker, _, o_months, _, _, _, _ = by_occupation
    places = T[2][vacancy.place]
    codes[:] = NONE
    worked = np.zeros(records.shape[0], np.int16)
    for e in range(o_off[occ], o_off[occ + 1]):
        codes[o_worker[e]] = 0
        worked[o_worker[e]] = o_months[e]
    for row in range(records.shape[0]):
        w = records[row]
        related = codes[row] == 0
        months = np.int64(worked[row]) if related else np.int64(w.months)
        before = _before(related, w.manual and vacancy.manual, places[w.place] >= 0, C[3], C[4])
        codes[row] = SEVERAL if before == SEVERAL else _sole(w, vacancy, months, C, before)
