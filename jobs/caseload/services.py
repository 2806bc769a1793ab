"""Taking, giving, sharing out and closing cases, and undoing it. Cases are locked by key, people are not.

Nothing here raises for a case that has changed meanwhile: it is left alone and not counted.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from jobs.caseload import telling
from jobs.caseload.enums import Began, Ended
from jobs.caseload.following import refresh
from jobs.caseload.models import Case, Handover
from portal.accounts.models import Staff, User
from workers.models import Worker


@dataclass(frozen=True)
class Give:
    """A person for a colleague; ``holder`` carried them when the page was made (``None``: nobody)."""

    worker_id: int
    holder: int | None
    to: Staff


@transaction.atomic
def hand_over(gives: Iterable[Give], by: User, note: str = "") -> Handover | None:
    """Move the cases, each from the one who carried it; ``None`` when there was nothing (more) to move.

    A colleague of another office takes the person into that office's care. Those who get cases, and those who did
    not give them away themselves, are told.
    """
    wanted = {one.worker_id: one for one in gives if one.to.user_id != one.holder}
    before = {case.worker_id: case for case in _locked(wanted)}
    moving = [one for one in wanted.values() if _holder(before, one.worker_id) == one.holder]
    if not moving:
        return None
    now = timezone.now()
    left = [before[one.worker_id].pk for one in moving if one.worker_id in before]
    Case.objects.filter(pk__in=left).end(Ended.MOVED, by, now)
    done = Handover.objects.create(by=by, at=now)
    made = [_given(one, before.get(one.worker_id), done, note.strip()[:255]) for one in moving]
    # Somebody nobody carried may have got a case in the same moment: theirs stays.
    Case.objects.bulk_create(made, ignore_conflicts=True)
    cases = list(Case.objects.filter(handover=done).order_by("pk"))
    done.cases_moved = len(cases)
    done.save(update_fields=["cases_moved"])
    _into_care(cases)
    refresh([case.worker_id for case in cases])
    telling.handed(done, cases, before)
    return done


def _locked(workers: Collection[int]) -> Sequence[Case]:
    found = Case.objects.open().filter(worker__in=workers)
    return list(found.select_for_update(of=("self",)).order_by("pk"))


def _holder(before: dict[int, Case], worker_id: int) -> int | None:
    return before[worker_id].counsellor_id if worker_id in before else None


def _given(one: Give, former: Case | None, handover: Handover, note: str) -> Case:
    return Case(
        worker_id=one.worker_id,
        counsellor_id=one.to.user_id,
        office_id=one.to.office_id,
        since=handover.at,
        began=Began.TAKEN if one.to.user_id == handover.by_id else Began.GIVEN,
        note=note,
        handover=handover,
        previous=former,
        contact_at=former.contact_at if former else handover.at,
        next_on=former.next_on if former else None,
    )


def _into_care(cases: Iterable[Case]) -> None:
    by_office: dict[int, list[int]] = {}
    for case in cases:
        by_office.setdefault(case.office_id, []).append(case.worker_id)
    for office, workers in by_office.items():
        Worker.objects.filter(pk__in=workers).exclude(office=office).update(office=office)


def take(workers: dict[int, int | None], staff: Staff) -> Handover | None:
    """Become responsible for the people (key → who carried them when the page was made)."""
    return hand_over([Give(worker, holder, staff) for worker, holder in workers.items()], staff.user)


UNDO_FOR = timedelta(days=7)


def untouched(handover: Handover) -> Q:
    """Cases that are still as the handover made them: open, and no turn since."""
    return Q(handover=handover, until=None) & Q(contact_at__lte=handover.at)


@transaction.atomic
def undo(handover: Handover) -> int:
    """Give the cases back to whoever carried them; how many. Those worked on since, or moved on, stay.

    Safe to repeat: the second time, and after :data:`UNDO_FOR`, there is nothing to do.
    """
    held = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if held.undone_at or held.at < timezone.now() - UNDO_FOR:
        return 0
    cases = list(Case.objects.filter(untouched(held)).select_for_update(of=("self",)).order_by("pk"))
    now = timezone.now()
    Case.objects.filter(pk__in=[case.pk for case in cases]).end(Ended.UNDONE, held.by, now)
    back = Case.objects.filter(pk__in=[case.previous_id for case in cases if case.previous_id])
    back.update(until=None, ended="", ended_by=None)
    for case in back.order_by("pk"):
        Worker.objects.filter(pk=case.worker_id).exclude(office=case.office_id).update(office=case.office_id)
    refresh([case.worker_id for case in cases])
    held.undone_at = now
    held.save(update_fields=["undone_at"])
    telling.undone(held, cases)
    return len(cases)


@transaction.atomic
def close(workers: Collection[int], why: Ended, actor: User, *, any_holder: bool = False) -> int:
    """Close the actor's cases of these people (any colleague's with ``any_holder``); how many."""
    found = Case.objects.open().filter(worker__in=workers)
    if not any_holder:
        found = found.filter(counsellor=actor)
    return found.end(why, actor)
