"""The figures page for everybody, the rows and the spreadsheet for staff."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.reports.indicators import INDICATORS
from portal.reports.listings import LISTINGS, shortened
from tests.factories import EmployerMemberFactory, StaffFactory, UserFactory, VacancyFactory, WorkerFactory
from tests.jobs.factories import AgreementFactory, PlacementFactory, QuotaFactory, ReferralFactory
from tests.workers.factories import AttendanceFactory, DossierFactory, EventFactory, SessionFactory
from workers.outreach.enums import Audience, EventKind

pytestmark = pytest.mark.django_db

WHEN = datetime(2025, 2, 10, 3, tzinfo=UTC)
QUARTER = {"nam": "2025", "ky": "q1"}


@pytest.fixture
def counted() -> None:
    """One row at least behind every figure."""
    SessionFactory.create(worker=WorkerFactory.create(full_name="Nguyễn Thị Hòa"), at=WHEN)
    SessionFactory.create(worker=None, walk_in_name="=HYPERLINK(1)", at=WHEN)
    AttendanceFactory.create(event=EventFactory.create(starts_at=WHEN), worker=WorkerFactory.create())
    talk = EventFactory.create(kind=EventKind.DISTRICT_TALK, starts_at=WHEN)
    AttendanceFactory.create(event=talk, audience=Audience.SOLDIERS)
    VacancyFactory.create(created_at=WHEN, title="+cmd|' /C calc'!A0")
    DossierFactory.create(guided_on=WHEN.date())
    QuotaFactory.create(agreement=AgreementFactory.create())
    ReferralFactory.create(application=PlacementFactory.create().application)
    ReferralFactory.create()


def a_worker() -> User:
    user = UserFactory.create()
    WorkerFactory.create(user=user)
    return user


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(StaffFactory.create().user)
    return client


def test_visitors_read_the_figures_and_open_no_rows(client: Client, counted: None) -> None:
    page = client.get(reverse("reports:figures"), QUARTER)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Quý I năm 2025" in text
    assert page.context["figures"]["tu_van"].value == 2
    assert reverse("reports:rows", args=["tu-van"]) not in text


@pytest.mark.parametrize("name", ["rows", "export"])
@pytest.mark.parametrize("who", ["visitor", "worker", "employer", "administrator"])
def test_rows_are_for_counsellors_and_managers(client: Client, counted: None, name: str, who: str) -> None:
    users = {
        "worker": a_worker,
        "employer": lambda: EmployerMemberFactory.create().user,
        "administrator": lambda: StaffFactory.create(role=StaffRole.ADMINISTRATOR).user,
    }
    if who != "visitor":
        client.force_login(users[who]())
    answer = client.get(reverse(f"reports:{name}", args=["tu-van"]), QUARTER)
    assert answer.status_code == (302 if who == "visitor" else 403)


def first_sheet(answer: Any) -> Any:
    return load_workbook(BytesIO(b"".join(answer))).worksheets[0]


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.code)
def test_every_figure_opens_to_its_rows_and_its_spreadsheet(staff: Client, counted: None, indicator: Any) -> None:
    page = staff.get(reverse("reports:rows", args=[indicator.code]), QUARTER)
    assert page.status_code == 200
    lines = page.context["page"].paginator.count
    assert lines == indicator.rows(page.context["period"]).count()
    sheet = staff.get(reverse("reports:export", args=[indicator.code]), QUARTER)
    written = list(first_sheet(sheet).iter_rows(min_row=3, values_only=True))
    assert written[0] == tuple(str(column.label) for column in LISTINGS[indicator.listing].columns)
    assert len(written) == lines + 1


@pytest.mark.parametrize("code", ["tu-van", "viec-trong"])
def test_text_that_looks_like_a_formula_stays_text(staff: Client, counted: None, code: str) -> None:
    sheet = staff.get(reverse("reports:export", args=[code]), QUARTER)
    cells = [cell for row in first_sheet(sheet).iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert any(str(cell.value).startswith(("=", "+")) for cell in cells)


def test_names_are_shortened_in_lists(staff: Client, counted: None) -> None:
    text = staff.get(reverse("reports:rows", args=["tu-van"]), QUARTER).content.decode()
    assert "N. T. Hòa" in text
    assert "Nguyễn Thị Hòa" not in text
    assert shortened("") == ""
    assert shortened("Hòa") == "Hòa"


@pytest.mark.parametrize("query", [{}, {"nam": "1"}, {"nam": "2025", "ky": "q9"}, {"tu": "x", "den": "y"}])
def test_any_address_gives_a_page(client: Client, query: dict[str, str]) -> None:
    assert client.get(reverse("reports:figures"), query).status_code == 200


def test_an_unknown_figure_is_not_found(staff: Client) -> None:
    assert staff.get(reverse("reports:rows", args=["khong-co"])).status_code == 404


def test_the_page_takes_at_most_twelve_queries(
    staff: Client, counted: None, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        staff.get(reverse("reports:figures"), QUARTER)
    with django_assert_max_num_queries(8):
        staff.get(reverse("reports:rows", args=["gioi-thieu"]), QUARTER)


def test_the_chart_is_shapes_only(client: Client, counted: None) -> None:
    chart = client.get(reverse("reports:figures"), QUARTER).context["months_chart"]
    assert chart.startswith("<svg")
    assert chart.count("<rect") >= 24
    for forbidden in ("<style", "<script", "style=", "onload", "<!--"):
        assert forbidden not in chart
