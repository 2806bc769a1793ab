"""Referrals (giới thiệu việc làm): the centre sends a person to a vacancy, with a numbered letter."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.enums import ApplicationOrigin, ApplicationState
from jobs.models import Referral, ReferralCounter, Vacancy
from jobs.services.applications import Step, start
from jobs.services.errors import NotPossible
from portal.accounts.models import Office, User
from portal.documents import numbering
from workers.counselling.models import CounsellingSession
from workers.enums import ConsentPurpose
from workers.models import Worker

SERIES = "GT"
VALID_DAYS = 15
"""How long a letter is good for (Mẫu 01, Decree 374/2025: "giá trị đến hết ngày")."""


@transaction.atomic
def refer(
    worker: Worker, vacancy: Vacancy, issued_by: User, office: Office, session: CounsellingSession | None = None
) -> Referral:
    """Issue the letter and hand in the application with it; a letter that stands for the pair is given back.

    Raises :class:`NotPossible` when the person has not agreed to be referred or the vacancy takes nobody.
    """
    if not Worker.objects.filter(pk=worker.pk).consented(ConsentPurpose.SERVICE).exists():
        raise NotPossible(_("Người lao động chưa đồng ý để trung tâm giới thiệu việc làm."))
    application = start(
        worker, vacancy, Step(issued_by), origin=ApplicationOrigin.REFERRAL, state=ApplicationState.SUBMITTED
    )
    issued = Referral.objects.filter(application=application).first()
    if issued:
        return issued
    today = timezone.localdate()
    return Referral.objects.create(
        application=application,
        number=next_number(office, today),
        office=office,
        issued_by=issued_by,
        issued_on=today,
        valid_until=today + timedelta(days=VALID_DAYS),
        session=session,
    )


@transaction.atomic
def next_number(office: Office, day: date) -> str:
    """ "0001/2026/GT-TB": the next of the office in the year; without gaps, since a refused letter takes its
    number back with its transaction."""
    # Letters of before the common series counted by themselves; the number goes on where they stopped.
    earlier = ReferralCounter.objects.filter(office=office, year=day.year).values_list("last", flat=True).first()
    return numbering.take(SERIES, office, day, after=earlier or 0)
