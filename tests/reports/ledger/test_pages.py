"""The ledger's pages: whose turns whom, figures that open, chains, hostile addresses."""

from datetime import UTC, date, datetime, timedelta
from html import unescape
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from portal.accounts.enums import StaffRole
from portal.accounts.models import AccessLog, Staff
from portal.reports.ledger.enums import By, Count
from tests.factories import OfficeFactory, StaffFactory, VacancyFactory, WorkerFactory
from tests.jobs.factories import ApplicationFactory, PlacementFactory, ReferralFactory
from tests.jobs.people import signed_in
from tests.workers.factories import SessionFactory
from workers.counselling.models import CounsellingSession
from workers.looks.enums import Why
from workers.looks.services import record_reason
from workers.models import Worker

pytestmark = pytest.mark.django_db
WHEN = datetime(2025, 2, 10, 3, tzinfo=UTC)
YEAR = {"nam": "2025"}
TABLE = "/so-lieu/so-tu-van/"


class Scene(NamedTuple):
    mine: Staff
    manager: Staff
    other: Staff
    worker: Worker
    turn: CounsellingSession
    theirs: CounsellingSession
    placement: Any


@pytest.fixture
def scene() -> Scene:
    """A hire that follows from a turn of my office, and a turn of another office."""
    mine, other = StaffFactory.create(), StaffFactory.create()
    manager = StaffFactory.create(office=OfficeFactory.create(), role=StaffRole.MANAGER)
    worker = WorkerFactory.create(full_name="Đỗ Thị Hạnh", office=mine.office)
    turn = SessionFactory.create(
        worker=worker, office=mine.office, counsellor=mine.user, at=WHEN, topics=["jobs", "policy"]
    )
    at = WHEN + timedelta(minutes=10)
    application = ApplicationFactory.create(worker=worker, created_at=at, changed_at=at, state="hired")
    ReferralFactory.create(application=application, session=turn, office=mine.office, issued_on=WHEN.date())
    placement = PlacementFactory.create(application=application, started_on=date(2025, 2, 20))
    stranger = WorkerFactory.create(full_name="Lê Văn Xa", office=other.office)
    theirs = SessionFactory.create(worker=stranger, office=other.office, counsellor=other.user, at=WHEN)
    SessionFactory.create(worker=None, walk_in_name="=HYPERLINK(1)", office=mine.office, counsellor=mine.user, at=WHEN)
    return Scene(mine, manager, other, worker, turn, theirs, placement)


def text_of(client: Client, address: str, query: dict[str, str] | None = None) -> str:
    answer = client.get(address, query or {})
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_counsellor_counts_their_office_and_a_manager_all(scene: Scene) -> None:
    total = signed_in(scene.mine.user).get(TABLE, YEAR).context["total"].both.now
    assert (total.turns, total.people, total.letters, total.hires) == (2, 2, 1, 1)
    total = signed_in(scene.manager.user).get(TABLE, YEAR).context["total"].both.now
    assert (total.turns, total.people) == (3, 3)
    one = {**YEAR, "vp": scene.other.office.code}
    assert signed_in(scene.manager.user).get(TABLE, one).context["total"].both.now.turns == 1


@pytest.mark.parametrize("name", ["table", "export", "rows", "take"])
def test_another_office_is_not_there_for_a_counsellor(scene: Scene, name: str) -> None:
    address = reverse(f"ledger:{name}", args=["luot"] if name in {"rows", "take"} else [])
    query = {**YEAR, "vp": scene.other.office.code}
    assert signed_in(scene.mine.user).get(address, query).status_code == 404
    assert signed_in(scene.manager.user).get(address, query).status_code == 200


def test_rows_name_the_office_s_people_only(scene: Scene) -> None:
    page = text_of(signed_in(scene.mine.user), reverse("ledger:rows", args=["luot"]), YEAR)
    assert "Đỗ Thị Hạnh" in page
    assert "Lê Văn Xa" not in page
    assert "1 giấy giới thiệu, 1 việc làm" in page
    assert reverse("ledger:turn", args=[scene.turn.public_id]) in page
    page = text_of(signed_in(scene.manager.user), reverse("ledger:rows", args=["luot"]), YEAR)
    assert "Lê Văn Xa" in page


@pytest.mark.parametrize("by", list(By))
def test_every_grouping_has_a_page_within_its_queries(scene: Scene, by: By, django_assert_max_num_queries: Any) -> None:
    client = signed_in(scene.manager.user)
    with django_assert_max_num_queries(12):
        page = text_of(client, TABLE, {**YEAR, "ky": "q1", "theo": by})
    assert "Cả kỳ" in page
    assert ("cộng lại lớn hơn" in page) == (by in {By.TOPIC, By.AUDIENCE})


