"""A run from start to publication: queued → matching → published, or failed. Every step can be repeated.

* One run at a time: the database allows one active row, a second start joins it.
* The snapshot is kept with the run, so a shard gives the same rows whenever and wherever it runs.
* A shard's rows and its mark "done" are one transaction under an advisory lock, which a killed process cannot keep.
* Publishing is one transaction: the table is attached, the run becomes the published one; readers see either run whole.
"""

import logging
import resource
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from jobs.matching import engine, figures, near, seating, snapshot, store
from jobs.matching.atlas import atlas
from jobs.matching.engine import ROW
from jobs.matching.enums import RunOrigin, RunState, Side
from jobs.matching.models import MatchChange, MatchFound, MatchPolicy, MatchRun, MatchSeat, MatchShard, MatchSnapshot
from jobs.matching.packing import Packed, pack, rarities_of

Array = np.ndarray[Any, np.dtype[Any]]
log = logging.getLogger(__name__)

MOST_ATTEMPTS = 8
"""A shard begun so often without an end stops the run: something other than bad luck is at work."""
KEPT_RUNS = 1
"""Retired runs kept beside the published one, to compare with."""
LONGEST_TRANSACTION = timedelta(minutes=10)
_PART = 8 * 1024 * 1024
_ROWS = 250_000
"""List rows written at once."""
_LOCK = 0x4D41
"""Class of the advisory locks of shards."""


def start(origin: RunOrigin, user: Any = None) -> tuple[MatchRun, bool]:
    """Begin a run, or join the one under way (then the second value is ``False``)."""
    for _ in range(3):
        active = MatchRun.objects.active().first()
        if active:
            return active, False
        try:
            with transaction.atomic():
                made = MatchRun.objects.create(
                    origin=origin, started_by=user, policy=MatchPolicy.current(), day=timezone.localdate()
                )
            return made, True
        except IntegrityError:
            continue
    raise RuntimeError("runs begin and end faster than one can be started")


def prepare(run_id: int) -> list[int]:
    """Take the snapshot and cut it into shards; the keys of those still to do. Does nothing twice."""
    run = MatchRun.objects.get(pk=run_id)
    if run.state == RunState.QUEUED:
        began = timezone.now()
        _cut(run_id, snapshot.everyone(run.day), began)
    return pending(run_id)


def pending(run_id: int) -> list[int]:
    """Shards still to do."""
    return list(
        MatchShard.objects.filter(run=run_id, run__state=RunState.MATCHING, done_at=None).values_list("pk", flat=True)
    )


@transaction.atomic
def _cut(run_id: int, taken: snapshot.Snapshot, began: datetime) -> None:
    run = MatchRun.objects.select_for_update(of=["self"]).get(pk=run_id)
    if run.state != RunState.QUEUED:
        return
    _patience()
    data = snapshot.dumps(taken)
    MatchSnapshot.objects.bulk_create(
        MatchSnapshot(run=run, part=part, data=data[at : at + _PART])
        for part, at in enumerate(range(0, len(data), _PART))
    )
    MatchShard.objects.bulk_create(
        MatchShard(run=run, side=side, low=low, high=high)
        for side, low, high in stretches(taken.workers.size, taken.vacancies.size, settings.MATCH_SHARD_ROWS)
    )
    run.state = RunState.MATCHING
    run.snapshot_at = began
    run.workers, run.vacancies = taken.workers.size, taken.vacancies.size
    run.skill_rarity = rarities_of(taken)
    run.figures = {"seconds": {"snapshot": round((timezone.now() - began).total_seconds(), 2)}}
    run.save()


