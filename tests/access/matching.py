"""Matching, training, and the figures."""

from typing import Any

from django.utils import timezone

from jobs.matching.enums import RunOrigin
from jobs.matching.models import MatchPolicy, MatchRun, PolicyTrial
from jobs.training.models import Cohort, GapReport, TrainingGap
from tests.access.rows import EVERYBODY, STAFF, Row, get, post
from tests.access.scene import Scene

CENTRE = STAFF | {"administrator"}


def trial(scene: Scene) -> list[Any]:
    run = MatchRun.objects.create(
        origin=RunOrigin.STAFF, policy=MatchPolicy.current(), day=timezone.localdate(), state="failed"
    )
    weights = {**run.policy.weights(), "place": 0, "pay": 270}
    return [PolicyTrial.objects.create(run=run, weights=weights).public_id]


def a_gap() -> TrainingGap:
    run = MatchRun.objects.create(
        origin=RunOrigin.STAFF, policy=MatchPolicy.current(), day=timezone.localdate(), state="failed"
    )
    report = GapReport.objects.create(run=run)
    return TrainingGap.objects.create(
        report=report, criterion="qualification", asked=[[0, 3]], seats=5, missing_seats=4, people=2, could_fill=2,
        nearest=[], vacancies=[],
    )  # fmt: skip


def a_cohort(scene: Scene) -> Cohort:
    staff = scene.users["counsellor"]
    assert staff
    made = Cohort.objects.create(
        name="Trung cấp may", criterion="qualification", asked=[[0, 3]], created_by=staff, office=staff.staff.office
    )
    made.members.create(worker=scene.worker, position=1)
    return made


MATCHING = {
    "training:gaps": get(STAFF),
    "training:work_out": post(STAFF),
    "training:draft": post(STAFF, lambda s: [a_gap().public_id]),
    "training:cohorts": get(STAFF),
    "training:cohort": get(STAFF, lambda s: [a_cohort(s).public_id]),
    "training:export": get(STAFF, lambda s: [a_cohort(s).public_id]),
    "training:delete": post(STAFF, lambda s: [a_cohort(s).public_id]),
    "training:member": post(STAFF, lambda s: [a_cohort(s).public_id, s.worker.public_id], state="agreed"),
    "matching:how": get(EVERYBODY),
    "matching:runs": get(CENTRE),
    "matching:run": Row(CENTRE, lambda s: [1], is_missing=True),
    "matching:start": Row(frozenset({"manager"}), method="post", is_missing=True),
    "matching:comparison": get(CENTRE),
    "matching:policy": get(frozenset({"manager", "administrator"})),
    "matching:trial": get(frozenset({"manager", "administrator"}), trial),
    "matching:try_again": post(frozenset({"manager", "administrator"}), trial),
    "matching:save_policy": post(frozenset({"administrator"}), trial, based_on=1, reason="Theo góp ý hội nghị."),
    "matching:fairness": get(STAFF),
    "matching:people_without": get(STAFF),
    "matching:unshown": get(STAFF),
    "matching:employers_without": get(STAFF),
}
FIGURES = {
    "reports:market": get(EVERYBODY),
    "reports:figures": get(EVERYBODY),
    "reports:rows": get(STAFF, lambda s: ["tu-van"]),
    "reports:export": get(STAFF, lambda s: ["tu-van"]),
}