@pytest.mark.parametrize("what", list(Count))
def test_every_list_has_a_page_within_its_queries(
    scene: Scene, what: Count, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        made = PlacementFactory.create(started_on=date(2025, 3, 1))
        made.application.__class__.objects.filter(pk=made.application_id).update(created_at=WHEN)
    client = signed_in(scene.manager.user)
    with django_assert_max_num_queries(12):
        page = text_of(client, reverse("ledger:rows", args=[what]), YEAR)
    assert ("Đỗ Thị Hạnh" in page) == (what in {Count.TURNS, Count.LETTERS, Count.HIRES})
    assert "Kỳ này không có dòng nào" in page or reverse("ledger:take", args=[what]) in page


def test_the_figures_of_a_line_are_links_to_its_own_rows(scene: Scene) -> None:
    client = signed_in(scene.manager.user)
    line = next(
        line
        for line in client.get(TABLE, {**YEAR, "theo": By.TOPIC}).context["lines"]
        if line.both.now.turns == 1 and "nd=policy" in line.query
    )
    page = unescape(client.get(TABLE, {**YEAR, "theo": By.TOPIC}).content.decode())
    assert f'"{TABLE}dong/luot/?{line.query}&theo=noi-dung"' in page
    opened = client.get(f"{TABLE}dong/luot/?{line.query}")
    assert opened.context["page"].paginator.count == 1
    assert "Đỗ Thị Hạnh" in opened.content.decode()


def test_the_chain_of_a_turn_forwards_and_of_a_hire_backwards(scene: Scene) -> None:
    client = signed_in(scene.mine.user)
    page = text_of(client, reverse("ledger:turn", args=[scene.turn.public_id]))
    assert "Từ tư vấn đến đi làm: 10 ngày" in page
    assert reverse("ledger:placement", args=[scene.placement.public_id]) in page
    page = text_of(client, reverse("ledger:placement", args=[scene.placement.public_id]))
    assert "Việc làm này tính cho lượt này" in page
    page = text_of(client, reverse("ledger:person", args=[scene.worker.public_id]))
    assert "Đỗ Thị Hạnh" in page
    log = AccessLog.objects.filter(subject_id=scene.worker.public_id, actor=scene.mine.user)
    assert log.count() == 1, "three pages of a day are one look"


@pytest.mark.parametrize("who", ["other", "manager"])
def test_the_chain_of_another_office_s_person_opens_on_a_recorded_reason(scene: Scene, who: str) -> None:
    user = getattr(scene, who).user
    client = signed_in(user)
    addresses = [
        reverse("ledger:turn", args=[scene.turn.public_id]),
        reverse("ledger:placement", args=[scene.placement.public_id]),
        reverse("ledger:person", args=[scene.worker.public_id]),
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 403, address
        assert "Giấy giới thiệu" not in answer.content.decode()
    assert not AccessLog.objects.exists()
    record_reason(user, scene.worker, Why.HANDOVER)
    for address in addresses:
        assert client.get(address).status_code == 200
    assert set(AccessLog.objects.values_list("action", "is_foreign")) == {("reason", True), ("counselling", True)}


def test_a_walk_in_of_another_office_is_not_there(scene: Scene) -> None:
    address = reverse("ledger:turn", args=[CounsellingSession.objects.get(worker=None).public_id])
    assert signed_in(scene.other.user).get(address).status_code == 404
    assert signed_in(scene.manager.user).get(address).status_code == 200


def test_a_vacancy_s_applicants_of_the_own_office(scene: Scene) -> None:
    vacancy = scene.placement.application.vacancy
    ApplicationFactory.create(vacancy=vacancy, worker__full_name="Lê Văn Lạ", worker__office=scene.other.office)
    address = reverse("ledger:vacancy", args=[vacancy.public_id])
    page = text_of(signed_in(scene.mine.user), address)
    assert "Đỗ Thị Hạnh" in page
    assert "Lê Văn Lạ" not in page
    assert "Lê Văn Lạ" in text_of(signed_in(scene.manager.user), address)
    empty = reverse("ledger:vacancy", args=[VacancyFactory.create().public_id])
    assert "Chưa có ai ứng tuyển" in text_of(signed_in(scene.mine.user), empty)


def test_a_walk_in_s_turn_leads_nowhere_known(scene: Scene) -> None:
    turn = CounsellingSession.objects.get(worker=None)
    assert "Khách không đăng ký hồ sơ" in text_of(
        signed_in(scene.mine.user), reverse("ledger:turn", args=[turn.public_id])
    )


def test_the_table_as_a_spreadsheet(scene: Scene) -> None:
    answer = signed_in(scene.manager.user).get(reverse("ledger:export"), {**YEAR, "theo": By.OFFICE})
    sheet = load_workbook(BytesIO(b"".join(answer))).worksheets[0]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert {row[0] for row in rows} == {scene.mine.office.name, scene.other.office.name, "Cả kỳ"}
    assert rows[-1][:4] == ("Cả kỳ", 3, 0, 3)
    assert str(scene.manager.user) in str(sheet.oddFooter)


HOSTILE = ["' OR 1=1 --", "٢", "🙂" * 50, "-1", "khong", "a" * 5000]


@pytest.mark.parametrize("value", HOSTILE)
def test_any_address_gives_a_page(scene: Scene, value: str) -> None:
    client = signed_in(scene.manager.user)
    names = ("vp", "tv", "nd", "ht", "dt", "xa", "theo", "page", "nam", "ky", "tu", "den")
    query = "&".join(f"{name}={quote(value)}" for name in names)
    assert client.get(f"{TABLE}?{query}").status_code == 200
    for what in Count:
        assert client.get(f"{TABLE}dong/{what}/?{query}").status_code == 200
    assert client.get(f"{TABLE}dong/khac/").status_code == 404


def test_an_empty_period_teaches(scene: Scene) -> None:
    page = text_of(signed_in(scene.mine.user), TABLE, {"nam": "2019"})
    assert "Kỳ này chưa có lượt tư vấn nào" in page