def stretches(workers: int, vacancies: int, rows: int) -> list[tuple[Side, int, int]]:
    """(side, first row, end) of the shards: ``rows`` workers each, and as many vacancies as make as many pairs, so that
    shards take about equally long whichever side is the smaller."""
    made = []
    for side, size, other in ((Side.WORKER, workers, vacancies), (Side.VACANCY, vacancies, workers)):
        stretch = rows if side is Side.WORKER else max(1, min(rows, rows * size // max(1, other)))
        made += [(side, low, min(low + stretch, size)) for low in range(0, size, stretch)]
    return made


@lru_cache(maxsize=1)
def _packed(run_id: int) -> Packed:
    run = MatchRun.objects.select_related("policy").get(pk=run_id)
    return pack(kept_snapshot(run_id), atlas(), run.policy.weights(), run.rarities())


def kept_snapshot(run_id: int) -> snapshot.Snapshot:
    """The columns a run worked on."""
    parts = MatchSnapshot.objects.filter(run=run_id).order_by("part").values_list("data", flat=True)
    return snapshot.loads(b"".join(bytes(part) for part in parts.iterator(chunk_size=1)))


def do_shard(shard_id: int) -> int | None:
    """Match one shard; the run's key when it was the last. Safe to repeat, and to begin twice at once."""
    with transaction.atomic():
        # Counted only when nobody else is at it: a task queued twice is no failed attempt.
        if _locked(shard_id):
            MatchShard.objects.filter(pk=shard_id, done_at=None).update(attempts=F("attempts") + 1)
    shard = MatchShard.objects.select_related("run").get(pk=shard_id)
    if shard.attempts > MOST_ATTEMPTS and shard.done_at is None:
        fail(shard.run_id, f"shard {shard}: {MOST_ATTEMPTS} attempts without an end")
    with transaction.atomic():
        _patience()
        if _locked(shard_id):
            _match(shard_id)
    return None if pending(shard.run_id) else shard.run_id


def _match(shard_id: int) -> None:
    shard = MatchShard.objects.select_related("run").get(pk=shard_id)
    if shard.done_at or shard.run.state != RunState.MATCHING:
        return
    packed = _packed(shard.run_id)
    began = time.perf_counter()
    side = Side(shard.side)
    rows = engine.best(packed, side, np.arange(shard.low, shard.high), shard.run.depth).rows
    suited = _suited(packed, shard.low, shard.high) if side is Side.VACANCY else b""
    shard.milliseconds = round((time.perf_counter() - began) * 1000)
    MatchFound.objects.create(shard=shard, data=rows.tobytes(), suited=suited)
    shard.rows, shard.done_at, shard.peak_bytes = rows.size, timezone.now(), peak_bytes()
    shard.save()


def _suited(packed: Packed, low: int, high: int) -> bytes:
    """How many people each vacancy of the stretch could be proposed to."""
    counts: Array = near.tally(packed, Side.VACANCY, np.arange(low, high))[:, near.ELIGIBLE]
    return np.column_stack([packed.vacancy_ids[low:high], counts]).astype(np.int64).tobytes()


def peak_bytes() -> int:
    """Most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def finish(run_id: int) -> bool:
    """Publish a run whose shards are all done; ``False`` when there is nothing to publish (yet, or any more)."""
    with transaction.atomic():
        run = MatchRun.objects.select_for_update(of=["self"]).get(pk=run_id)
        if run.state != RunState.MATCHING or pending(run_id):
            return False
        _patience()
        began = timezone.now()
        seated = _merge(run)
        store.attach(run_id)
        run.figures = {**figures.of(run, began), "before_and_after": seated.figures}
        _switch(run)
    _retire()
    return True


def _merge(run: MatchRun) -> seating.Seated:
    """The lists of both sides into the run's table, and how sought after each vacancy's seats are."""
    taken, found = kept_snapshot(run.pk), MatchFound.objects.filter(shard__run=run)
    people, vacancies = (
        np.concatenate([seating.empty(), *(np.frombuffer(data, ROW) for data in _blobs(found, "data", side))])
        for side in Side
    )
    seated = seating.seated(taken, people, vacancies, run.depth)
    store.make(run.pk)
    for side, rows in ((Side.WORKER, seated.lists), (Side.VACANCY, vacancies)):
        for at in range(0, rows.size, _ROWS):
            store.write(store.partition(run.pk), run.pk, side, rows[at : at + _ROWS])
    suited = dict(
        np.concatenate(
            [
                np.empty((0, 2), np.int64),
                *(np.frombuffer(data, np.int64).reshape(-1, 2) for data in _blobs(found, "suited", Side.VACANCY)),
            ]
        ).tolist()
    )
    MatchSeat.objects.filter(run=run).delete()
    columns = zip(
        taken.vacancies["id"].tolist(), taken.vacancies["seats"].tolist(), seated.prices.tolist(), strict=True
    )
    MatchSeat.objects.bulk_create(
        (
            MatchSeat(run=run, vacancy_id=key, seats=free, suited=suited.get(key, 0), price=price)
            for key, free, price in columns
        ),
        batch_size=5_000,
    )
    found.delete()
    return seated


def _blobs(found: "QuerySet[MatchFound]", name: str, side: Side) -> Iterator[bytes]:
    rows = found.filter(shard__side=side).order_by("shard__low").values_list(name, flat=True)
    return (bytes(data) for data in rows.iterator(chunk_size=1))


def _switch(run: MatchRun) -> None:
    """The one moment at which readers go over to the new lists."""
    now = timezone.now()
    MatchRun.objects.published().update(state=RunState.RETIRED)
    run.state, run.published_at, run.ended_at = RunState.PUBLISHED, now, now
    assert run.snapshot_at is not None, "a run is published after its snapshot"
    run.figures["seconds"]["whole"] = round((now - run.created_at).total_seconds(), 2)
    run.save()
    # What changed after the snapshot is matched again, into the new lists; what was committed long before is in it.
    MatchChange.objects.filter(at__lt=run.snapshot_at - LONGEST_TRANSACTION).delete()


def _retire() -> None:
    """Drop the tables and snapshots of runs nobody reads any more."""
    over = MatchRun.objects.filter(state__in=[RunState.RETIRED, RunState.FAILED]).order_by("-pk")
    kept = list(over.filter(state=RunState.RETIRED).values_list("pk", flat=True)[:KEPT_RUNS])
    MatchSnapshot.objects.filter(run__in=over).delete()
    MatchFound.objects.filter(shard__run__in=over).delete()
    MatchSeat.objects.filter(run__in=over.exclude(pk__in=kept)).delete()
    for run_id in over.exclude(pk__in=kept).values_list("pk", flat=True):
        if store.drop(run_id):
            MatchShard.objects.filter(run=run_id).delete()


def fail(run_id: int, error: str) -> None:
    """End a run that cannot be finished; the published lists stay."""
    ended = MatchRun.objects.active().filter(pk=run_id)
    if ended.update(state=RunState.FAILED, error=error[:4000], ended_at=timezone.now()):
        log.error("matching run %s failed: %s", run_id, error)
        store.drop(run_id)


def run_here(run: MatchRun, tell: Callable[[int, int], None] = lambda _done, _all: None) -> None:
    """All steps in this process, for machines without a worker and for tests; ``tell`` hears of each shard."""
    shards = prepare(run.pk)
    for done, shard_id in enumerate(shards):
        tell(done, len(shards))
        do_shard(shard_id)
    tell(len(shards), len(shards))
    finish(run.pk)


def _locked(shard_id: int) -> bool:
    """Held until the transaction ends, however it ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCK, shard_id % 2**31])
        held: bool = cursor.fetchone()[0]
    return held


def _patience() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
