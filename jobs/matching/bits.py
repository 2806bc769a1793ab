"""Who fails what as rows of bits, one for each value of one side, a bit for each of the other."""

from functools import lru_cache
from typing import Any

import numpy as np

from jobs.matching import bitsets, criteria
from jobs.matching.demands import fails
from jobs.matching.enums import Side
from jobs.matching.packing import Packed
from jobs.matching.stock import Stock
from jobs.matching.threads import in_stretches

Array = np.ndarray[Any, np.dtype[Any]]

CODES = tuple(criterion.code for criterion in criteria.CRITERIA)
"""Criteria by number."""
NUMBER = {code: number for number, code in enumerate(CODES)}


def bit_rows(failing: Array, others: Array) -> Array:
    """uint64 [values, words]: for each value, a bit for each of ``others`` (value numbers) it does not go with."""
    made = np.zeros((len(failing), -(-others.size // 64)), np.uint64)
    table, positions = np.ascontiguousarray(failing), others.astype(np.int32)
    if others.size:
        in_stretches(np.arange(len(failing)), None, lambda at: bitsets.set_bits(table, positions, at, made))
    return made


def bits_of(packed: Packed, side: Side, rows: Array) -> bitsets.Bits:
    """Bits of the owners ``rows`` of ``side``; only the values that occur among them are worked out."""
    W, V, T = packed.workers, packed.vacancies, packed.tables
    people = side is Side.WORKER
    of_class = V.class_of[rows] if not people else rows
    tables: list[tuple[str, Array, Array]] = []
    mine, theirs = (packed.facets, packed.stock.facets) if people else (packed.stock.facets, packed.facets)
    for code, facet in mine.items():
        used, of = np.unique(facet.of[of_class], return_inverse=True)
        values, other = facet.values[used], theirs[code]
        pair = (values, other.values) if people else (other.values, values)
        failing = fails(code, packed.stock.atlas, *pair)
        if failing.any():
            others = other.of[V.class_of] if people else other.of
            tables.append((code, bit_rows(failing if people else failing.T, others), of))
    places = V.records["place"][V.class_of]
    keys, others = (W.records["place"][rows], places) if people else (places[rows], W.records["place"])
    used, of = np.unique(keys, return_inverse=True)
    tables.append(("place", bit_rows((T.place if people else T.place_of_vacancy)[used] < 0, others), of))
    if not people:
        tables += _by_occupation(packed, of_class)
    starts = np.cumsum([0, *(len(bits) for _, bits, _ in tables)])[:-1]
    return bitsets.Bits(
        rows=np.concatenate([bits for _, bits, _ in tables]),
        of=np.stack([of.reshape(-1) + start for (_, _, of), start in zip(tables, starts, strict=True)], axis=1),
        codes=np.array([NUMBER[code] for code, _, _ in tables], np.int64),
        size=V.tie.size if people else W.records.size,
    )


def _by_occupation(packed: Packed, classes: Array) -> list[tuple[str, Array, Array]]:
    """Occupation and experience of everybody, for each pair of occupation and requirement among the vacancies."""
    W, V, B = packed.workers, packed.vacancies, packed.by_occupation
    everybody = np.arange(W.records.size)
    manual = W.records["manual"]
    occ, required = V.occ[classes], V.months[classes].astype(np.int32)
    wanted, of_work = np.unique(occ * 2 + V.records["manual"][classes], return_inverse=True)
    unrelated = np.ones((wanted.size, everybody.size), np.bool_)
    for at, (work, is_manual) in enumerate(zip(wanted // 2, wanted % 2, strict=True)):
        unrelated[at, B.worker[B.off[work] : B.off[work + 1]]] = False
        if is_manual:
            unrelated[at, manual] = False
    pairs, of_pair = np.unique(np.stack([occ, required]), axis=1, return_inverse=True)
    short = np.zeros((pairs.shape[1], everybody.size), np.bool_)
    for at, (work, needed) in enumerate(pairs.T):
        months = W.records["months"].astype(np.int16)
        related = slice(B.off[work], B.off[work + 1])
        months[B.worker[related]] = B.months[related]
        short[at] = (months >= 0) & (months < needed)
    return [
        ("occupation", bit_rows(unrelated, everybody), of_work),
        ("experience", bit_rows(short, everybody), of_pair),
    ]


@lru_cache(maxsize=2)
def own_of(packed: Packed) -> bitsets.Own:
    """What of each person is made anew rather than looked up."""
    W = packed.workers
    off, manual, required, thresholds = _of_stock(packed.stock)
    return bitsets.Own(
        off=off,
        manual=manual,
        required=required,
        thresholds=thresholds,
        w_off=W.off,
        w_occ=W.occ,
        w_months=W.months,
        months=W.records["months"].astype(np.int64),
        accepts_manual=W.records["manual"].copy(),
        occupation=NUMBER["occupation"],
        experience=NUMBER["experience"],
    )


@lru_cache(maxsize=2)
def _of_stock(vacancies: Stock) -> tuple[Array, Array, Array, Array]:
    """First row of each occupation, manual work as bits, experience asked for as bits by threshold, the thresholds."""
    V = vacancies.vacancies
    required = V.months[V.class_of].astype(np.int64)
    thresholds = np.unique(np.append(required[required > 0], 0))
    everything = np.arange(required.size)
    is_manual = V.records["manual"][V.class_of]
    return (
        np.searchsorted(V.occ[V.class_of], np.arange(V.off.size)).astype(np.int64),
        bit_rows(is_manual[None], everything)[0],
        bit_rows(required[None] > thresholds[:, None], everything),
        thresholds,
    )
