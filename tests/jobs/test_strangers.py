"""Whoever signs up with a company's tax code is nobody until the centre has looked at them."""

import pytest
from django.test import Client
from django.urls import reverse

from employers.enums import Verification
from employers.services import Company, sign_up
from jobs.enums import VacancyState
from jobs.models import Application, Vacancy
from tests.access import scene as scenes
from tests.access.scene import Scene
from tests.factories import EmployerFactory, UserFactory, VacancyFactory, VacancyPlaceFactory
from tests.jobs.people import here, signed_in
from workers.models import BlockedEmployer


@pytest.fixture
def scene(db: None) -> Scene:
    return scenes.build()


def taken_over(state: Verification, scene: Scene) -> tuple[Client, Vacancy]:
    """A stranger signed up for a known employer; somebody's application to its published vacancy waits there."""
    employer = EmployerFactory.create(verification=state)
    vacancy = VacancyFactory.create(employer=employer)
    VacancyPlaceFactory.create(vacancy=vacancy, commune=here())
    Application.objects.create(worker=scene.worker, vacancy=vacancy, origin="worker", state="submitted")
    stranger = UserFactory.create()
    sign_up(stranger, Company("Công ty mạo danh", str(employer.tax_code)))
    return signed_in(stranger), vacancy


@pytest.mark.parametrize("state", [Verification.COLLECTED, Verification.VERIFIED, Verification.PENDING])
def test_a_tax_code_alone_opens_nobody(scene: Scene, state: Verification) -> None:
    client, vacancy = taken_over(state, scene)
    vacancy.employer.refresh_from_db()
    assert vacancy.employer.verification == Verification.PENDING
    for query in ("applied", "matched", "invited"):
        page = client.get(reverse("hiring:vacancy", args=[vacancy.public_id]), {"ai": query}).content.decode()
        assert scene.worker.full_name not in page
        assert scene.worker.public_id not in page
    pair = [vacancy.public_id, scene.worker.public_id]
    assert client.get(reverse("hiring:candidate", args=pair)).status_code == 404
    assert client.post(reverse("hiring:invite", args=pair)).status_code == 404
    answer = client.post(reverse("hiring:answer", args=pair), {"after": "not_hired", "reason": "Không."})
    assert answer.status_code == 404
    assert Application.objects.get(vacancy=vacancy).state == "submitted"


@pytest.mark.parametrize("action", ["tam-dung", "dong"])
def test_nor_does_it_take_adverts_down(scene: Scene, action: str) -> None:
    client, vacancy = taken_over(Verification.COLLECTED, scene)
    client.post(reverse("hiring:change", args=[vacancy.public_id, action]), {"outcome": "cancelled"})
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.PUBLISHED


def test_a_suspended_employer_reads_nobody_any_more(scene: Scene) -> None:
    address = reverse("hiring:candidate", args=[scene.published.public_id, scene.worker.public_id])
    client = scene.client("member")
    assert scene.worker.phone in client.get(address).content.decode()
    scene.employer.verification = Verification.SUSPENDED
    scene.employer.save()
    assert client.get(address).status_code == 404
    page = client.get(reverse("hiring:vacancy", args=[scene.published.public_id])).content.decode()
    assert scene.worker.full_name not in page
    assert scene.client("counsellor").get(address).status_code == 200


def test_whoever_hides_or_blocks_is_gone_at_once(scene: Scene) -> None:
    vacancy = scene.invitation.vacancy
    address = reverse("hiring:candidate", args=[vacancy.public_id, scene.worker.public_id])
    listed = reverse("hiring:vacancy", args=[vacancy.public_id]) + "?ai=invited"
    client = scene.client("member")
    assert client.get(address).status_code == 200
    BlockedEmployer.objects.create(worker=scene.worker, employer=scene.employer)
    assert client.get(address).status_code == 404
    assert scene.worker.public_id not in client.get(listed).content.decode()
