"""Cases that begin and end by themselves: with a turn, a hire, a withdrawn consent, a search given up."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef

from jobs.caseload.enums import Began, Ended
from jobs.caseload.models import Case
from jobs.enums import ApplicationState
from jobs.models import Application
from portal.accounts.models import User
from workers.counselling.models import CounsellingSession
from workers.enums import ConsentPurpose, Search
from workers.models import Consent, Worker

_LATEST = """
UPDATE caseload_case c SET last_turn_id = t.id, contact_at = t.at, next_on = t.next_on
FROM (SELECT DISTINCT ON (worker_id) id, worker_id, at, next_on FROM counselling_counsellingsession
      WHERE worker_id = ANY(%s) ORDER BY worker_id, at DESC, id DESC) t
WHERE c.worker_id = t.worker_id AND c.until IS NULL AND c.last_turn_id IS DISTINCT FROM t.id
"""


def refresh(worker_ids: Iterable[int]) -> None:
    """Let the open cases of these people say which turn was the last. Safe to repeat; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, [list(worker_ids)])


def on_turns_recorded(sender: Any, sessions: Sequence[CounsellingSession], **more: Any) -> None:
    """Whoever records a turn for somebody nobody carries becomes responsible, in the office whose care they are in."""
    met = {session.worker_id: session for session in sessions if session.worker_id}
    if not met:
        return
    carried = set(Case.objects.open().filter(worker__in=met).order_by().values_list("worker", flat=True))
    free = [key for key in met if key not in carried]
    if free:
        looking = Worker.objects.looking().filter(pk__in=free).order_by("pk").values_list("pk", "office")
        # Two counsellors may speak to one person at once: the first stays responsible.
        Case.objects.bulk_create(
            [_begun(worker, met[worker]) for worker, office in looking if office == met[worker].office_id],
            ignore_conflicts=True,
        )
    if carried:
        refresh(sorted(carried))


def _begun(worker_id: int, session: CounsellingSession) -> Case:
    return Case(
        worker_id=worker_id,
        counsellor_id=session.counsellor_id,
        office_id=session.office_id,
        since=session.created_at,
        began=Began.TURN,
        last_turn=session,
        contact_at=session.at,
        next_on=session.next_on,
    )


def on_application_moved(
    sender: Any, application: Application, before: str, actor: User | None = None, **more: Any
) -> None:
    """Hired through the centre: the case is done. The answer taken back: it is open again, if nobody has it now."""
    if application.state == ApplicationState.HIRED:
        end(application.worker_id, Ended.HIRED)
    elif before == ApplicationState.HIRED:
        _reopen(application.worker_id, Ended.HIRED)


def _reopen(worker_id: int, ended: Ended) -> None:
    last = Case.objects.select_for_update(of=("self",)).filter(worker=worker_id).order_by("-since", "-id").first()
    if last and last.ended == ended:
        last.until, last.ended, last.ended_by = None, "", None
        last.save(update_fields=["until", "ended", "ended_by"])
        refresh([worker_id])


def on_profile_saved(sender: Any, worker_id: int, **more: Any) -> None:
    """After commit: the search was given up, or the consent to be served withdrawn; or two records became one."""
    consents = Consent.objects.filter(worker=OuterRef("worker"), purpose=ConsentPurpose.SERVICE)
    case = (
        Case.objects.open()
        .filter(worker=worker_id)
        .annotate(
            agreed=Exists(consents.filter(withdrawn_at=None)),
            withdrew=Exists(consents.filter(withdrawn_at__isnull=False, withdrawn_at__gte=OuterRef("since"))),
        )
        .values_list("worker__search", "agreed", "withdrew")
        .first()
    )
    if case is None:
        return
    search, agreed, withdrew = case
    if search == Search.NOT_LOOKING:
        end(worker_id, Ended.STOPPED)
    elif withdrew and not agreed:
        end(worker_id, Ended.CONSENT)
    else:
        refresh([worker_id])


def end(worker_id: int, why: Ended) -> None:
    """End the person's open case, if there is one."""
    Case.objects.filter(worker=worker_id).end(why)
