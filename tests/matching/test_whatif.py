"""What-if: a change is worth in memory exactly what it is worth once saved."""

from collections.abc import Iterable
from random import Random
from statistics import median
from typing import Any

import numpy as np
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from jobs.matching import market, snapshot
from jobs.matching.changes import ITEMS, MASKS, WISHES, YES, Change, Kind, Person, person_of, tidy
from jobs.matching.enums import Reader
from jobs.matching.explain import explain_many
from jobs.matching.keeping import NoRoom, keep
from jobs.matching.models import MatchChange
from jobs.matching.whatif import Looked, Reach, look
from jobs.models import Vacancy, VacancyLicence
from tests.matching.small_province import DAY, SmallProvince
from tests.matching.test_runs import a_run
from workers.models import WantedPlace, Worker, WorkerComputing, WorkerLanguage, WorkerLicence, WorkerSkill, WorkWish
from workers.services.profile import Outdated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ages and dates are judged on the small province's day."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: DAY)


@pytest.fixture
def province() -> SmallProvince:
    made = SmallProvince(41, 20, 60, spread=0.5)
    MatchChange.objects.all().delete()
    return made


def drawn(draw: Random, province: SmallProvince, count: int) -> list[Change]:
    """Some changes of any kind."""
    codes: dict[Kind, list[Any]] = {
        Kind.OCCUPATION: province.occupations,
        Kind.COMMUNE: province.communes[:12],
        Kind.PROVINCE: province.provinces[:2],
        Kind.LICENCE: province.licences,
        Kind.LANGUAGE: province.languages,
        Kind.COMPUTING: province.computing,
        Kind.SKILL: province.skills[:12],
    }
    numbers = {Kind.PAY: (0, 4_000_000, 7_000_000), Kind.RADIUS: (5, 30), Kind.QUALIFICATION: (1, 3, 5)}
    numbers[Kind.EDUCATION] = (1, 2, 3)
    made = []
    for kind in draw.sample(list(Kind), count):
        if kind in codes:
            level = {Kind.COMMUNE: 20, Kind.LANGUAGE: draw.randint(1, 3), Kind.COMPUTING: draw.randint(1, 3)}
            made.append(Change(kind, draw.choice(codes[kind]).pk, level.get(kind, 0)))
        elif kind in numbers:
            made.append(Change(kind, draw.choice(numbers[kind])))
        else:
            made.append(Change(kind, 1 << draw.randrange(len(MASKS[kind][1])) if kind in MASKS else 0))
    return made


def save(worker: Worker, changes: Iterable[Change]) -> None:
    """As the person would: wishes by the service, what is learnt by the profile's own rows."""
    WantedPlace.objects.filter(worker=worker, rank__gt=1).delete()
    keep(worker, worker.version, changes)
    worker.refresh_from_db()
    for kind, value, level in changes:
        if kind is Kind.QUALIFICATION:
            worker.qualification = max(worker.qualification or 0, value)
        elif kind is Kind.EDUCATION:
            worker.general_education = max(worker.general_education or 0, value)
        elif kind is Kind.LICENCE:
            WorkerLicence.objects.update_or_create(worker=worker, licence_id=value, defaults={"valid_to": None})
        elif kind is Kind.SKILL:
            WorkerSkill.objects.get_or_create(worker=worker, skill_id=value)
        elif kind in (Kind.LANGUAGE, Kind.COMPUTING):
            model: Any = WorkerLanguage if kind is Kind.LANGUAGE else WorkerComputing
            key = "language_id" if kind is Kind.LANGUAGE else "skill_id"
            held = model.objects.filter(worker=worker, **{key: value}).first()
            top = max(level, held.proficiency if held else 0)
            model.objects.update_or_create(worker=worker, **{key: value}, defaults={"proficiency": top})
    worker.save()


def stored(worker: Worker) -> Person:
    return person_of(snapshot.take(DAY, Worker.objects.filter(pk=worker.pk), Vacancy.objects.none()))


def alike(person: Person) -> tuple[Any, Any]:
    """Comparable; sensitive groups are read only beside vacancies reserved for them."""
    return person.row, {kind: sorted(items) for kind, items in person.items.items() if kind != "group"}


def open_to(worker: Worker) -> dict[int, int]:
    """Points of the vacancies open to somebody, by the declared rules one by one."""
    vacancies = Vacancy.objects.matchable(DAY)
    told = explain_many([worker], vacancies, Reader.COUNSELLOR, DAY)
    return {vacancy: one.points for (_, vacancy), one in told.items() if one.eligible}


def counted(keys: Iterable[int]) -> tuple[int, int, int | None]:
    """Vacancies, seats and median pay, counted the slow way."""
    found = list(Vacancy.objects.filter(pk__in=list(keys)))
    pay = [top for one in found if (top := one.monthly_max or one.monthly_min)]
    return len(found), sum(one.headcount - one.filled for one in found), int(median(pay)) if pay else None


def figures(openings: Any) -> tuple[int, int, int | None]:
    return openings.vacancies, openings.seats, openings.pay


@pytest.mark.parametrize("seed", range(3))
def test_a_variant_is_worth_what_the_saved_change_is_worth(seed: int) -> None:
    draw = Random(seed)
    province = SmallProvince(50 + seed, 15, 80, spread=[0.15, 0.3, 0.5][seed % 3])
    opened = 0
    for worker in province.workers:
        WantedPlace.objects.filter(worker=worker, rank__gt=1).delete()
        worker.wanted_occupations.filter(rank__gt=2).delete()
        changes = drawn(draw, province, 6)
        looked = look(worker)
        alone, together = looked.reach([[changes[0]], changes])
        before = open_to(worker)
        assert figures(looked.count(looked.today.rows)) == counted(before)
        with transaction.atomic():
            save(worker, [changes[0]])
            assert_same(alone, before, open_to(worker))
            transaction.set_rollback(True)
        worker.refresh_from_db()
        save(worker, changes)
        assert alike(stored(worker)) == alike(looked.person.with_changes(changes))
        after = open_to(worker)
        assert_same(together, before, after)
        opened += len(after.keys() - before.keys())
    assert opened > 5


