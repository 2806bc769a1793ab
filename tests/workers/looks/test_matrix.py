"""Every address of the desk that takes a person × role × office × reason, made from the access table."""

from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.enums import StaffRole
from portal.accounts.models import AccessLog
from tests.access import scene as scenes
from tests.access.rows import STAFF, none
from tests.access.scene import Scene
from tests.access.table import TABLE
from tests.factories import OfficeFactory, StaffFactory
from workers.models import Worker

SECRETS = {"identity_number": "034095001234", "ethnicity": "Tày", "religion": "Phật giáo"}

PEOPLE = (
    "benefits:add", "benefits:end", "benefits:notice", "benefits:person", "benefits:training", "desk:book",
    "desk:compare", "desk:consent", "desk:distinct", "desk:draft", "desk:drop_draft", "desk:keep", "desk:nearly",
    "desk:person", "desk:sensitive", "desk:turn", "desk:vacancies", "desk:whatif", "desk:why", "looks:copy",
    "looks:person", "papers:download", "printing:person", "printing:print_of_person", "slips:person_cv",
    "attachments:download", "hiring:candidate", "ledger:turn", "ledger:placement", "ledger:person",
)  # fmt: skip
"""About a person whom another office may have in its care: refused without a reason, open with one."""
OFFICES = {
    "desk:appointment", "desk:follow", "desk:settle", "desk:settle_appointment", "desk:ticket", "desk:drop_hours",
    "desk:group", "outcomes:call", "outcomes:letter", "outcomes:phone", "outcomes:refuse", "outcomes:send",
    "caseload:undo", "desk:undo_merge", "printing:print_of_group",
}  # fmt: skip
"""About what an office holds itself: nothing of another office is found, reason or not."""
NOBODYS = {"printing:letter", "printing:sheet", "printing:sheet_pdf", "printing:print_again", "desk:reason"}
"""Lead on to a person, or their scene is an employer's paper; their own tests tell of people."""
EMPLOYERS = ("answers:", "flags:", "hiring:", "intake:", "interviews:", "matching:", "posting:", "printing:",
             "reports:", "training:", "letters:", "caseload:", "rights:case", "ledger:rows", "ledger:take",
             "ledger:file", "ledger:download", "ledger:vacancy")  # fmt: skip
"""About employers, vacancies and lists that show no more than a name, or where the person asked the centre."""


@pytest.fixture
def scene(db: None) -> Scene:
    made = scenes.build()
    worker = made.worker
    for name, value in SECRETS.items():
        setattr(worker, name, value)
    worker.office = made.users["counsellor"].staff.office  # type: ignore[union-attr]  # the scene's own
    worker.save()
    return made


def test_every_address_that_names_something_is_sorted() -> None:
    named = {name for name, row in TABLE.items() if row.roles & STAFF and row.arguments is not none}
    named = {name for name in named if "visitor" not in TABLE[name].roles}
    left = {name for name in named - {*PEOPLE, *OFFICES, *NOBODYS} if not name.startswith(EMPLOYERS)}
    assert left == set(), "say whether it is about a person"
    assert {*PEOPLE, *OFFICES, *NOBODYS} <= set(TABLE)


class Place(NamedTuple):
    name: str
    address: str

    def ask(self, client: Client) -> HttpResponse:
        row = TABLE[self.name]
        answer: Any = getattr(client, row.method)(self.address, row.data)
        if answer.streaming:
            b"".join(answer)
        return answer  # type: ignore[no-any-return]  # the client's own class


def text_of(answer: HttpResponse) -> str:
    return "" if getattr(answer, "streaming", False) else answer.content.decode(errors="replace")


def stranger(role: StaffRole) -> Client:
    """Staff of another office."""
    client = Client()
    client.force_login(StaffFactory.create(role=role, office=OfficeFactory.create()).user)
    return client


def people_of(scene: Scene, place: Place) -> list[Worker]:
    """Whom an address is about: the scene's worker, and for pairs the other."""
    other = scene.users["other_worker"].worker  # type: ignore[union-attr]  # the scene's own
    return [one for one in (scene.worker, other) if one == scene.worker or one.public_id in place.address]


def give_reasons(client: Client, people: list[Worker]) -> None:
    for one in people:
        assert client.post(reverse("desk:reason", args=[one.public_id]), {"why": "call"}).status_code == 302


@pytest.mark.parametrize("name", PEOPLE)
def test_a_person_opens_by_office_and_reason(scene: Scene, name: str) -> None:
    place = Place(name, reverse(name, args=TABLE[name].arguments(scene)))
    people = people_of(scene, place)
    for role in (StaffRole.COUNSELLOR, StaffRole.MANAGER):
        foreign = stranger(role)
        before = scenes.fingerprint()
        for _twice in range(2):
            refused = place.ask(foreign)
            assert refused.status_code == 403, (role, "no reason")
            assert not any(secret in text_of(refused) for secret in (*SECRETS.values(), scene.worker.phone))
        assert scenes.fingerprint() == before
        with transaction.atomic():
            give_reasons(foreign, people)
            assert place.ask(foreign).status_code < 400, (role, "with a reason")
            lines = AccessLog.objects.filter(subject_id=scene.worker.public_id)
            assert lines.filter(action="reason", kind="call").count() == 1
            assert lines.filter(action="counselling", kind="call", is_foreign=True).count() == 1
            AccessLog.objects.update(at=timezone.now() - timedelta(days=1))
            # A benefit recorded at an office makes the person its own.
            after = 302 if name == "benefits:add" else 403
            assert place.ask(foreign).status_code == after, (role, "yesterday's reason")
            transaction.set_rollback(True)
        with transaction.atomic():
            answer = place.ask(scene.client(role.value))
            assert answer.status_code < 400, (role, "own office")
            _told(text_of(answer), scene.worker)
            transaction.set_rollback(True)


def _told(text: str, worker: Worker) -> None:
    """No sensitive value without its line in the log."""
    lines = AccessLog.objects.filter(subject_id=worker.public_id, action="sensitive")
    logged = {name for fields in lines.values_list("fields", flat=True) for name in fields.split(",")}
    assert {name for name, value in SECRETS.items() if value in text} <= logged


@pytest.mark.parametrize("name", [*PEOPLE, *sorted(OFFICES)])
def test_nobody_but_staff_opens_it_even_with_a_reason(scene: Scene, name: str) -> None:
    row = TABLE[name]
    place = Place(name, reverse(name, args=row.arguments(scene)))
    clients = {role: scene.client(role) for role in sorted(set(scenes.ROLES) - row.roles - STAFF)}
    before = scenes.fingerprint()
    for role, client in clients.items():
        said = client.post(reverse("desk:reason", args=[scene.worker.public_id]), {"why": "counter"})
        assert said.status_code in {302, 403}
        answer = place.ask(client)
        refused = answer.status_code in {403, 404, 405} or (role == "visitor" and answer.status_code == 302)
        assert refused, (role, answer.status_code)
    assert scenes.fingerprint() == before


@pytest.mark.parametrize("name", sorted(OFFICES - {"outcomes:call", "desk:drop_hours"}))
def test_what_an_office_holds_is_not_found_elsewhere(scene: Scene, name: str) -> None:
    place = Place(name, reverse(name, args=TABLE[name].arguments(scene)))
    foreign = stranger(StaffRole.COUNSELLOR)
    give_reasons(foreign, [scene.worker])
    before = scenes.fingerprint()
    assert place.ask(foreign).status_code in {403, 404}
    assert scenes.fingerprint() == before
