"""Other weights are tried on the last run before they are saved; only an administrator saves them."""

import re
from typing import Any

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse

from jobs.matching import policy, runs, trials
from jobs.matching.enums import RunState, Side, TrialState
from jobs.matching.models import Match, MatchPolicy, MatchRun, PolicyTrial
from jobs.services import NotPossible
from portal.accounts.enums import StaffRole
from portal.accounts.models import AccessLog
from tests.matching.small_province import SmallProvince
from tests.matching.test_pages import signed_in
from tests.matching.test_runs import a_run

pytestmark = pytest.mark.django_db
NEAR = {"occupation": 100, "skills": 100, "place": 500, "pay": 200, "experience": 50, "qualification": 25,
        "conditions": 25}  # fmt: skip


def first_ten(run: MatchRun) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    rows = Match.objects.filter(run=run, side=Side.WORKER, rank__lte=10).order_by("worker", "rank")
    for worker, vacancy in rows.values_list("worker", "vacancy"):
        found.setdefault(worker, []).append(vacancy)
    return found


def test_a_trial_foretells_what_a_run_with_these_weights_does() -> None:
    SmallProvince(81, 60, 60, spread=0.25)
    before = a_run()
    found = trials.compare(before, NEAR)
    MatchPolicy.objects.create(version=2, **NEAR)
    after = a_run()
    old, new = first_ten(before), first_ten(after)
    changed = [worker for worker in old if set(old[worker]) != set(new[worker])]
    assert found["changed"] == len(changed) > 0
    assert found["lists"] == len(old)
    turned = [worker for worker in old if old[worker] != new[worker] and set(old[worker]) == set(new[worker])]
    assert found["reordered"] == len(turned)
    replaced = sum(len(set(old[worker]) - set(new[worker])) for worker in old)
    assert found["replaced"] == round(replaced / len(old), 2)
    assert found["shown"] == [before.figures["vacancies_shown"], after.figures["vacancies_shown"]]
    assert found["gini"] == [before.figures["gini"], after.figures["gini"]]
    assert found["most_moved"] > 0
    for key, was, will in [*found["up"], *found["down"]]:
        assert was == sum(key in vacancies for vacancies in old.values())
        assert will == sum(key in vacancies for vacancies in new.values())
    for key, gone, head, _ in found["persons"]:
        assert gone == len(set(old[key]) - set(new[key]))
        assert head == old[key][0]


def test_the_same_weights_change_nothing() -> None:
    SmallProvince(82, 30, 30, spread=0.25)
    run = a_run()
    found = trials.compare(run, run.policy.weights())
    assert (found["changed"], found["reordered"], found["replaced"], found["moved"]) == (0, 0, 0, 0)
    assert found["up"] == found["down"] == found["persons"] == []
    assert len(set(found["shown"])) == len(set(found["reached"])) == 1


def test_a_large_province_is_compared_on_a_sample_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    SmallProvince(83, 30, 20)
    run = a_run()
    monkeypatch.setattr(trials, "MOST_PAIRS", 2 * 20 * 12)
    found = trials.compare(run, NEAR)
    assert (found["people"], found["of"]) == (12, 30)


def test_a_run_whose_snapshot_is_gone_fails_the_trial_in_words() -> None:
    SmallProvince(84, 10, 10)
    old = a_run()
    trial = trials.start(old, NEAR, None)
    a_run()
    trials.work_out(trial.pk)
    trial.refresh_from_db()
    assert trial.state == TrialState.FAILED
    page = signed_in(StaffRole.ADMINISTRATOR).get(reverse("matching:trial", args=[trial.public_id])).content.decode()
    assert "vừa được thay bằng đợt mới" in page


def tried(client: Client, weights: dict[str, int] | None = None) -> PolicyTrial:
    answer = client.post(reverse("matching:policy"), weights or NEAR)
    assert answer.status_code == 302, answer.content.decode()
    return PolicyTrial.objects.get(public_id=re.findall(r"thu/(\w+)/", answer["Location"])[0])


