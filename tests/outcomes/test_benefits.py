"""Unemployment benefit as counsellors record it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobs.outcomes.models import Refusal
from portal.accounts.models import Staff
from tests.factories import StaffFactory, WorkerFactory
from tests.jobs.factories import ApplicationFactory, ReferralFactory
from tests.workers.factories import SessionFactory
from workers.insurance.dates import months_after, windows
from workers.insurance.enums import Ending, TrainingState
from workers.insurance.models import BenefitPeriod, MonthlyNotice
from workers.insurance.reading import benefit_of
from workers.insurance.services import Decision, NotRecorded, end_period, note_training, open_period

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return StaffFactory.create()


@pytest.fixture
def desk(client: Client, staff: Staff) -> Client:
    client.force_login(staff.user)
    return client


def a_period(staff: Staff, first_day: date, months: int = 4) -> BenefitPeriod:
    worker = WorkerFactory.create(office=staff.office)
    return open_period(worker, Decision("15/QĐ-SNV", first_day, months), staff.office, staff.user)


def test_notices_are_due_in_the_first_three_working_days_of_each_month() -> None:
    # 31 January has no like in February; 30 April and 1 May 2026 are Thursday and Friday.
    found = windows(date(2026, 1, 30), 4)
    assert [(one.month, one.opens_on, one.due_on) for one in found] == [
        (1, date(2026, 1, 30), date(2026, 1, 30)),
        (2, date(2026, 2, 28), date(2026, 3, 4)),
        (3, date(2026, 3, 30), date(2026, 4, 1)),
        (4, date(2026, 4, 30), date(2026, 5, 6)),
    ]


def test_a_period_is_written_once_and_never_overlaps(desk: Client, staff: Staff) -> None:
    worker, today = WorkerFactory.create(office=staff.office), timezone.localdate()
    data = {"number": "15/QĐ", "first_day": f"{today}", "months": "3"}
    address = reverse("benefits:add", args=[worker.public_id])
    for _ in range(2):
        assert desk.post(address, data).status_code == 302
    assert MonthlyNotice.objects.count() == 3
    assert desk.post(address, data | {"number": "16/QĐ"}).status_code == 422
    assert desk.post(address, data | {"months": "40"}).status_code == 422
    assert BenefitPeriod.objects.count() == 1


def test_missed_notices_are_shown_until_recorded(desk: Client, staff: Staff) -> None:
    today = timezone.localdate()
    period = a_period(staff, months_after(today, -2) - timedelta(days=10), 6)
    benefit = benefit_of(period.worker)
    assert benefit
    missed = [one.month for one in benefit.missed]
    assert missed[:2] == [1, 2]
    listed = desk.get(reverse("benefits:list"), {"xem": "thieu"})
    assert listed.context["missed"] == len(missed)
    notice = period.notices.get(month=2)
    address = reverse("benefits:notice", args=[notice.public_id])
    form = {"given_on": f"{notice.due_on}", "given_by": "counter", "situation": "none",
            "name_1": "Công ty May", "job_1": "Thợ may", "result_1": "Hẹn trả lời"}  # fmt: skip
    for _ in range(2):
        assert desk.post(address, form).status_code == 302
    assert notice.sought.get().name == "Công ty May"
    assert desk.post(address, form | {"given_on": f"{today + timedelta(days=1)}"}).status_code == 422
    again = benefit_of(period.worker)
    assert again
    assert 2 not in [one.month for one in again.missed]


def test_the_page_of_a_person_says_that_nothing_is_decided_here(desk: Client, staff: Staff) -> None:
    period = a_period(staff, timezone.localdate())
    desk.post(reverse("benefits:training", args=[period.public_id]), {"hn-course": "May", "hn-state": "advised"})
    desk.post(reverse("benefits:training", args=[period.public_id]), {"hn-course": "May", "hn-state": "studying"})
    page = desk.get(reverse("benefits:person", args=[period.worker.public_id])).content.decode()
    assert "Cổng không quyết định việc hưởng" in page
    assert period.trainings.get().state == "studying"


def test_after_its_end_a_period_asks_for_nothing(staff: Staff) -> None:
    today = timezone.localdate()
    period = a_period(staff, today - timedelta(days=40))
    with pytest.raises(NotRecorded):
        end_period(period, today + timedelta(days=900), Ending.WORK, staff.user)
    end_period(period, today - timedelta(days=1), Ending.WORK, staff.user)
    assert benefit_of(period.worker) is None


def test_another_office_s_notice_needs_a_reason(desk: Client) -> None:
    other = a_period(StaffFactory.create(), timezone.localdate())
    notice = other.notices.get(month=1)
    form = {"given_on": f"{timezone.localdate()}", "given_by": "counter", "situation": "none"}
    assert desk.post(reverse("benefits:notice", args=[notice.public_id]), form).status_code == 403
    notice.refresh_from_db()
    assert notice.given_on is None


@pytest.mark.parametrize("name", ["list", "person", "notice"])
def test_the_pages_of_the_benefit_stay_within_twelve_queries(
    desk: Client, staff: Staff, name: str, django_assert_max_num_queries: Any
) -> None:
    today = timezone.localdate()
    periods = [a_period(staff, months_after(today, -1)) for _ in range(3)]
    period = periods[0]
    for _ in range(3):
        SessionFactory.create(worker=period.worker, office=staff.office, counsellor=staff.user)
        application = ApplicationFactory.create(worker=period.worker, origin="referral")
        letter = ReferralFactory.create(
            application=application, office=staff.office, issued_by=staff.user, issued_on=today
        )
        Refusal.objects.create(referral=letter, reason="far", justified="no", refused_on=today, recorded_by=staff.user)
        note_training(period, f"May {letter.pk}", TrainingState.ADVISED, staff.user)
    about = {"person": period.worker.public_id, "notice": period.notices.get(month=2).public_id}.get(name)
    address = reverse(f"benefits:{name}", args=[about] if about else [])
    with django_assert_max_num_queries(12):
        page = desk.get(address + "?xem=tat-ca" * (name == "list"))
    assert page.status_code == 200
