"""The public page follows the declarations; the staff's page shows runs and starts them."""

import pytest
from django.test import Client
from django.urls import reverse

from jobs.matching.criteria import CRITERIA, Criterion
from jobs.matching.enums import RunOrigin, RunState
from jobs.matching.models import MatchRun
from jobs.matching.points import TERMS, Term
from jobs.matching.runs import start
from portal.accounts.enums import StaffRole
from tests.factories import StaffFactory
from tests.matching.small_province import SmallProvince
from tests.matching.test_runs import a_run

pytestmark = pytest.mark.django_db


def signed_in(role: StaffRole) -> Client:
    client = Client()
    client.force_login(StaffFactory.create(role=role).user)
    return client


def test_everyone_reads_every_declared_rule(client: Client) -> None:
    page = client.get(reverse("matching:how")).content.decode()
    rules: list[Criterion | Term] = [*CRITERIA, *TERMS]
    for rule in rules:
        assert str(rule.label) in page
        assert str(rule.rule) in page
    for term in TERMS:
        assert f">{term.weight}</td>" in page


def test_runs_are_for_staff(client: Client) -> None:
    assert client.get(reverse("matching:runs")).status_code in (302, 403)
    assert client.post(reverse("matching:start")).status_code in (302, 403)
    assert not MatchRun.objects.exists()


def test_a_counsellor_sees_runs_but_does_not_start_them() -> None:
    SmallProvince(41, 10, 10)
    run = a_run()
    client = signed_in(StaffRole.COUNSELLOR)
    page = client.get(reverse("matching:runs")).content.decode()
    assert reverse("matching:run", args=[run.pk]) in page
    assert reverse("matching:start") not in page
    assert client.post(reverse("matching:start")).status_code == 403
    assert "Mức dồn vào ít tin" in client.get(reverse("matching:run", args=[run.pk])).content.decode()


def test_a_manager_starts_a_run_and_watches_it() -> None:
    SmallProvince(42, 10, 10)
    client = signed_in(StaffRole.MANAGER)
    assert reverse("matching:start") in client.get(reverse("matching:runs")).content.decode()
    page = client.post(reverse("matching:start"), follow=True)
    assert page.status_code == 200
    assert MatchRun.objects.get().state == RunState.PUBLISHED  # tests run tasks where they are called


def test_the_progress_asks_for_itself_until_the_run_has_ended() -> None:
    run, _ = start(RunOrigin.STAFF)
    client = signed_in(StaffRole.COUNSELLOR)
    asked = {"HX-Request": "true", "HX-Target": "progress"}
    answer = client.get(reverse("matching:runs"), headers=asked)
    assert f"Đợt số {run.pk}" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    MatchRun.objects.update(state=RunState.FAILED, error="x")
    assert client.get(reverse("matching:runs"), headers=asked).headers["HX-Refresh"] == "true"
    assert "không hoàn thành" in client.get(reverse("matching:run", args=[run.pk])).content.decode().lower()
