"""Matching one worker or vacancy alone, at once, by the same kernel, into the published lists.

A change is first written down (:class:`MatchChange`), then worked off by a task: many changes at once cost one pass,
and a change whose task was lost is worked off with the next. The lists afterwards are those a whole run would give at
the prices of the last, for the changed ones and for every list they enter or leave; places for vacancies that nobody is
shown are found by whole runs alone.
"""

import logging
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Count, Max, Min
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerError

from jobs.matching import engine, seating, snapshot, store
from jobs.matching.atlas import atlas
from jobs.matching.engine import ROW
from jobs.matching.enums import Side
from jobs.matching.models import Match, MatchChange, MatchRun, MatchSeat
from jobs.matching.packing import Packed, pack
from jobs.models import Vacancy
from workers.models import Worker

Array = np.ndarray[Any, np.dtype[Any]]
log = logging.getLogger(__name__)

_QUEUED = "matching-changes-queued"
_LOCK = 0x4D42


def worker_changed(worker_id: int) -> None:
    """The profile, wishes, consent or applications of a worker changed."""
    _changed(Side.WORKER, worker_id)


def vacancy_changed(vacancy_id: int) -> None:
    """A vacancy was published, changed, paused or closed."""
    _changed(Side.VACANCY, vacancy_id)


def _changed(side: Side, item: int) -> None:
    MatchChange.objects.create(side=side, item=item)
    transaction.on_commit(_queue)


def _queue() -> None:
    """One task for all changes that have come in when it begins."""
    from jobs.matching.tasks import changes

    try:
        if cache.add(_QUEUED, True, timeout=60):
            changes.delay()
    except (BrokerError, ConnectionError) as error:
        log.warning("the change is matched with the next one: %s", error)


@dataclass
class _Warm:
    """The province as this process knows it since ``run`` was published, and how far it has read the changes."""

    taken: snapshot.Snapshot
    run: int
    change: int


class _Cache:
    warm: _Warm | None = None


def forget() -> None:
    """Drop what this process keeps of the province."""
    _Cache.warm = None


def work_off() -> int | None:
    """Match everything that changed; how many items, ``None`` when another process is at it already."""
    cache.delete(_QUEUED)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, 0)", [_LOCK])
            if not cursor.fetchone()[0]:
                return None
            cursor.execute("SET LOCAL statement_timeout = 0")
        # Held against the publication of another run, which would leave these lists behind.
        run = MatchRun.objects.published().select_for_update(of=["self"]).select_related("policy").first()
        if run is None:
            return 0
        waiting = list(MatchChange.objects.exclude(applied_to=run.pk).order_by("pk"))
        if not waiting:
            return 0
        taken = _refreshed(run, timezone.localdate())
        packed = pack(taken, atlas(), run.policy.weights(), run.rarities())
        workers = {change.item for change in waiting if change.side == Side.WORKER}
        vacancies = {change.item for change in waiting if change.side == Side.VACANCY}
        _Lists(run, taken, packed).write(workers, vacancies)
        MatchChange.objects.filter(pk__in=[change.pk for change in waiting]).update(applied_to=run.pk)
    return len(workers) + len(vacancies)


def _refreshed(run: MatchRun, day: date) -> snapshot.Snapshot:
    """The province now: what this process knew, with every change since; read anew for each day and each run, which
    saw also what came in without a change written down."""
    newest = MatchChange.objects.aggregate(newest=Max("pk"))["newest"] or 0
    warm = _Cache.warm
    if warm is None or (warm.taken.day, warm.run) != (day, run.pk):
        warm = _Warm(snapshot.everyone(day), run.pk, newest)
    else:
        since = list(MatchChange.objects.filter(pk__gt=warm.change, pk__lte=newest).values_list("side", "item"))
        workers = sorted({item for side, item in since if side == Side.WORKER})
        vacancies = sorted({item for side, item in since if side == Side.VACANCY})
        fresh = snapshot.take(
            day,
            Worker.objects.matchable().filter(pk__in=workers),
            Vacancy.objects.matchable(day).filter(pk__in=vacancies),
        )
        barred = snapshot.barred_of(day, workers, vacancies)
        warm = _Warm(snapshot.replaced(warm.taken, fresh, barred, workers, vacancies), run.pk, newest)
    _Cache.warm = warm
    return warm.taken


