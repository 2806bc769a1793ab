"""Rejected candidates' data: known to the employer for thirty days, then only to those whom the person agreed to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.hiring.candidates import of_applications, sight_of
from jobs.models import Application, Vacancy
from jobs.tasks import forget_rejected
from tests.jobs.people import sewing_work, tailor
from workers.enums import ConsentPurpose, Visibility
from workers.models import Worker
from workers.permissions import Sight

pytestmark = pytest.mark.django_db


def refused(days: int, worker: Worker, vacancy: Vacancy) -> Application:
    made: Application = Application.objects.create(
        worker=worker, vacancy=vacancy, origin="worker", state="not_hired", letter="Tôi là Hoa", reason="Hoa ở xa",
        changed_at=timezone.now() - timedelta(days=days),
    )  # fmt: skip
    made.transitions.create(before="viewed", after="not_hired", reason="Hoa ở xa")
    return made


@pytest.mark.parametrize(("days", "seen"), [(29, Sight.OPEN), (31, Sight.ANONYMOUS)])
def test_the_employer_forgets_who_it_did_not_take(days: int, seen: Sight) -> None:
    worker, vacancy = tailor(visibility=Visibility.ANONYMOUS), sewing_work()
    application = refused(days, worker, vacancy)
    assert sight_of(worker, vacancy)[0] is seen
    assert of_applications(vacancy, [application])[0].sight is seen


def test_whoever_agreed_to_be_shown_stays_known() -> None:
    worker, vacancy = tailor(ConsentPurpose.SHARE, visibility=Visibility.OPEN), sewing_work()
    refused(31, worker, vacancy)
    assert sight_of(worker, vacancy)[0] is Sight.OPEN


def test_letters_and_reasons_go_the_application_stays() -> None:
    vacancy = sewing_work()
    old, fresh = refused(31, tailor(), vacancy), refused(29, tailor(), vacancy)
    assert forget_rejected() == 1
    assert forget_rejected() == 0
    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (old.letter, old.reason, old.transitions.get().reason) == ("", "", "")
    assert fresh.letter == "Tôi là Hoa"
