"""Code lists in the administration site: read what is official, add what is one's own."""

import pytest
from django.contrib import admin
from django.test import Client

from portal.accounts.enums import StaffRole
from portal.codes import places
from portal.codes.models import Benefit, Commune, OccupationSynonym, PlaceAlias
from tests.factories import CommuneFactory, OccupationFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(StaffFactory.create(role=StaffRole.ADMINISTRATOR).user)
    return client


@pytest.mark.parametrize("role", [StaffRole.COUNSELLOR, StaffRole.MANAGER])
def test_other_staff_see_no_code_lists(client: Client, role: StaffRole) -> None:
    client.force_login(StaffFactory.create(role=role).user)
    answer = client.get("/quan-tri/codes/benefit/")
    assert answer.status_code in (302, 403, 404)


def test_official_values_are_read_only(administrator: Client) -> None:
    official = Benefit.objects.create(code="garden", name="Vườn rau")
    page = administrator.get(f"/quan-tri/codes/benefit/{official.pk}/change/")
    assert page.status_code == 200
    assert "Vườn rau" in page.content.decode()
    refused = administrator.post(f"/quan-tri/codes/benefit/{official.pk}/change/", {"code": "x", "name": "y"})
    assert refused.status_code == 403
    assert administrator.post(f"/quan-tri/codes/benefit/{official.pk}/delete/", {"post": "yes"}).status_code == 403
    official.refresh_from_db()
    assert (official.code, official.name) == ("garden", "Vườn rau")


def test_a_value_added_by_hand_is_marked_local_and_may_be_changed(administrator: Client) -> None:
    given = {"code": "pool", "name": "Bể bơi", "name_en": "Swimming pool", "order": 99}
    assert administrator.post("/quan-tri/codes/benefit/add/", given).status_code == 302
    added = Benefit.objects.get(code="pool")
    assert added.is_local
    administrator.post(f"/quan-tri/codes/benefit/{added.pk}/change/", {**given, "name": "Hồ bơi"})
    added.refresh_from_db()
    assert added.name == "Hồ bơi"


def test_a_synonym_is_folded(administrator: Client) -> None:
    occupation = OccupationFactory.create()
    administrator.post("/quan-tri/codes/occupationsynonym/add/", {"occupation": occupation.pk, "text": "Thợ Đụp"})
    assert OccupationSynonym.objects.get(text="Thợ Đụp").folded == "tho dup"


def test_an_alias_is_found_at_once(administrator: Client) -> None:
    commune = CommuneFactory.create()
    administrator.post("/quan-tri/codes/placealias/add/", {"text": "Chợ Đậu Cổng", "commune": commune.pk})
    assert PlaceAlias.objects.get(text="Chợ Đậu Cổng").is_local
    best = places.resolve("cho dau cong").best
    assert best is not None
    assert best.id == commune.pk
    places.forget()


def test_of_a_commune_only_the_wage_zone_changes(administrator: Client) -> None:
    commune = CommuneFactory.create(wage_zone=None)
    answer = administrator.post(f"/quan-tri/codes/commune/{commune.pk}/change/", {"wage_zone": 3, "name": "Khác"})
    assert answer.status_code == 302
    stored = Commune.objects.get(pk=commune.pk)
    assert stored.wage_zone == 3
    assert stored.name == commune.name
    assert administrator.get("/quan-tri/codes/commune/add/").status_code == 403


def test_every_list_opens(administrator: Client) -> None:
    lists = [model for model in admin.site._registry if model._meta.app_label == "codes"]
    assert len(lists) >= 20
    for model in lists:
        answer = administrator.get(f"/quan-tri/codes/{model._meta.model_name}/")
        assert answer.status_code == 200, model