def assert_same(reach: Reach, before: dict[int, int], after: dict[int, int]) -> None:
    assert figures(reach.open) == counted(after)
    assert figures(reach.opened) == counted(after.keys() - before.keys())
    assert figures(reach.lost) == counted(before.keys() - after.keys())
    assert reach.better == sum(after[key] > before[key] for key in after.keys() & before.keys())
    assert [points for _, points in reach.best] == sorted(
        (points for key, points in after.items() if key not in before), reverse=True
    )[:5]
    assert all(after[key] == points for key, points in reach.best)


def test_suggestions_open_what_they_say_and_nothing_is_saved(province: SmallProvince) -> None:
    seen = 0
    for worker in province.workers:
        before = alike(stored(worker))
        looked = look(worker)
        for one in looked.suggestions([]):
            (alone,) = looked.reach([[one.change]])
            assert alone == one.reach
            assert alone.opened.seats > 0
            seen += 1
        assert alike(stored(worker)) == before
    assert seen > 20


def test_suggestions_find_what_is_just_missed(province: SmallProvince) -> None:
    """Whoever lacks a licence alone is told of the licence."""
    free = set(Vacancy.objects.filter(licences=None).values_list("pk", flat=True))
    worker, found_open = next((one, keys) for one in province.workers if (keys := free & open_to(one).keys()))
    vacancy = Vacancy.objects.get(pk=min(found_open))
    WorkerLicence.objects.filter(worker=worker).delete()
    VacancyLicence.objects.create(vacancy=vacancy, licence=province.licences[3])
    Vacancy.objects.filter(pk=vacancy.pk).update(headcount=500)
    found = {one.change: one.reach for one in look(worker).suggestions([])}
    change = Change(Kind.LICENCE, province.licences[3].pk)
    assert change in found
    assert found[change].opened.seats >= 500
    assert vacancy.pk in [key for key, _ in found[change].best]


def test_the_vacancies_are_packed_once_and_again_when_one_changes(province: SmallProvince) -> None:
    a_run()
    first = market.market()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert market.market() is first
    assert len(captured) <= 4
    gone = province.vacancies[0]
    Vacancy.objects.filter(pk=gone.pk).update(filled=gone.headcount)
    MatchChange.objects.create(side=1, item=gone.pk)
    market._Cache.warm.due = 0.0  # type: ignore[union-attr]  # the market was made above
    second = market.market()
    assert gone.pk in first.stock.ids
    assert set(first.stock.ids.tolist()) - set(second.stock.ids.tolist()) == {gone.pk}
    assert int(second.seats.sum()) == int(first.seats.sum()) - gone.headcount
    a_run()
    assert market.market() is not second


def test_what_must_be_learnt_is_not_saved(province: SmallProvince) -> None:
    worker = province.workers[0]
    before = alike(stored(worker))
    keep(worker, worker.version, [Change(Kind.QUALIFICATION, 5), Change(Kind.LICENCE, province.licences[0].pk)])
    assert alike(stored(worker)) == before


def test_a_full_or_newer_profile_is_not_written_over(province: SmallProvince) -> None:
    worker = province.workers[0]
    worker.wanted_places.all().delete()
    for rank, commune in enumerate(province.communes[:3], 1):
        WantedPlace.objects.create(worker=worker, rank=rank, commune=commune)
    before = alike(stored(worker))
    with pytest.raises(NoRoom):
        keep(worker, worker.version, [Change(Kind.MANUAL), Change(Kind.PROVINCE, province.provinces[0].pk)])
    with pytest.raises(Outdated):
        keep(worker, worker.version + 1, [Change(Kind.MANUAL)])
    assert alike(stored(worker)) == before
    keep(worker, worker.version, [Change(Kind.MANUAL)])
    assert WorkWish.objects.get(worker=worker).any_manual_work is True


def test_of_one_kind_the_last_word_counts() -> None:
    said = [Change(Kind.PAY, 5), Change(Kind.LICENCE, 1), Change(Kind.PAY, 7), Change(Kind.LICENCE, 2)]
    assert tidy(said) == [Change(Kind.PAY, 7), Change(Kind.LICENCE, 1), Change(Kind.LICENCE, 2)]


def test_every_kind_is_a_wish_or_has_to_be_learnt() -> None:
    learnt = {Kind.QUALIFICATION, Kind.EDUCATION, Kind.LICENCE, Kind.LANGUAGE, Kind.COMPUTING, Kind.SKILL}
    assert set(WISHES) | learnt == set(Kind)
    assert not set(WISHES) & learnt
    assert set(ITEMS) | set(MASKS) | set(YES) | {
        Kind.COMMUNE, Kind.RADIUS, Kind.PAY, Kind.QUALIFICATION, Kind.EDUCATION
    } == set(Kind)  # fmt: skip


def test_somebody_without_anything_said_can_ask(province: SmallProvince) -> None:
    nobody = Worker.objects.create(full_name="Người mới")
    looked: Looked = look(nobody)
    (manual,) = looked.reach([[Change(Kind.MANUAL)]])
    assert looked.today.rows.size == 0
    assert figures(manual.open) == figures(manual.opened)
    assert np.all(manual.open.seats >= manual.open.vacancies)
