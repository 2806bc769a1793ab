"""The what-if at the size of a province: one variant, a whole panel, suggestions, and keeping the vacancies warm.

The bar is that of the design (matching.md §7) for a variant in a warm process; ``short`` measures the small centre.
"""

import time
from collections.abc import Callable, Iterator
from statistics import median

import numpy as np
from django.utils import timezone

from jobs.matching import market, runs
from jobs.matching.changes import Change, Kind
from jobs.matching.enums import RunOrigin, Side
from jobs.matching.models import MatchChange, MatchRun
from jobs.matching.whatif import look
from jobs.models import Vacancy
from jobs.training import gaps
from jobs.training.models import TrainingGap
from portal.codes.models import Licence, Occupation, Province
from tests.bench.centre import have
from tests.bench.figures import Figure, stopwatch
from workers.models import Worker

PEOPLE = 40
BAR_MS = 20


def run(scale: str) -> Iterator[Figure]:
    full = scale == "full"
    have("province" if full else "small")
    yield from _whatif("vacancies with headcount")
    yield from _gaps()
    if full:
        have("single")
        yield from _whatif("single-seat vacancies")


def _changes() -> list[Change]:
    """One of each sort, the wide ones too."""
    return [
        Change(Kind.MANUAL),
        Change(Kind.PROVINCE, Province.objects.get(code="33", valid_to=None).pk),
        Change(Kind.RADIUS, 50),
        Change(Kind.OCCUPATION, Occupation.objects.get(code="8153").pk),
        Change(Kind.LICENCE, Licence.objects.get(code="drive-b").pk),
        Change(Kind.PAY, 4_000_000),
        Change(Kind.QUALIFICATION, 5),
        Change(Kind.SHIFTS),
    ]


def _whatif(name: str) -> Iterator[Figure]:
    market.forget()
    with stopwatch() as watch:
        seen = market.market()
    yield Figure(f"what-if {name}: vacancies", seen.stock.ids.size, "vacancies")
    yield Figure(f"what-if {name}: packing the vacancies, once a process", watch.seconds, "s")
    changes = _changes()
    people = list(Worker.objects.matchable().order_by("pk"))
    chosen = [people[at] for at in np.linspace(0, len(people) - 1, PEOPLE).astype(int)]
    looked = [look(worker) for worker in chosen]
    looked[0].suggestions([])  # compiled, if it was not yet
    alone = [_ms(one.reach, [[change]]) for one in looked for change in changes]
    yield Figure(f"what-if {name}: a variant alone, slowest of {len(alone)}", max(alone), "ms", BAR_MS)
    yield Figure(f"what-if {name}: a variant alone, median", median(alone), "ms")
    panel = [_ms(one.reach, [*([change] for change in changes), changes]) for one in looked]
    yield Figure(
        f"what-if {name}: {len(changes)} changes and all together, each variant of the slowest of {PEOPLE}",
        max(panel) / (len(changes) + 1), "ms", BAR_MS,
    )  # fmt: skip
    offered = [_ms(one.suggestions, []) for one in looked]
    yield Figure(f"what-if {name}: suggestions, slowest of {PEOPLE}", max(offered), "ms")
    yield Figure(f"what-if {name}: reading the person, slowest of {PEOPLE}", max(map(_reading, chosen)), "ms")
    MatchChange.objects.create(side=Side.VACANCY, item=Vacancy.objects.matchable(timezone.localdate())[0].pk)
    with stopwatch() as watch:
        market.market()
    yield Figure(f"what-if {name}: taking in a changed vacancy", watch.seconds, "s")


def _reading(worker: Worker) -> float:
    return _ms(look, worker)


def _ms(task: Callable[..., object], *arguments: object) -> float:
    """Milliseconds, the better of two times: what else the machine does is not the variant's."""
    spent = []
    for _ in range(2):
        began = time.perf_counter()
        task(*arguments)
        spent.append(time.perf_counter() - began)
    return min(spent) * 1000


def _gaps() -> Iterator[Figure]:
    started, _made = runs.start(RunOrigin.COMMAND)
    runs.run_here(started)
    with stopwatch() as watch:
        gaps.work_out(MatchRun.objects.published().get().pk)
    yield Figure("training gaps of a run", watch.seconds, "s")
    yield Figure("training gaps of a run: gaps", TrainingGap.objects.count(), "gaps")
