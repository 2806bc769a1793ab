"""The run's steps as tasks of the queue "matching". Each names rows by key, can be repeated and begun twice."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from celery import Task, shared_task
from celery.signals import worker_ready
from django.db import InterfaceError, OperationalError

from jobs.matching import news, runs, single, trials
from jobs.matching.enums import RunOrigin, RunState
from jobs.matching.models import MatchRun
from jobs.matching.signals import run_published

P = ParamSpec("P")
R = TypeVar("R")


def _repeatable(function: Callable[P, R]) -> "Task[P, R]":
    """A task that waits for the database to come back, and whose result nobody reads."""
    made: Task[P, R] = shared_task(
        ignore_result=True,
        autoretry_for=(OperationalError, InterfaceError),
        retry_backoff=1,
        retry_backoff_max=20,
        retry_jitter=False,
        max_retries=30,
    )(function)
    return made


@_repeatable
def nightly() -> int:
    """The run of the night; joins one that staff have started."""
    run, _ = runs.start(RunOrigin.NIGHT)
    prepare.delay(run.pk)
    return run.pk


@_repeatable
def prepare(run_id: int) -> int:
    """Snapshot and shards; also puts the shards of an interrupted run back into the queue."""
    try:
        shards = runs.prepare(run_id)
    except ValueError as error:
        runs.fail(run_id, str(error))
        return 0
    for shard_id in shards:
        shard.delay(shard_id)
    if not shards:
        finish.delay(run_id)
    return len(shards)


@_repeatable
def shard(shard_id: int) -> None:
    """One stretch of one side; the last one publishes."""
    complete = runs.do_shard(shard_id)
    if complete:
        finish.delay(complete)


@_repeatable
def finish(run_id: int) -> bool:
    published = runs.finish(run_id)
    if published:
        changes.delay()
        announce.delay(run_id)
        run_published.send(sender=MatchRun, run_id=run_id)
    return published


@_repeatable
def announce(run_id: int) -> int | None:
    """Tell people what is new in the published lists; e-mails go out from the default queue."""
    return news.announce(run_id)


@_repeatable
def changes() -> int:
    """What was published or saved since the lists were made."""
    done = single.work_off()
    if done is None:
        changes.apply_async(countdown=2)
        return 0
    return done


@_repeatable
def try_policy(trial_id: int) -> None:
    """What other weights would have done to the last run."""
    trials.work_out(trial_id)


@_repeatable
def tend() -> None:
    """Take up again whatever a killed process or broker left lying."""
    run = MatchRun.objects.filter(state__in=[RunState.QUEUED, RunState.MATCHING]).first()
    if run:
        prepare.delay(run.pk)
    for run in MatchRun.objects.published().filter(announced_at=None):
        announce.delay(run.pk)
    changes.delay()


@worker_ready.connect
def _tend_at_start(sender: Any = None, **_: Any) -> None:
    """A worker of the matching queue that starts (again) looks for unfinished work first."""
    queues = getattr(getattr(sender, "task_consumer", None), "queues", [])
    if any(getattr(queue, "name", "") == "matching" for queue in queues):
        tend.delay()
