"""Near misses: pairs that fail exactly one criterion – how many, by criterion, and which ones."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

import numpy as np

from jobs.matching import criteria, misses
from jobs.matching.demands import bit_rows, demands
from jobs.matching.engine import stretched
from jobs.matching.enums import Side
from jobs.matching.packing import Packed

Array = np.ndarray[Any, np.dtype[Any]]

CODES = tuple(criterion.code for criterion in criteria.CRITERIA)
"""Criteria by the number of their column."""
ELIGIBLE = len(CODES)
"""Column of the pairs that fail none."""
MISS = np.dtype([("worker", "i8"), ("vacancy", "i8"), ("criterion", "i2")])
_NUMBER = {code: number for number, code in enumerate(CODES)}


def tally(packed: Packed, side: Side, rows: Array, threads: int | None = None) -> Array:
    """int32 [rows, criteria + 1]: for each of ``rows`` of ``side``, how many of the other side fail only the criterion
    of the column (:data:`CODES`), and in the column :data:`ELIGIBLE` how many fail none."""
    bits, own = _bits(packed, side)
    counts = np.zeros((rows.size, ELIGIBLE + 1), np.int32)

    def count(places: Array) -> None:
        of_stretch = np.zeros((places.size, ELIGIBLE + 1), np.int32)
        misses.tally(bits, own, side is Side.WORKER, rows[places], of_stretch)
        counts[places] = of_stretch

    if packed.worker_ids.size and packed.vacancy_ids.size:
        stretched(np.arange(rows.size), threads, count)
    return counts


def near_misses(packed: Packed, side: Side, rows: Array, only: Collection[str] | None = None) -> Array:
    """Pairs (:data:`MISS`) of ``rows`` of ``side`` that fail exactly one criterion, of those named in ``only``.

    Pairs that are barred are left out: the bar is not theirs to remove.
    """
    found = [np.empty(0, MISS)]
    mine, other = ("worker", "vacancy") if side is Side.WORKER else ("vacancy", "worker")
    ids = {"worker": packed.worker_ids, "vacancy": packed.vacancy_ids}
    for row in rows.tolist() if packed.worker_ids.size and packed.vacancy_ids.size else []:
        for code, others in _alone(packed, side, row).items():
            if code != "barred" and (only is None or code in only):
                made = np.empty(others.size, MISS)
                made[mine], made[other], made["criterion"] = ids[mine][row], ids[other][others], _NUMBER[code]
                found.append(made)
    return np.concatenate(found)


def forget() -> None:
    """Drop what is kept of packings."""
    _bits.cache_clear()


def _alone(packed: Packed, side: Side, row: int) -> dict[str, Array]:
    """Rows of the other side that fail only one criterion, by its code."""
    bits, own = _bits(packed, side)
    codes = [CODES[number] for number in bits.codes]
    fails = list(bits.rows[bits.of[row]])
    if side is Side.WORKER:
        codes += ["occupation", "experience"]
        fails += list(misses.own_bits(own, row))
    barred = np.zeros((1, bits.size), np.bool_)
    barred[0, bits.barred[bits.barred_off[row] : bits.barred_off[row + 1]]] = True
    fails.append(bit_rows(barred, np.arange(bits.size))[0])
    once, twice = np.zeros_like(fails[0]), np.zeros_like(fails[0])
    for fail in fails:
        twice |= once & fail
        once |= fail
    return {
        code: np.flatnonzero(np.unpackbits((fail & ~twice).view(np.uint8), bitorder="little", count=bits.size))
        for code, fail in zip([*codes, "barred"], fails, strict=True)
    }


@lru_cache(maxsize=4)
def _bits(packed: Packed, side: Side) -> tuple[misses.Bits, misses.Own]:
    """What is looked up for the people, or for the vacancies, of a packing."""
    W, V, T = packed.workers, packed.vacancies, packed.tables
    tables: list[tuple[str, Array, Array]] = []
    places = V.records["place"][V.class_of]
    if side is Side.WORKER:
        tables += [(each.code, bit_rows(each.fails, each.of_vacancies), each.of_workers) for each in demands(packed)]
        tables.append(("place", bit_rows(T.place < 0, places), W.records["place"]))
        owners, others = W.records.size, V.tie.size
        barred_off, barred = W.barred_off, W.barred
    else:
        tables += [(each.code, bit_rows(each.fails.T, each.of_workers), each.of_vacancies) for each in demands(packed)]
        tables.append(("place", bit_rows(T.place_of_vacancy < 0, W.records["place"]), places))
        tables += _by_occupation(packed)
        owners, others = V.tie.size, W.records.size
        order = np.argsort(W.barred, kind="stable")
        barred = np.repeat(np.arange(others, dtype=np.int32), np.diff(W.barred_off))[order]
        barred_off = np.searchsorted(W.barred[order], np.arange(owners + 1)).astype(np.int64)
    starts = np.cumsum([0, *(len(rows) for _, rows, _ in tables)])[:-1]
    of = [values.astype(np.int32) + start for (_, _, values), start in zip(tables, starts, strict=True)]
    bits = misses.Bits(
        rows=np.concatenate([rows for _, rows, _ in tables]),
        of=np.stack(of, axis=1).astype(np.int32).reshape(owners, len(tables)),
        codes=np.array([_NUMBER[code] for code, _, _ in tables], np.int64),
        barred_off=barred_off,
        barred=barred,
        barring=_NUMBER["barred"],
        size=others,
    )
    return bits, _own(packed)


def _by_occupation(packed: Packed) -> list[tuple[str, Array, Array]]:
    """Occupation and experience of everybody, for each pair of occupation and requirement among the vacancies."""
    W, V, B = packed.workers, packed.vacancies, packed.by_occupation
    everybody = np.arange(W.records.size)
    manual = W.records["manual"]
    wanted, of_work = np.unique(V.occ * 2 + V.records["manual"], return_inverse=True)
    unrelated = np.ones((wanted.size, everybody.size), np.bool_)
    for at, (occ, is_manual) in enumerate(zip(wanted // 2, wanted % 2, strict=True)):
        unrelated[at, B.worker[B.off[occ] : B.off[occ + 1]]] = False
        if is_manual:
            unrelated[at, manual] = False
    pairs, of_pair = np.unique(np.stack([V.occ, V.months.astype(np.int32)]), axis=1, return_inverse=True)
    short = np.zeros((pairs.shape[1], everybody.size), np.bool_)
    for at, (occ, required) in enumerate(pairs.T):
        months = W.records["months"].astype(np.int16)
        related = slice(B.off[occ], B.off[occ + 1])
        months[B.worker[related]] = B.months[related]
        short[at] = (months >= 0) & (months < required)
    return [
        ("occupation", bit_rows(unrelated, everybody), of_work[V.class_of]),
        ("experience", bit_rows(short, everybody), of_pair.reshape(-1)[V.class_of]),
    ]


def _own(packed: Packed) -> misses.Own:
    W, V = packed.workers, packed.vacancies
    required = V.months[V.class_of].astype(np.int64)
    thresholds = np.unique(np.append(required[required > 0], 0))
    everything = np.arange(required.size)
    is_manual = V.records["manual"][V.class_of]
    return misses.Own(
        off=np.searchsorted(V.occ[V.class_of], np.arange(V.off.size)).astype(np.int64),
        manual=bit_rows(is_manual[None], everything)[0],
        required=bit_rows(required[None] > thresholds[:, None], everything),
        thresholds=thresholds,
        w_off=W.off,
        w_occ=W.occ,
        w_months=W.months,
        months=W.records["months"].astype(np.int64),
        accepts_manual=W.records["manual"].copy(),
        occupation=_NUMBER["occupation"],
        experience=_NUMBER["experience"],
    )
