"""Demonstration centres the benchmarks share: built once, until one wants another."""

import gc
from typing import Literal

from django.utils import timezone

from jobs.matching import runs
from jobs.matching.enums import RunOrigin
from portal.standalone.demo import build, clear
from portal.standalone.demo.plan import plan

Kind = Literal["small", "province", "single"]
"""``single``: the province with every seat as a vacancy of its own."""


class _Now:
    kind: Kind | None = None


def have(kind: Kind) -> None:
    """The database holds this centre, matched once (but ``single``), and nothing else, when this returns."""
    if _Now.kind == kind:
        return
    leave()
    today = timezone.localdate()
    build(plan("small" if kind == "small" else "province", today, single_seat=kind == "single"), 2025, today)
    if kind != "single":
        runs.run_here(runs.start(RunOrigin.COMMAND)[0])
    _Now.kind = kind
    # A web process has no building of a province behind it: its rubbish is not searched in the middle of a page.
    gc.collect()
    gc.freeze()


def leave() -> None:
    """Empty the database."""
    _Now.kind = None
    clear()
