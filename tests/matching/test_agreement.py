"""Kernel, explanation and reference agree on every pair, every point, every tie and every near miss."""

from collections import Counter

import numpy as np
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.matching import engine, near, snapshot
from jobs.matching.atlas import atlas
from jobs.matching.criteria import CRITERIA
from jobs.matching.enums import FactState, Side
from jobs.matching.packing import Packed, pack, rarities_of
from jobs.matching.pair import Rules, pairs
from jobs.matching.points import TERMS
from jobs.models import Vacancy
from tests.matching.reference import Reference
from tests.matching.small_province import DAY, SmallProvince
from workers.models import Worker

WEIGHTS = {term.code: term.weight for term in TERMS}
Rows = dict[int, list[tuple[int, int]]]
Failing = dict[tuple[int, int], set[str]]


def taken(province: SmallProvince) -> snapshot.Snapshot:
    return snapshot.take(
        DAY,
        Worker.objects.filter(pk__in=[worker.pk for worker in province.workers]),
        Vacancy.objects.filter(pk__in=[vacancy.pk for vacancy in province.vacancies]),
    )


def reference(province: SmallProvince, weights: dict[str, int]) -> Reference:
    return Reference(
        Worker.objects.filter(pk__in=[worker.pk for worker in province.workers]).order_by("pk"),
        Vacancy.objects.filter(pk__in=[vacancy.pk for vacancy in province.vacancies])
        .select_related("employer", "programme")
        .order_by("pk"),
        DAY,
        weights,
    )


def lists(packed: Packed, side: Side, depth: int) -> Rows:
    mine, other = ("worker", "vacancy") if side is Side.WORKER else ("vacancy", "worker")
    keys = packed.worker_ids if side is Side.WORKER else packed.vacancy_ids
    made: Rows = {int(key): [] for key in keys}
    for row in engine.best(packed, side, np.arange(keys.size), depth).rows:
        made[int(row[mine])].append((int(row[other]), int(row["points"])))
    return made


def assert_agreement(province: SmallProvince, weights: dict[str, int], depth: int) -> int:
    """The number of eligible pairs listed, so that a test can see it was not about nothing."""
    judge = reference(province, weights)
    of_worker, of_vacancy = judge.lists(depth)
    seen = taken(province)
    rarities = rarities_of(seen)
    packed = pack(seen, atlas(), weights, rarities)
    assert lists(packed, Side.WORKER, depth) == of_worker
    assert lists(packed, Side.VACANCY, depth) == of_vacancy
    compared = pairs(seen, Rules(atlas(), weights, rarities))
    failing: Failing = {}
    for worker in judge.workers:
        for vacancy in judge.vacancies:
            pair, result = compared[worker.pk, vacancy.pk], judge.judge(worker, vacancy)
            failed = {c.code for c in CRITERIA if pair.state(c) is FactState.MISSES}
            assert failed == result.failed
            assert {term.code: pair.term(term.code) for term in TERMS} == result.terms
            failing[worker.pk, vacancy.pk] = failed
    assert_near_misses(packed, failing)
    return sum(len(rows) for rows in of_worker.values())


def assert_near_misses(packed: Packed, failing: Failing) -> None:
    """Counts and pairs equal those of ``failing``, the criteria each pair fails."""
    of_workers: Counter[tuple[int, str]] = Counter()
    of_vacancies: Counter[tuple[int, str]] = Counter()
    for (worker, vacancy), failed in failing.items():
        if len(failed) <= 1:
            of_workers[worker, next(iter(failed), "")] += 1
            of_vacancies[vacancy, next(iter(failed), "")] += 1
    columns = [*near.CODES, ""]
    for side, keys, wanted in (
        (Side.WORKER, packed.worker_ids, of_workers),
        (Side.VACANCY, packed.vacancy_ids, of_vacancies),
    ):
        table = near.tally(packed, side, np.arange(keys.size))
        assert {(int(keys[row]), columns[at]): int(table[row, at]) for row, at in np.argwhere(table)} == wanted
    wanted_pairs = {(*pair, next(iter(failed))) for pair, failed in failing.items() if len(failed) == 1}
    for side, keys in ((Side.WORKER, packed.worker_ids), (Side.VACANCY, packed.vacancy_ids)):
        found = near.near_misses(packed, side, np.arange(keys.size)).tolist()
        named = [(worker, vacancy, near.CODES[code]) for worker, vacancy, code in found]
        assert len(named) == len(set(named))
        assert set(named) == {row for row in wanted_pairs if row[2] != "barred"}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2])
def test_full_lists_of_a_small_province(seed: int) -> None:
    assert assert_agreement(SmallProvince(seed, 50, 40, spread=0.4), WEIGHTS, depth=10) > 50


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 10**6),
    spread=st.sampled_from([0.05, 0.3, 0.6, 0.95]),
    parts=st.lists(st.integers(0, 1000), min_size=6, max_size=6).map(sorted),
    depth=st.integers(1, 5),
    twins=st.integers(0, 8),
)
def test_any_province_under_any_policy(seed: int, spread: float, parts: list[int], depth: int, twins: int) -> None:
    edges = [0, *parts, 1000]
    weights = {term.code: edges[i + 1] - edges[i] for i, term in enumerate(TERMS)}
    with transaction.atomic():
        province = SmallProvince(seed, 12, 12, spread)
        province.add_twins(twins)
        assert_agreement(province, weights, depth)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_equal_vacancies_are_one_class_and_each_is_listed() -> None:
    province = SmallProvince(5, 40, 6, spread=0.05)
    province.add_twins(60)
    assert assert_agreement(province, WEIGHTS, depth=20) > 250
    packed = pack(taken(province), atlas(), WEIGHTS, {})
    assert packed.vacancies.records.size <= 6 < packed.vacancy_ids.size


@pytest.mark.django_db
def test_equal_points_fall_to_the_longer_wait_then_the_lower_key() -> None:
    province = SmallProvince(5, 40, 60, spread=0.05)
    seen = taken(province)
    packed = pack(seen, atlas(), WEIGHTS, {})
    waiting = {vacancy.pk: (vacancy.published_at, vacancy.pk) for vacancy in province.vacancies}
    ties = 0
    for rows in lists(packed, Side.WORKER, 30).values():
        assert rows == sorted(rows, key=lambda row: (-row[1], waiting[row[0]]))
        ties += len(rows) - len({points for _, points in rows})
    assert ties > 20


@pytest.mark.django_db
def test_the_same_input_gives_the_same_bytes_whatever_the_threads() -> None:
    seen = taken(SmallProvince(6, 40, 40))
    packed = pack(seen, atlas(), WEIGHTS, rarities_of(seen))
    rows = np.arange(40)
    for side in Side:
        one = engine.best(packed, side, rows, 50, threads=1).rows.tobytes()
        assert one == engine.best(packed, side, rows, 50, threads=3).rows.tobytes()


@pytest.mark.django_db
def test_a_kept_snapshot_is_read_back_whole() -> None:
    seen = taken(SmallProvince(7, 20, 20))
    back = snapshot.loads(snapshot.dumps(seen))
    assert back.day == seen.day
    for name in ("workers", "worker_lists", "vacancies", "vacancy_lists", "barred"):
        assert getattr(back, name).tobytes() == getattr(seen, name).tobytes()
