"""Exactness at the size of a province: the kernel beside the slow and obvious rules, on pairs drawn at random.

``full``: 2,000 people × 1,000 vacancies of the province, 2,000,000 pairs; ``short``: 200 × 100 of the small centre.
Compared for each pair: whether it may be proposed, its points, and which criterion it fails if only one.
"""

import random
from collections.abc import Iterator

import numpy as np
from django.utils import timezone

from jobs.matching import engine, near, snapshot
from jobs.matching.atlas import atlas
from jobs.matching.enums import Side
from jobs.matching.models import MatchPolicy
from jobs.matching.packing import pack, rarities_of
from jobs.models import Vacancy
from tests.bench.centre import have
from tests.bench.figures import Figure
from tests.matching.reference import Reference
from workers.models import Worker

SIZES = {"short": (200, 100), "full": (2_000, 1_000)}
SEED = 20_261_122


def run(scale: str) -> Iterator[Figure]:
    have("province" if scale == "full" else "small")
    people, openings = SIZES[scale]
    today = timezone.localdate()
    weights = MatchPolicy.current().weights()
    taken = snapshot.everyone(today)
    rarities = rarities_of(taken)
    packed = pack(taken, atlas(), weights, rarities)
    draw = random.Random(SEED)
    rows = np.array(sorted(draw.sample(range(packed.worker_ids.size), people)))
    chosen = sorted(draw.sample(packed.vacancy_ids.tolist(), min(openings, packed.vacancy_ids.size)))
    listed = engine.best(packed, Side.WORKER, rows, packed.vacancy_ids.size).rows
    points = {(w, v): p for w, v, p in zip(*(listed[n].tolist() for n in ("worker", "vacancy", "points")), strict=True)}
    missed = {(w, v): near.CODES[code] for w, v, code in near.near_misses(packed, Side.WORKER, rows).tolist()}
    workers = Worker.objects.filter(pk__in=packed.worker_ids[rows].tolist()).order_by("pk")
    vacancies = Vacancy.objects.filter(pk__in=chosen).select_related("employer", "programme").order_by("pk")
    judge = Reference(workers, vacancies, today, weights, rarities)
    pairs = eligible = near_missed = wrong = 0
    for worker in judge.workers:
        for vacancy in judge.vacancies:
            result, key = judge.judge(worker, vacancy), (worker.pk, vacancy.pk)
            alone = next(iter(result.failed)) if len(result.failed) == 1 else None
            pairs += 1
            eligible += result.eligible
            near_missed += alone is not None
            wrong += points.get(key) != (result.points if result.eligible else None)
            wrong += missed.get(key) != (None if alone == "barred" else alone)
    yield Figure("exactness: pairs compared with the reference", pairs, "pairs", people * openings, at_least=True)
    yield Figure("exactness: of these eligible", eligible, "pairs", 1, at_least=True)
    yield Figure("exactness: of these near misses", near_missed, "pairs", 1, at_least=True)
    yield Figure("exactness: pairs judged differently", wrong, "pairs", 0)
