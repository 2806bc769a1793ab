"""Near misses: pairs that fail exactly one criterion – how many, by criterion, and which ones."""

from collections.abc import Collection
from typing import Any

import numpy as np

from jobs.matching import misses
from jobs.matching.bits import CODES, NUMBER, bit_rows, bits_of, own_of
from jobs.matching.enums import Side
from jobs.matching.packing import Packed
from jobs.matching.threads import in_stretches

__all__ = ["CODES", "ELIGIBLE", "MISS", "near_misses", "tally"]

Array = np.ndarray[Any, np.dtype[Any]]

ELIGIBLE = len(CODES)
"""Column of the pairs that fail none."""
MISS = np.dtype([("worker", "i8"), ("vacancy", "i8"), ("criterion", "i2")])


def tally(packed: Packed, side: Side, rows: Array, threads: int | None = None) -> Array:
    """int32 [rows, criteria + 1]: for each of ``rows`` of ``side``, how many of the other side fail only the criterion
    of the column (:data:`CODES`), and in the column :data:`ELIGIBLE` how many fail none."""
    counts = np.zeros((rows.size, ELIGIBLE + 1), np.int32)
    if not packed.worker_ids.size or not packed.vacancy_ids.size:
        return counts
    bits, own, bars = bits_of(packed, side, rows), own_of(packed), _bars(packed, side)

    def count(at: Array) -> None:
        part = bits._replace(of=bits.of[at])
        of_stretch = np.zeros((at.size, ELIGIBLE + 1), np.int32)
        misses.tally(part, own, bars, NUMBER["barred"], side is Side.WORKER, rows[at], of_stretch)
        counts[at] = of_stretch

    in_stretches(np.arange(rows.size), threads, count)
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
                made[mine], made[other], made["criterion"] = ids[mine][row], ids[other][others], NUMBER[code]
                found.append(made)
    return np.concatenate(found)


def _alone(packed: Packed, side: Side, row: int) -> dict[str, Array]:
    """Rows of the other side that fail only one criterion, by its code."""
    bits = bits_of(packed, side, np.array([row]))
    codes = [CODES[number] for number in bits.codes]
    fails = list(bits.rows[bits.of[0]])
    if side is Side.WORKER:
        codes += ["occupation", "experience"]
        fails += list(misses.bits_of_own(own_of(packed), row))
    off, positions = _bars(packed, side)
    barred = np.zeros((1, bits.size), np.bool_)
    barred[0, positions[off[row] : off[row + 1]]] = True
    fails.append(bit_rows(barred, np.arange(bits.size))[0])
    once, twice = np.zeros_like(fails[0]), np.zeros_like(fails[0])
    for fail in fails:
        twice |= once & fail
        once |= fail
    return {
        code: np.flatnonzero(np.unpackbits((fail & ~twice).view(np.uint8), bitorder="little", count=bits.size))
        for code, fail in zip([*codes, "barred"], fails, strict=True)
    }


def _bars(packed: Packed, side: Side) -> tuple[Array, Array]:
    """Offsets by owner, and the rows of the other side barred for each."""
    W = packed.workers
    if side is Side.WORKER:
        return W.barred_off, W.barred
    order = np.argsort(W.barred, kind="stable")
    workers = np.repeat(np.arange(packed.worker_ids.size, dtype=np.int32), np.diff(W.barred_off))[order]
    return np.searchsorted(W.barred[order], np.arange(packed.vacancy_ids.size + 1)).astype(np.int64), workers
