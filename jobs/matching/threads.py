"""The compiled loops on all cores of the machine: they run without the interpreter's lock."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]
T = TypeVar("T")

_STRETCH = 1024
"""Rows of one call of a loop: small enough to share work evenly, large enough that calls cost nothing."""


def cores() -> int:
    """Processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_stretches(rows: Array, threads: int | None, task: Callable[[Array], T]) -> list[T]:
    """What ``task`` gives for each stretch of ``rows``, in their order, worked out on the machine's cores."""
    stretches = [rows[at : at + _STRETCH] for at in range(0, rows.size, _STRETCH)]
    if len(stretches) < 2:
        return [task(stretch) for stretch in stretches]
    with ThreadPoolExecutor(threads or cores()) as pool:
        return list(pool.map(task, stretches))
