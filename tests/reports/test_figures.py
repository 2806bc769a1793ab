"""The figures equal what independent SQL counts on the same rows, and open to exactly those rows."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from jobs.enums import VacancyState
from jobs.models import PlacementCheck
from portal.reports.figures import by_audience, figures, turns_by_month
from portal.reports.indicators import BY_CODE, INDICATORS
from portal.reports.periods import Period
from tests.factories import EmployerFactory, VacancyFactory, WorkerFactory
from tests.jobs.factories import (
    AgreementFactory,
    PlacementCheckFactory,
    PlacementFactory,
    QuotaFactory,
    ReferralFactory,
)
from tests.workers.factories import (
    AttendanceFactory,
    DossierFactory,
    EventFactory,
    ProgrammeFactory,
    SessionFactory,
)
from workers.outreach.enums import Audience, EventKind

pytestmark = pytest.mark.django_db

YEAR, QUARTER = Period.of_year(2025), Period.of_quarter(2025, 1)
INSIDE = datetime(2025, 2, 10, 3, tzinfo=UTC)
FIRST_MOMENT = datetime(2024, 12, 31, 17, tzinfo=UTC)
"""Midnight of 1 January 2025 in Vietnam."""
MOMENT_BEFORE = datetime(2024, 12, 31, 16, 59, 59, tzinfo=UTC)
FIRST_MOMENT_AFTER = datetime(2025, 3, 31, 17, tzinfo=UTC)

SQL = {
    "tu-van": """
        SELECT count(*), count(DISTINCT coalesce('w' || worker_id, vi_fold(walk_in_name) || '/' || walk_in_phone))
        FROM counselling_counsellingsession WHERE (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN %s AND %s""",
    "hoi-nghi": """
        SELECT count(*), NULL FROM outreach_outreachevent
        WHERE kind = 'conference' AND (starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN %s AND %s""",
    "du-hoi-nghi": """
        SELECT count(*), count(DISTINCT coalesce('w' || a.worker_id, vi_fold(a.name) || '/' || a.phone))
        FROM outreach_attendance a JOIN outreach_outreachevent e ON e.id = a.event_id
        WHERE e.kind = 'conference' AND a.checked_in_at IS NOT NULL
          AND (e.starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN %s AND %s""",
    "doanh-nghiep": """
        SELECT count(DISTINCT employer_id), NULL FROM jobs_vacancy
        WHERE published_at IS NOT NULL AND (created_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN %s AND %s""",
    "viec-trong": """
        SELECT coalesce(sum(headcount), 0), count(*) FROM jobs_vacancy
        WHERE published_at IS NOT NULL AND (created_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN %s AND %s""",
    "dinh-huong": """
        SELECT count(*), count(DISTINCT coalesce('w' || a.worker_id, vi_fold(a.name) || '/' || a.phone))
        FROM outreach_attendance a JOIN outreach_outreachevent e ON e.id = a.event_id
        WHERE e.kind = 'district_talk' AND a.audience IN ('soldiers', 'police') AND a.checked_in_at IS NOT NULL
          AND (e.starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN %s AND %s""",
    "han-quoc": """
        SELECT count(*), NULL FROM overseas_dossier d JOIN overseas_overseasprogramme p ON p.id = d.programme_id
        WHERE p.country = 'KR' AND p.is_seasonal AND d.registered_on BETWEEN %s AND %s""",
    "han-quoc-huong-dan": """
        SELECT count(*), NULL FROM overseas_dossier d JOIN overseas_overseasprogramme p ON p.id = d.programme_id
        WHERE p.country = 'KR' AND p.is_seasonal AND d.guided_on BETWEEN %s AND %s""",
    "thoa-thuan": """
        SELECT count(DISTINCT a.id), coalesce(sum(q.headcount), 0)
        FROM agreements_supplyagreement a LEFT JOIN agreements_agreementquota q ON q.agreement_id = a.id
        WHERE a.signed_on BETWEEN %s AND %s""",
    "gioi-thieu": """
        SELECT count(*), count(DISTINCT a.worker_id)
        FROM jobs_referral r JOIN jobs_application a ON a.id = r.application_id WHERE r.issued_on BETWEEN %s AND %s""",
    "duoc-tuyen": """
        SELECT count(*), count(DISTINCT a.worker_id)
        FROM jobs_referral r JOIN jobs_application a ON a.id = r.application_id
        JOIN jobs_placement p ON p.application_id = a.id WHERE r.issued_on BETWEEN %s AND %s""",
    "dang-lam": """
        SELECT count(*), count(DISTINCT worker_id) FROM (
          SELECT DISTINCT ON (r.id) r.id, a.worker_id, c.outcome FROM jobs_referral r
          JOIN jobs_application a ON a.id = r.application_id JOIN jobs_placement p ON p.application_id = a.id
          JOIN jobs_placementcheck c ON c.placement_id = p.id AND c.outcome <> 'unreached'
          WHERE r.issued_on BETWEEN %s AND %s ORDER BY r.id, c.month DESC) latest WHERE outcome = 'working'""",
}


@pytest.fixture
def centre() -> None:
    """A small centre whose rows sit on and beside every edge of the quarter."""
    someone = WorkerFactory.create()
    for moment in (INSIDE, INSIDE, FIRST_MOMENT, MOMENT_BEFORE, FIRST_MOMENT_AFTER):
        SessionFactory.create(worker=someone, at=moment)
    SessionFactory.create(at=INSIDE)
    for name, phone in (("Lê Văn Bảy", ""), ("LE VAN BAY", ""), ("Lê Văn Bảy", "0912000001")):
        SessionFactory.create(worker=None, walk_in_name=name, walk_in_phone=phone, at=INSIDE)

    conference = EventFactory.create(starts_at=FIRST_MOMENT)
    EventFactory.create(starts_at=MOMENT_BEFORE)
    EventFactory.create(kind=EventKind.JOB_FAIR)
    for audience in (Audience.PUPILS, Audience.PUPILS, Audience.SOLDIERS):
        AttendanceFactory.create(event=conference, audience=audience)
    AttendanceFactory.create(event=conference, worker=someone)
    AttendanceFactory.create(event=conference, checked_in_at=None)
    talk = EventFactory.create(kind=EventKind.DISTRICT_TALK, starts_at=INSIDE)
    for audience in (Audience.SOLDIERS, Audience.POLICE, Audience.WORKERS):
        AttendanceFactory.create(event=talk, audience=audience)

    employer = EmployerFactory.create()
    VacancyFactory.create(employer=employer, created_at=INSIDE, headcount=120)
    VacancyFactory.create(employer=employer, created_at=FIRST_MOMENT, headcount=30)
    VacancyFactory.create(created_at=MOMENT_BEFORE, headcount=7)
    VacancyFactory.create(created_at=INSIDE, headcount=9, state=VacancyState.SUBMITTED, published_at=None)

    DossierFactory.create(guided_on=date(2025, 3, 31))
    DossierFactory.create(registered_on=date(2024, 12, 31), guided_on=date(2025, 1, 1))
    DossierFactory.create(programme=ProgrammeFactory.create(country="JP"))
    DossierFactory.create(programme=ProgrammeFactory.create(is_seasonal=False))
    agreement = AgreementFactory.create()
    QuotaFactory.create(agreement=agreement, headcount=20)
    QuotaFactory.create(agreement=agreement, headcount=15, month=date(2025, 4, 1))
    AgreementFactory.create(signed_on=date(2025, 4, 1))
    _chain()


def _chain() -> None:
    outcome = PlacementCheck.Outcome
    for checks in (
        {},
        {1: outcome.WORKING},
        {1: outcome.WORKING, 3: outcome.LEFT},
        {1: outcome.WORKING, 3: outcome.UNREACHED},
        {1: outcome.UNREACHED},
    ):
        placement = PlacementFactory.create()
        ReferralFactory.create(application=placement.application, issued_on=date(2025, 3, 31))
        for month, result in checks.items():
            PlacementCheckFactory.create(placement=placement, month=month, outcome=result)
    ReferralFactory.create(issued_on=date(2025, 1, 1))
    ReferralFactory.create(issued_on=date(2024, 12, 31))
    PlacementFactory.create()


@pytest.mark.parametrize("period", [YEAR, QUARTER, QUARTER.previous, Period.months(2025, 3, 1)])
@pytest.mark.parametrize("code", [indicator.code for indicator in INDICATORS])
def test_a_figure_equals_independent_sql(centre: None, code: str, period: Period) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SQL[code], [period.first, period.last])
        value, also = cursor.fetchone()
    figure = figures(period)[code]
    assert (figure.value, figure.also) == (value, also)


def test_the_quarters_figures_are_these(centre: None) -> None:
    """Counted by hand, so that both ways of counting cannot be wrong alike."""
    counted = {code: (figure.value, figure.also) for code, figure in figures(QUARTER).items()}
    assert counted == {
        "tu-van": (7, 4),
        "hoi-nghi": (1, None),
        "du-hoi-nghi": (4, 4),
        "doanh-nghiep": (1, None),
        "viec-trong": (150, 2),
        "dinh-huong": (2, 2),
        "han-quoc": (1, None),
        "han-quoc-huong-dan": (2, None),
        "thoa-thuan": (1, 35),
        "gioi-thieu": (6, 6),
        "duoc-tuyen": (5, 5),
        "dang-lam": (2, 2),
    }


def test_each_figure_knows_the_period_before(centre: None) -> None:
    turns = figures(QUARTER)["tu-van"]
    assert (turns.before, turns.also_before, turns.change) == (1, 1, 600)
    assert figures(QUARTER.previous)["tu-van"].change is None


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.code)
def test_a_figure_opens_to_the_rows_it_counts(centre: None, indicator) -> None:  # type: ignore[no-untyped-def]  # typed by the parameters
    figure = figures(QUARTER)[indicator.code]
    rows = indicator.rows(QUARTER)
    assert rows.aggregate(value=indicator.value.expression(indicator.source.within(QUARTER)))["value"] == figure.value
    if indicator.code not in {"doanh-nghiep", "viec-trong"}:
        assert rows.count() == figure.value


def test_audiences_add_up_to_the_figure(centre: None) -> None:
    indicator = BY_CODE["du-hoi-nghi"]
    assert [(value, count) for value, _, count in by_audience(indicator, QUARTER)] == [
        ("workers", 1),
        ("soldiers", 1),
        ("pupils", 2),
    ]


def test_months_add_up_to_the_years_turns(centre: None) -> None:
    months = turns_by_month(2025)
    assert len(months) == 12
    assert (months[0].turns, months[1].turns, months[3].turns) == (1, 6, 1)
    assert sum(month.turns for month in months) == figures(YEAR)["tu-van"].value


@pytest.mark.django_db
def test_all_figures_take_one_query_a_table(centre: None, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]  # pytest-django's fixture
    with django_assert_num_queries(7):
        figures(QUARTER)
