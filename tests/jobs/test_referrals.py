"""Referral letters: numbered without gaps, one a pair, only for those who agreed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from jobs.enums import ApplicationOrigin, ApplicationState, VacancyState
from jobs.models import Application, Referral, ReferralCounter
from jobs.services import NotPossible
from jobs.services.referrals import next_number, refer
from portal.documents.models import NumberSeries
from tests.factories import ConsentFactory, OfficeFactory, StaffFactory, VacancyFactory, WorkerFactory
from tests.jobs.factories import ApplicationFactory
from workers.enums import ConsentPurpose
from workers.models import Worker

pytestmark = pytest.mark.django_db


def agreeing() -> Worker:
    worker = WorkerFactory.create()
    ConsentFactory.create(worker=worker, purpose=ConsentPurpose.SERVICE)
    return worker


def test_a_referral_hands_in_an_application_with_a_numbered_letter() -> None:
    staff, worker, vacancy = StaffFactory.create(), agreeing(), VacancyFactory.create()
    letter = refer(worker, vacancy, staff.user, staff.office)
    assert letter.number == f"0001/{letter.issued_on.year}/GT-{staff.office.code}"
    assert (letter.valid_until - letter.issued_on).days == 15
    assert (letter.application.origin, letter.application.state) == (ApplicationOrigin.REFERRAL, "submitted")
    assert letter.application.transitions.get().actor == staff.user


def test_a_pair_has_one_letter() -> None:
    staff, worker, vacancy = StaffFactory.create(), agreeing(), VacancyFactory.create()
    assert refer(worker, vacancy, staff.user, staff.office) == refer(worker, vacancy, staff.user, staff.office)
    assert Referral.objects.count() == Application.objects.count() == 1


def test_an_application_the_person_made_gets_the_letter() -> None:
    staff, worker = StaffFactory.create(), agreeing()
    own = ApplicationFactory.create(worker=worker, state=ApplicationState.SUBMITTED)
    assert refer(worker, own.vacancy, staff.user, staff.office).application == own


def test_nobody_is_referred_without_having_agreed() -> None:
    staff = StaffFactory.create()
    with pytest.raises(NotPossible):
        refer(WorkerFactory.create(), VacancyFactory.create(), staff.user, staff.office)
    assert not Application.objects.exists()


def test_a_refused_letter_leaves_no_gap() -> None:
    staff, closed = StaffFactory.create(), VacancyFactory.create(state=VacancyState.DRAFT, published_at=None)
    refer(agreeing(), VacancyFactory.create(), staff.user, staff.office)
    with pytest.raises(NotPossible):
        refer(agreeing(), closed, staff.user, staff.office)
    assert refer(agreeing(), VacancyFactory.create(), staff.user, staff.office).number.startswith("0002/")


def test_each_office_and_year_counts_from_one() -> None:
    one, other = OfficeFactory.create(), OfficeFactory.create()
    assert next_number(one, date(2026, 12, 31)).startswith("0001/2026/")
    assert next_number(one, date(2026, 12, 31)).startswith("0002/2026/")
    assert next_number(other, date(2026, 12, 31)).startswith("0001/2026/")
    assert next_number(one, date(2027, 1, 1)).startswith("0001/2027/")


@pytest.mark.django_db(transaction=True)
def test_letters_issued_at_the_same_moment_have_different_numbers() -> None:
    office = OfficeFactory.create()

    def take(_: int) -> str:
        try:
            with transaction.atomic():
                return next_number(office, date(2026, 5, 1))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(take, range(12)))
    assert sorted(int(number[:4]) for number in numbers) == list(range(1, 13))
    assert NumberSeries.objects.get().last == 12


def test_letters_go_on_from_where_the_earlier_counter_stopped() -> None:
    office = OfficeFactory.create()
    ReferralCounter.objects.create(office=office, year=2026, last=41)
    assert next_number(office, date(2026, 3, 1)) == f"0042/2026/GT-{office.code}"
    assert next_number(office, date(2026, 3, 1)) == f"0043/2026/GT-{office.code}"
