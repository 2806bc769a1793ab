"""Who is told of cases that changed hands; the words are in :mod:`jobs.caseload.messages`."""

from collections import Counter
from collections.abc import Mapping, Sequence

from jobs.caseload.models import Case, Handover
from portal.notices.services import tell

HANDED, AWAY, UNDONE = "cases-handed", "cases-away", "cases-undone"


def handed(handover: Handover, cases: Sequence[Case], before: Mapping[int, Case]) -> None:
    """Those who got cases, and those who lost some without having given them; never who did it.

    The note may say something of a person: it stands with the cases only, and goes with them.
    """
    got = Counter(case.counsellor_id for case in cases)
    lost = Counter(before[case.worker_id].counsellor_id for case in cases if case.worker_id in before)
    _tell(HANDED, handover, got)
    _tell(AWAY, handover, lost)


def undone(handover: Handover, cases: Sequence[Case]) -> None:
    """Those who had got them."""
    _tell(UNDONE, handover, Counter(case.counsellor_id for case in cases))


def _tell(kind: str, handover: Handover, counts: Mapping[int, int]) -> None:
    told = [
        (user, {"count": count, "by": str(handover.by)})
        for user, count in sorted(counts.items())
        if user != handover.by_id
    ]
    tell(kind, handover.public_id, told)
