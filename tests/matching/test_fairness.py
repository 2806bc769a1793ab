"""What the engine must not read, it does not read."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.matching import columns, single, snapshot
from jobs.matching.figures import gini
from jobs.matching.models import Match
from portal.codes.enums import Sex
from tests.matching.small_province import SmallProvince
from tests.matching.test_agreement import taken
from tests.matching.test_runs import a_run
from workers.models import Worker

FORBIDDEN = re.compile(r"\b(sex|gender|ethnicity|religion|marital\w*|identity_\w+|full_name|sensitive_groups)\b")


def test_the_columns_name_nothing_forbidden() -> None:
    texts = [*columns.WORKER_COLUMNS.values(), *columns.WORKER_LISTS.values(), columns.WORKER_FROM, columns.BARRED]
    texts += [*columns.VACANCY_COLUMNS.values(), *columns.VACANCY_LISTS.values(), columns.VACANCY_FROM]
    assert not [text for text in texts if FORBIDDEN.search(text)]


@pytest.mark.django_db
def test_the_statements_sent_name_nothing_forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    province = SmallProvince(1, 10, 10)
    for vacancy in province.vacancies:
        vacancy.reserved_groups.clear()
    sent: list[str] = []
    text = snapshot._text

    def noted(cursor: Any, sql: str, params: Any) -> str:
        sent.append(text(cursor, sql, params))
        return sent[-1]

    def executed(run: Callable[..., Any], sql: str, *rest: Any) -> Any:
        sent.append(sql)
        return run(sql, *rest)

    monkeypatch.setattr(snapshot, "_text", noted)
    with connection.execute_wrapper(executed):
        taken(province)
    assert len(sent) > 5
    assert not [sql for sql in sent if FORBIDDEN.search(sql)]


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 10**6),
    spread=st.sampled_from([0.05, 0.3, 0.6, 0.95]),
    flipped=st.data(),
)
def test_flipping_what_is_never_read_changes_no_list(seed: int, spread: float, flipped: st.DataObject) -> None:
    """Whoever changes sex, name, ethnic origin or religion – one person, some or all – stands where they stood, and so
    does everybody else, in the lists of a whole run. Marital status is not kept at all."""
    with transaction.atomic():
        province = SmallProvince(seed, 14, 12, spread)
        whom = flipped.draw(st.lists(st.sampled_from(province.workers), min_size=1, unique_by=lambda one: one.pk))
        before = published_rows()
        for worker in Worker.objects.filter(pk__in=[one.pk for one in whom]):
            _flip(worker, flipped.draw)
        after = published_rows()
        single.forget()
        transaction.set_rollback(True)
    assert after == before


def _flip(worker: Worker, draw: Callable[..., Any]) -> None:
    """Another sex, name, ethnic origin and religion than the worker has."""
    worker.sex = draw(st.sampled_from([sex for sex in ["", *Sex.values] if sex != worker.sex]))
    worker.full_name = draw(st.sampled_from(["Lò Thị Én", "Trần Văn Hùng", "A Páo"]))
    worker.ethnicity = draw(st.sampled_from(["", "Kinh", "Mường", "Hmông"]))
    worker.religion = draw(st.sampled_from(["", "Phật giáo", "Công giáo", "Hồi giáo"]))
    worker.save()


def published_rows() -> list[tuple[int, ...]]:
    """Every row of both sides' lists after a whole run."""
    run = a_run()
    columns_ = [field.attname for field in Match._meta.concrete_fields if field.name not in {"pk", "run"}]
    return list(Match.objects.filter(run=run).order_by("side", "worker_id", "vacancy_id").values_list(*columns_))


def test_marital_status_is_not_kept() -> None:
    kept = {field.name for model in apps.get_app_config("workers").get_models() for field in model._meta.get_fields()}
    assert not [name for name in kept if "marital" in name or "married" in name]


@pytest.mark.django_db
def test_what_the_run_keeps_is_the_same_to_the_byte() -> None:
    province = SmallProvince(2, 40, 20)
    before = snapshot.dumps(taken(province))
    for worker in Worker.objects.filter(pk__in=[worker.pk for worker in province.workers]):
        worker.sex = Sex.FEMALE if worker.sex == Sex.MALE else Sex.MALE
        worker.ethnicity, worker.religion = "Mường", "Phật giáo"
        worker.save()
    assert snapshot.dumps(taken(province)) == before


@pytest.mark.django_db
def test_disability_is_read_only_for_vacancies_reserved_for_it() -> None:
    province = SmallProvince(3, 40, 20)
    kind = snapshot.WORKER_KINDS["group"]

    def members() -> set[int]:
        lists = taken(province).worker_lists
        return set(lists["owner"][(lists["kind"] == kind) & (lists["item"] == province.sensitive.pk)].tolist())

    reserved = province.vacancies[0]
    reserved.reserved_groups.add(province.sensitive)
    agreed = {
        worker.pk
        for worker in province.workers
        if worker.sensitive_groups and worker.consents.filter(purpose="sensitive").exists()
    }
    assert agreed
    assert members() == agreed
    for vacancy in province.vacancies:
        vacancy.reserved_groups.remove(province.sensitive)
    assert members() == set()


@pytest.mark.parametrize(
    ("values", "expected"), [([1, 1, 1, 1], 0.0), ([0, 0, 0, 4], 0.75), ([], 0.0), ([0, 0], 0.0), ([1, 3], 0.25)]
)
def test_gini(values: list[float], expected: float) -> None:
    assert gini(values) == expected
