"""The open vacancies as this process knows them: packed once, kept warm, brought up to date when one changes.

For whoever asks what is open to a single person, such as the what-if (:mod:`jobs.matching.whatif`).
"""

import time
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

import numpy as np
from django.db.models import F, Max
from django.utils import timezone

from jobs.matching import snapshot
from jobs.matching.atlas import Atlas, atlas
from jobs.matching.enums import Side
from jobs.matching.models import MatchChange, MatchPolicy, MatchRun
from jobs.matching.stock import Stock, stock
from jobs.models import Vacancy
from workers.models import Worker

Array = np.ndarray[Any, np.dtype[Any]]

_PATIENCE = 20
"""Bringing up to date takes at most one part in so many of a process's time; meanwhile what it knew is good enough."""


@dataclass(frozen=True)
class Market:
    """Vacancies that can be matched on ``day``. Arrays go by row of ``stock``."""

    day: date
    taken: snapshot.Snapshot
    """Without people."""
    stock: Stock
    seats: Array
    """int64: headcount less filled."""
    pay: Array
    """int64: top monthly pay stated in đồng, 0 not stated."""
    place: Array
    """Position of each row in ``taken.vacancies``."""

    @property
    def atlas(self) -> Atlas:
        return self.stock.atlas

    def items(self, kind: str, rows: Array) -> tuple[Array, Array, Array]:
        """Of a list of the vacancies in ``rows``: position in ``rows``, item and value."""
        found = self.taken.vacancy_list(kind)
        ids = self.stock.ids[rows]
        order = np.argsort(ids)
        at = np.minimum(np.searchsorted(ids[order], found["owner"]), max(0, ids.size - 1))
        held = ids[order][at] == found["owner"] if ids.size else np.zeros(found.size, np.bool_)
        return order[at[held]] if ids.size else at[held], found["item"][held], found["value"][held]

    def column(self, name: str, rows: Array) -> Array:
        """A column of :data:`jobs.matching.columns.VACANCY_COLUMNS` for the vacancies in ``rows``."""
        found: Array = self.taken.vacancies[name][self.place[rows]]
        return found


@dataclass
class _Warm:
    market: Market
    run: int
    change: int
    due: float
    """Not brought up to date before this moment of :func:`time.monotonic`."""


class _Cache:
    warm: _Warm | None = None
    lock = Lock()


def forget() -> None:
    """Drop what this process keeps."""
    _Cache.warm = None


def market() -> Market:
    """The vacancies open today: three short queries when nothing changed."""
    day, lists = timezone.localdate(), atlas()
    run = MatchRun.objects.published().select_related("policy").first()
    newest = MatchChange.objects.filter(side=Side.VACANCY).aggregate(newest=Max("pk"))["newest"] or 0
    with _Cache.lock:
        warm = _Cache.warm
        # A run that is published removes the changes it has: everything is read anew, as on a new day or list.
        known = warm is not None and (warm.run, warm.market.day) == (run.pk if run else 0, day)
        same = warm is not None and warm.market.atlas.mark == lists.mark
        if warm and known and same and (warm.change >= newest or time.monotonic() < warm.due):
            return warm.market
        began = time.monotonic()
        taken = _refreshed(warm.market.taken, day, warm.change, newest) if warm and known else _taken(day)
        made = _packed(taken, lists, run)
        ended = time.monotonic()
        _Cache.warm = _Warm(made, run.pk if run else 0, newest, ended + _PATIENCE * (ended - began))
        return made


def _taken(day: date) -> snapshot.Snapshot:
    with snapshot.one_moment():
        return snapshot.take(day, Worker.objects.none(), Vacancy.objects.matchable(day))


def _refreshed(known: snapshot.Snapshot, day: date, since: int, newest: int) -> snapshot.Snapshot:
    changes = MatchChange.objects.filter(side=Side.VACANCY, pk__gt=since, pk__lte=newest)
    vacancies = sorted(set(changes.values_list("item", flat=True)))
    if not vacancies:
        return known
    fresh = snapshot.take(day, Worker.objects.none(), Vacancy.objects.matchable(day).filter(pk__in=vacancies))
    return snapshot.replaced(known, fresh, np.empty(0, snapshot.PAIR), [], vacancies)


def _packed(taken: snapshot.Snapshot, lists: Atlas, run: MatchRun | None) -> Market:
    """Points as the published run gives them, so that they agree with its lists."""
    policy, rarities = (run.policy, run.rarities()) if run else (MatchPolicy.current(), {})
    made = stock(taken, lists, policy.weights(), rarities)
    place = np.searchsorted(taken.vacancies["id"], made.ids)
    free = dict(
        Vacancy.objects.matchable(taken.day).order_by().values_list("pk", F("headcount") - F("filled")).iterator()
    )
    seats = np.array([free.get(key, 0) for key in made.ids.tolist()], np.int64)
    return Market(taken.day, taken, made, seats, taken.vacancies["pay_top"][place].astype(np.int64), place)
