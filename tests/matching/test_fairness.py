"""What the engine must not read, it does not read."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from jobs.matching import columns, snapshot
from jobs.matching.figures import gini
from portal.codes.enums import Sex
from tests.matching.small_province import SmallProvince
from tests.matching.test_agreement import taken
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
def test_flipping_sex_ethnic_origin_and_religion_changes_no_byte() -> None:
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
