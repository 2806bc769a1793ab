"""What a benchmark says: one figure, its bar and whether it holds."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple


class Figure(NamedTuple):
    """One measured figure; ``bar`` is the most (or, with ``at_least``, the least) it may be."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    at_least: bool = False

    @property
    def holds(self) -> bool:
        if self.bar is None:
            return True
        return self.value >= self.bar if self.at_least else self.value <= self.bar

    def as_json(self) -> str:
        verdict = "figure" if self.bar is None else "ok" if self.holds else "FAIL"
        shown = {"name": self.name, "value": round(self.value, 4), "unit": self.unit, "bar": self.bar}
        return json.dumps(shown | {"verdict": verdict}, ensure_ascii=False)


class Stopwatch:
    seconds = 0.0


@contextmanager
def stopwatch() -> Iterator[Stopwatch]:
    """``with stopwatch() as watch: …``; afterwards ``watch.seconds``."""
    watch = Stopwatch()
    began = time.perf_counter()
    try:
        yield watch
    finally:
        watch.seconds = time.perf_counter() - began
