"""More people an office looks after than the workers' room knows of."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from jobs.caseload.models import Case
from jobs.models import Referral
from workers.looks.scope import STAYS_OURS


def letters(office: int | None, user: int, key: str) -> Q:
    """Those the office sent to an employer within a year: it follows its letters up."""
    since = timezone.localdate() - STAYS_OURS
    sent = Referral.objects.filter(application__worker=OuterRef(key), office=office, issued_on__gte=since)
    return Q(Exists(sent.order_by()))


def cases(office: int | None, user: int, key: str) -> Q:
    """Those the office or the counsellor answers for."""
    carried = Case.objects.filter(Q(office=office) | Q(counsellor=user), worker=OuterRef(key), until=None)
    return Q(Exists(carried.order_by()))
