"""A run from start to publication, and what may happen to it on the way."""

import json
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django.fixtures import Settings

from jobs.matching import runs
from jobs.matching.enums import RunOrigin, RunState, Side
from jobs.matching.models import Match, MatchPolicy, MatchRun, MatchShard
from jobs.matching.store import partition
from portal.codes.models import OccupationRelation
from tests.matching.small_province import SmallProvince

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> SmallProvince:
    return SmallProvince(11, 30, 30, spread=0.25)


@pytest.fixture(autouse=True)
def small_shards(settings: Settings) -> Iterator[None]:
    settings.MATCH_SHARD_ROWS = 8
    runs._packed.cache_clear()
    yield
    runs._packed.cache_clear()


def rows(run: MatchRun) -> list[tuple[int, ...]]:
    return list(
        Match.objects.filter(run=run)
        .order_by("side", "worker", "vacancy")
        .values_list("side", "worker", "vacancy", "rank", "points", "fit", "preference", "known")
    )


def published() -> MatchRun:
    return MatchRun.objects.published().get()


def a_run() -> MatchRun:
    run, made = runs.start(RunOrigin.STAFF)
    assert made
    runs.run_here(run)
    return published()


def test_a_run_publishes_both_sides_lists(province: SmallProvince) -> None:
    run = a_run()
    assert run.workers == run.vacancies == 30
    assert run.figures["pairs"] == 900
    found = rows(run)
    assert len(found) == run.figures["rows"] > 60
    assert {row[0] for row in found} == {Side.WORKER, Side.VACANCY}
    # Lists of 50 are longer than either side: both sides list the same pairs with the same points.
    assert sorted(row[1:3] + row[4:] for row in found if row[0] == Side.WORKER) == sorted(
        row[1:3] + row[4:] for row in found if row[0] == Side.VACANCY
    )
    worker = next(worker for worker in province.workers if Match.objects.for_worker(worker).exists())
    ranks = [match.rank for match in Match.objects.for_worker(worker)]
    assert ranks == list(range(1, len(ranks) + 1))


def test_readers_see_the_old_lists_until_the_new_run_is_published(province: SmallProvince) -> None:
    old = a_run()
    before = rows(old)
    run, _ = runs.start(RunOrigin.NIGHT)
    for shard in runs.prepare(run.pk):
        runs.do_shard(shard)
        assert published() == old
        assert rows(old) == before
        assert not Match.objects.published().exclude(run=old).exists()
    assert runs.finish(run.pk)
    assert published() == run
    assert [row[1:] for row in rows(run)] == [row[1:] for row in before]


def test_a_second_start_joins_the_first(province: SmallProvince) -> None:
    run, made = runs.start(RunOrigin.STAFF)
    assert made
    assert runs.start(RunOrigin.NIGHT) == (run, False)
    assert MatchRun.objects.count() == 1


def test_shards_done_twice_write_once_and_a_resumed_run_skips_them(province: SmallProvince) -> None:
    whole = rows(a_run())
    run, _ = runs.start(RunOrigin.STAFF)
    shards = runs.prepare(run.pk)
    assert len(shards) > 4
    for shard in [*shards[:3], *shards[:3]]:
        runs.do_shard(shard)
    assert runs.prepare(run.pk) == shards[3:]
    for shard in shards[3:]:
        runs.do_shard(shard)
    assert runs.finish(run.pk)
    assert not runs.finish(run.pk)
    assert rows(run) == whole


def test_an_unfinished_run_is_not_published(province: SmallProvince) -> None:
    run, _ = runs.start(RunOrigin.STAFF)
    runs.do_shard(runs.prepare(run.pk)[0])
    assert not runs.finish(run.pk)
    assert not MatchRun.objects.published().exists()


def test_a_shard_that_never_ends_fails_the_run_and_frees_the_way(province: SmallProvince) -> None:
    run, _ = runs.start(RunOrigin.STAFF)
    shard = runs.prepare(run.pk)[0]
    MatchShard.objects.filter(pk=shard).update(attempts=runs.MOST_ATTEMPTS)
    runs.do_shard(shard)
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "attempts" in run.error
    assert a_run() != run


def test_old_runs_leave_as_whole_tables(province: SmallProvince) -> None:
    made = [a_run() for _ in range(4)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'matching_match'::regclass")
        tables = {name for (name,) in cursor.fetchall()}
    assert tables == {partition(run.pk) for run in made[-2:]}


def test_the_policy_of_the_run_decides(province: SmallProvince) -> None:
    first = a_run()
    MatchPolicy.objects.create(
        version=2, occupation=1000, skills=0, place=0, pay=0, experience=0, qualification=0, conditions=0
    )
    second = a_run()
    assert second.policy.version == 2 != first.policy.version
    related = OccupationRelation.objects.order_by().values_list("share", flat=True)
    points = set(Match.objects.filter(run=second).values_list("points", flat=True))
    assert points <= {0, 450, 750, 1000, *related}


def test_weights_that_do_not_add_up_are_refused() -> None:
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        MatchPolicy.objects.create(version=3, occupation=351)


def test_the_command_prints_the_figures(province: SmallProvince) -> None:
    out = StringIO()
    call_command("match", "--inline", "--json", stdout=out)
    figures = json.loads(out.getvalue())
    assert figures["state"] == "published"
    assert figures["pairs"] == 900
    assert set(figures["impact"]) == {"sex", "age", "disability", "area"}
    assert figures["peak_bytes"] > 0


def test_a_province_without_anybody_is_published_empty() -> None:
    run = a_run()
    assert (run.workers, run.vacancies, run.figures["rows"]) == (0, 0, 0)