class _Lists:
    """The published lists, rewritten where a change reaches."""

    def __init__(self, run: MatchRun, taken: snapshot.Snapshot, packed: Packed) -> None:
        self.run, self.taken, self.packed = run, taken, packed
        self.ids = {Side.WORKER: packed.worker_ids, Side.VACANCY: packed.vacancy_ids}
        self.waiting = seating.waiting_order(taken)
        prices = dict(MatchSeat.objects.filter(run=run).exclude(price=0).values_list("vacancy", "price"))
        # What has come since the run costs nothing yet.
        self.price = np.array([prices.get(key, 0) for key in taken.vacancies["id"].tolist()], np.int16)

    def write(self, workers: set[int], vacancies: set[int]) -> None:
        """Lists of the changed, and of everybody whose list one of them enters or leaves.

        Vacancies first: a person's candidates are their own best and the vacancies among whose best they are.
        """
        workers = workers | self._reached(Side.VACANCY, vacancies)
        keys = np.array(sorted(vacancies | self._reached(Side.WORKER, workers)), np.int64)
        named = Match.objects.filter(run=self.run, side=Side.VACANCY, vacancy__in=keys.tolist())
        before = set(named.values_list("worker", "vacancy"))
        fresh = engine.best(self.packed, Side.VACANCY, self._rows(Side.VACANCY, keys), self.run.depth).rows
        store.replace(self.run.pk, Side.VACANCY, keys, fresh)
        after = set(zip(fresh["worker"].tolist(), fresh["vacancy"].tolist(), strict=True))
        owners = np.array(sorted(workers | {worker for worker, _vacancy in before ^ after}), np.int64)
        store.replace(self.run.pk, Side.WORKER, owners, self._people(owners))

    def _people(self, owners: Array) -> Array:
        """Lists of these people at the prices of the run."""
        own = engine.best(self.packed, Side.WORKER, self._rows(Side.WORKER, owners), self.run.depth).rows
        names = ("worker", "vacancy", "points", "fit", "preference", "known")
        naming = Match.objects.filter(run=self.run, side=Side.VACANCY, worker__in=owners.tolist())
        theirs = np.array(list(naming.values_list(*names)), np.int64).reshape(-1, len(names))
        rows = np.concatenate([own, np.zeros(len(theirs), ROW)])
        for column, name in enumerate(names):
            rows[name][own.size :] = theirs[:, column]
        rows = seating.candidates(rows, self.taken.vacancies["id"], self.waiting)
        at = np.searchsorted(self.taken.vacancies["id"], rows["vacancy"])
        rows["price"] = self.price[at]
        # Places the run kept for vacancies that nobody else is shown stay kept.
        mine = Match.objects.filter(run=self.run, side=Side.WORKER, worker__in=owners.tolist())
        kept = {(worker, vacancy): price for worker, vacancy, price in mine.values_list("worker", "vacancy", "price")}
        pairs = zip(rows["worker"].tolist(), rows["vacancy"].tolist(), rows["price"].tolist(), strict=True)
        rows["price"] = [min(price, kept.get((worker, vacancy), price)) for worker, vacancy, price in pairs]
        return seating.listed(rows, self.waiting[at], self.run.depth)

    def _rows(self, side: Side, keys: Array) -> Array:
        """Rows of the keys that can still be matched, rising."""
        return np.flatnonzero(np.isin(self.ids[side], keys))

    def _reached(self, side: Side, changed: set[int]) -> set[int]:
        """Owners on the other side whose lists name, or now should name, one of ``changed`` of ``side``."""
        if not changed:
            return set()
        mine, theirs = ("worker", "vacancy") if side is Side.WORKER else ("vacancy", "worker")
        other = Side.VACANCY if side is Side.WORKER else Side.WORKER
        lists = Match.objects.filter(run=self.run, side=other)
        reached = set(lists.filter(**{f"{mine}__in": changed}).values_list(theirs, flat=True))
        rows = self._rows(side, np.array(sorted(changed), np.int64))
        everybody = engine.best(self.packed, side, rows, max(1, self.ids[other].size)).rows
        candidates = np.unique(everybody[theirs])
        # The least points of a full list: of a person's, which goes by points less price, not always the last.
        full = dict(
            lists.filter(**{f"{theirs}__in": candidates.tolist()})
            .order_by()
            .values(theirs)
            .annotate(least=Min("points"), n=Count("points"))
            .filter(n__gte=self.run.depth)
            .values_list(theirs, "least")
        )
        for owner, points in zip(everybody[theirs].tolist(), everybody["points"].tolist(), strict=True):
            if points >= full.get(owner, 0):
                reached.add(owner)
        return reached
