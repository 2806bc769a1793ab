"""Near misses of one person, by the one condition that stands in the way, and the training that would remove it."""

from dataclasses import dataclass

import numpy as np

from jobs.matching.criteria import BY_CODE
from jobs.matching.enums import RunState
from jobs.matching.near import CODES
from jobs.matching.whatif import look
from jobs.models import Vacancy
from jobs.training.models import TrainingGap
from workers.models import Worker

MOST_CRITERIA = 5
SHOWN = 3
"""Vacancies named for each condition."""
MOST_LESSONS = 4


@dataclass(frozen=True)
class Near:
    """Vacancies the person misses by one condition alone."""

    label: str
    vacancies: int
    seats: int
    shown: list[Vacancy]
    """Those with most seats."""


def nearly_of(worker: Worker) -> list[Near]:
    """The conditions that stand alone in the way, the one with most seats behind it first. Seven queries."""
    looked = look(worker)
    seen = looked.market
    missed = looked.near()
    order = np.argsort(seen.stock.ids)
    rows = order[np.searchsorted(seen.stock.ids[order], missed["vacancy"])] if missed.size else missed["criterion"]
    found = []
    for number in np.unique(missed["criterion"]).tolist():
        mine = rows[missed["criterion"] == number]
        best = mine[np.lexsort((seen.stock.ids[mine], -seen.seats[mine]))][:SHOWN]
        found.append((CODES[number], int(mine.size), int(seen.seats[mine].sum()), seen.stock.ids[best].tolist()))
    found = sorted(found, key=lambda one: (-one[2], one[0]))[:MOST_CRITERIA]
    keys = [key for *_counts, best in found for key in best]
    cards = Vacancy.objects.published().with_card().in_bulk(keys) if keys else {}
    return [
        Near(str(BY_CODE[code].label), vacancies, seats, [cards[key] for key in best if key in cards])
        for code, vacancies, seats, best in found
    ]


def lessons(worker: Worker) -> list[TrainingGap]:
    """What is worth learning: gaps whose nearest people the person is among, most unfilled seats first."""
    gaps = TrainingGap.objects.filter(report__run__state=RunState.PUBLISHED, nearest__contains=[worker.pk])
    return list(gaps.select_related("occupation").order_by("-missing_seats", "id")[:MOST_LESSONS])