def test_an_administrator_tries_saves_and_the_next_run_follows() -> None:
    SmallProvince(85, 30, 30, spread=0.25)
    a_run()
    client = signed_in(StaffRole.ADMINISTRATOR)
    trial = tried(client)
    assert trial.state == TrialState.DONE  # tests run tasks where they are called
    address = reverse("matching:trial", args=[trial.public_id])
    page = client.get(address).content.decode()
    assert "Nơi làm việc 150 → <strong>500</strong>" in page
    assert "Tính cho tất cả 30 người lao động" in page
    save = reverse("matching:save_policy", args=[trial.public_id])
    assert client.post(save, {"based_on": 1, "reason": "ngắn"}).status_code == 422
    assert MatchPolicy.objects.count() == 1
    client.post(save, {"based_on": 1, "reason": "Ưu tiên việc gần nhà theo góp ý hội nghị."})
    saved = MatchPolicy.current()
    assert (saved.version, saved.weights(), saved.created_by) == (2, NEAR, trial.created_by)
    run = a_run()
    assert run.policy == saved
    page = client.get(reverse("matching:policy")).content.decode()
    assert "Ưu tiên việc gần nhà" in page
    assert reverse("matching:run", args=[run.pk]) in page


def test_a_manager_looks_and_tries_but_does_not_save() -> None:
    SmallProvince(86, 30, 30, spread=0.25)
    a_run()
    client = signed_in(StaffRole.MANAGER)
    trial = tried(client)
    page = client.get(reverse("matching:trial", args=[trial.public_id])).content.decode()
    save = reverse("matching:save_policy", args=[trial.public_id])
    assert save not in page
    assert client.post(save, {"based_on": 1, "reason": "Một lý do đủ dài."}).status_code == 403
    assert MatchPolicy.objects.count() == 1


def test_people_are_named_to_managers_only_and_that_is_noted_once() -> None:
    province = SmallProvince(81, 60, 60, spread=0.25)
    a_run()
    manager, administrator = signed_in(StaffRole.MANAGER), signed_in(StaffRole.ADMINISTRATOR)
    trial = tried(manager)
    person = next(worker for worker in province.workers if worker.pk == trial.result["persons"][0][0])
    address = reverse("matching:trial", args=[trial.public_id])
    link = reverse("desk:person", args=[person.public_id])
    assert link not in administrator.get(address).content.decode()
    assert not AccessLog.objects.exists()
    for _ in range(2):
        assert link in manager.get(address).content.decode()
    assert AccessLog.objects.filter(subject_id=person.public_id).count() == 1


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({**NEAR, "place": 499}, "còn thiếu 1"),
        ({**NEAR, "place": 700}, "thừa 200"),
        ({**NEAR, "place": -1}, "field-error"),
        ({**NEAR, "place": "x" * 9}, "field-error"),
        ({}, "field-error"),
    ],
)
def test_weights_that_do_not_add_up_are_not_even_tried(weights: dict[str, Any], said: str) -> None:
    a_run()
    answer = signed_in(StaffRole.ADMINISTRATOR).post(reverse("matching:policy"), weights or {"place": ""})
    assert said in answer.content.decode()
    assert not PolicyTrial.objects.exists()


def test_without_a_run_there_is_nothing_to_try_on() -> None:
    answer = signed_in(StaffRole.ADMINISTRATOR).post(reverse("matching:policy"), NEAR)
    assert "Chưa có đợt ghép nối nào để thử" in answer.content.decode()


def test_who_saves_second_is_told() -> None:
    run = a_run()
    trial = trials.start(run, NEAR, None)
    trials.work_out(trial.pk)
    trial.refresh_from_db()
    policy.save(trial, 1, None, "Lần thứ nhất")
    other = trials.start(run, {**NEAR, "place": 400, "pay": 300}, None)
    with pytest.raises(NotPossible):
        policy.save(other, 1, None, "Lần thứ hai")
    with pytest.raises(NotPossible):
        policy.save(trial, 2, None, "Như đang dùng")
    assert MatchPolicy.current().version == 2


def test_a_trial_under_way_asks_for_itself_and_can_be_begun_again() -> None:
    run = a_run()
    trial = trials.start(run, NEAR, None)
    client = signed_in(StaffRole.ADMINISTRATOR)
    address = reverse("matching:trial", args=[trial.public_id])
    asked = {"HX-Request": "true", "HX-Target": "progress"}
    answer = client.get(address, headers=asked)
    assert "<html" not in answer.content.decode()
    assert 'id="progress"' in client.get(address).content.decode()
    trials.work_out(trial.pk)
    assert client.get(address, headers=asked).headers["HX-Refresh"] == "true"
    client.post(reverse("matching:try_again", args=[trial.public_id]))
    assert PolicyTrial.objects.filter(state=TrialState.DONE).count() == 2


def test_the_kept_snapshot_is_that_of_the_run() -> None:
    province = SmallProvince(88, 12, 12)
    run = a_run()
    assert run.state == RunState.PUBLISHED
    taken = runs.kept_snapshot(run.pk)
    assert np.isin(taken.workers["id"], [worker.pk for worker in province.workers]).all()
