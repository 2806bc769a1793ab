"""The ledger's figures equal what independent SQL counts, and open to exactly the rows they count."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from jobs.models import Application
from portal.reports.ledger.counting import count
from portal.reports.ledger.dimensions import BY
from portal.reports.ledger.enums import By, Count
from portal.reports.ledger.listings import find
from portal.reports.ledger.scope import Scope
from portal.reports.ledger.table import lines
from portal.reports.periods import Period
from portal.standalone.demo import build
from tests.jobs.factories import ApplicationFactory, PlacementCheckFactory, PlacementFactory, ReferralFactory
from tests.reports.ledger.independent import difference, numbers
from tests.standalone.test_demo import TODAY, tiny
from workers.counselling.models import CounsellingSession
from workers.insurance.dates import months_after

pytestmark = pytest.mark.django_db

PERIODS = (Period.of_year(2025), Period.of_quarter(2024, 2), Period(date(2026, 2, 10), date(2026, 8, 5)))
DUE = months_after(TODAY, -3)


@pytest.fixture
def centre() -> None:
    """A small demonstration centre, with what it lacks: people who applied by themselves, soon or late after a turn."""
    build(tiny(), 7, TODAY)
    turns = CounsellingSession.objects.filter(worker__isnull=False, at__year__gte=2024).order_by("id")
    for number, turn in enumerate(turns[:240:4]):
        sent = turn.at + timedelta(days=number * 2, minutes=3)
        application = ApplicationFactory.create(worker=turn.worker, created_at=sent, changed_at=sent)
        if number % 3 == 0:
            placement = PlacementFactory.create(
                application=application, started_on=timezone.localdate(sent) + timedelta(days=number % 20)
            )
            if number % 2:
                PlacementCheckFactory.create(placement=placement, month=6, outcome=("working", "left")[number % 4 // 2])
        elif number % 5 == 0:
            ReferralFactory.create(application=application, session=None, issued_on=timezone.localdate(sent))


def test_every_grouping_equals_independent_sql(centre: None) -> None:
    wrong = {
        (period.label, by): found
        for period in PERIODS
        for by in By
        if (found := difference(count(Scope(period), by, TODAY), by, period.first, period.last, DUE))
    }
    assert wrong == {}
    year = numbers(None, PERIODS[0].first, PERIODS[0].last, DUE)[None]
    assert min(year.turns, year.letters, year.own, year.hires, year.stayed) > 0, "nothing to compare"


def test_the_period_before_stands_beside(centre: None) -> None:
    period = PERIODS[0]
    counted = count(Scope(period), By.OFFICE, TODAY)
    before = numbers(By.OFFICE, period.previous.first, period.previous.last, DUE)
    assert counted.total.before == numbers(None, period.previous.first, period.previous.last, DUE)[None]
    for key, both in counted.groups.items():
        known = before[key]
        assert both.before == replace(known, people=0), "groups know the turns of before, not the people"


def test_every_figure_opens_to_its_rows(centre: None) -> None:
    scope = Scope(PERIODS[2])
    tables = [(by, count(scope, by, TODAY)) for by in By]
    made = [(counted, lines(scope, by, counted)) for by, counted in tables]
    assert all(sum(line.both.now.turns for line in found) >= counted.total.now.turns for counted, found in made)
    for line in (line for _counted, found in made for line in found[:5]):
        now = line.both.now
        opened = {what: find(line.scope, what, TODAY) for what in Count if what != Count.APART}
        rows = {what: found.rows.count() for what, found in opened.items()}
        assert rows == {
            Count.TURNS: now.turns,
            Count.LETTERS: now.letters,
            Count.OWN: now.own,
            Count.HIRES: now.hires,
            Count.STAYED: now.stayed,
        }, line.name
        assert opened[Count.TURNS].people() == now.people
        assert opened[Count.HIRES].people() == now.hired


def test_no_hire_counts_twice_and_none_is_lost(centre: None) -> None:
    """Over all time, the hires of the offices and those that follow from no turn are all hires."""
    scope = Scope(Period(date(2000, 1, 1), date(2099, 12, 31)))
    counted = count(scope, By.OFFICE, TODAY)
    hires = sum(both.now.hires for both in counted.groups.values())
    assert hires == counted.total.now.hires
    assert hires + scope.apart().count() == Application.objects.filter(placement__isnull=False).count()
    assert scope.apart().exists()


def test_one_office_alone(centre: None) -> None:
    period = PERIODS[0]
    for member in BY[By.OFFICE].members([s.office_id for s in CounsellingSession.objects.order_by("id")[:40]]).values():
        scope = Scope(period, {By.OFFICE: member})
        found = count(scope, By.TOPIC, TODAY)
        assert difference(found, By.TOPIC, period.first, period.last, DUE, member.key) == 0
