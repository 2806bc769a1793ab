"""A visit at the desk: the turn and the referrals issued in it, together or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from jobs.models import Referral, Vacancy
from jobs.services.referrals import refer
from portal.accounts.models import Office, User
from workers.counselling.models import CounsellingSession
from workers.counselling.services import Turn, record
from workers.drafts.services import drop
from workers.models import Worker

MOST_REFERRALS = 5
"""Letters in one turn; more says that nobody chose."""


@dataclass(frozen=True)
class Recorded:
    session: CounsellingSession
    referrals: list[Referral]
    is_new: bool
    """``False`` when the form was sent a second time: nothing more was written."""


@transaction.atomic
def record_visit(
    turn: Turn, worker: Worker, counsellor: User, office: Office, vacancies: Iterable[Vacancy] = ()
) -> Recorded:
    """Record the turn and issue a letter for each vacancy; the draft of it has done its work.

    Raises :class:`jobs.services.NotPossible` or :class:`workers.counselling.services.OtherTurn`; then nothing
    was recorded.
    """
    session, is_new = record(turn, worker, counsellor, office.pk)
    if not is_new:
        return Recorded(session, list(session.referrals.order_by("id")), is_new)
    drop(counsellor, worker)
    # One order for everybody: two desks referring to the same vacancies do not wait for each other in a ring.
    ordered = sorted(vacancies, key=lambda vacancy: vacancy.pk)
    return Recorded(session, [refer(worker, vacancy, counsellor, office, session) for vacancy in ordered], is_new)
