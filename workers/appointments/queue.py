"""The queue of an office on a day: taking a number, calling the next, done, gone.

Two counsellors who call at once get two people: the row of whoever is called is locked and the other skips it. A second
press of the same button calls nobody more: the counsellor's own row is locked, and the press says whom it follows.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import Staff, User
from workers.appointments import services
from workers.appointments.enums import TicketState
from workers.appointments.models import Appointment, Ticket, TicketCounter
from workers.appointments.services import NotPossible
from workers.counselling.models import CounsellingSession
from workers.models import Worker


@dataclass(frozen=True)
class Comer:
    """Who takes a number, as far as they say."""

    name: str = ""
    worker: Worker | None = None
    topic: str = ""
    is_first: bool = False


@transaction.atomic
def take(office_id: int, comer: Comer, submission: UUID, appointment: Appointment | None = None) -> Ticket:
    """The next number of the office's day; the same ``submission`` again gives the same number."""
    day = timezone.localdate()
    TicketCounter.objects.get_or_create(office_id=office_id, day=day)
    counter = TicketCounter.objects.select_for_update(of=("self",)).get(office=office_id, day=day)
    known = Ticket.objects.filter(submission=submission).first()
    if known is None and comer.worker:
        # Whoever waits already keeps their place.
        known = of_today(office_id).filter(worker=comer.worker, state=TicketState.WAITING).first()
    if known:
        return known
    counter.last += 1
    counter.save(update_fields=["last"])
    return Ticket.objects.create(
        office_id=office_id, day=day, number=counter.last, name="" if comer.worker else comer.name,
        worker=comer.worker, appointment=appointment, topic=comer.topic, is_first=comer.is_first,
        due_at=appointment.starts_at if appointment else None, submission=submission,
    )  # fmt: skip


@transaction.atomic
def arrive(appointment: Appointment, actor: User, submission: UUID) -> Ticket:
    """Somebody with an appointment is here: marked as come, with a number that is called at the time agreed."""
    held = services.came(appointment, actor)
    comer = Comer(worker=held.worker, topic=held.topic)
    return take(held.office_id, comer, submission, held)


def of_today(office_id: int | None) -> "QuerySet[Ticket]":
    return Ticket.objects.filter(office=office_id, day=timezone.localdate()).order_by("number")


def waiting(office_id: int | None, also_serving: User | None = None) -> "QuerySet[Ticket]":
    """Who waits, in the order in which they are called; and whom ``also_serving`` serves.

    First those the law lets go first and those whose agreed time has come, by time; then whoever simply came; those
    who are early for their appointment when nobody else is there.
    """
    now = timezone.now()
    rank = Case(
        When(Q(is_first=True) | Q(due_at__lte=now), then=Value(0)),
        When(due_at=None, then=Value(1)),
        default=Value(2),
    )
    return (
        of_today(office_id)
        .filter(Q(state=TicketState.WAITING) | Q(state=TicketState.SERVING, counsellor=also_serving))
        .alias(rank=rank, turn=Coalesce(F("due_at"), F("taken_at")))
        .order_by("rank", "turn", "number")
    )


@transaction.atomic
def call_next(office_id: int, counsellor: User, after: str) -> Ticket | None:
    """Call whoever is next; whom the counsellor was serving is done. ``None`` when nobody waits.

    ``after``: the identifier of the ticket the counsellor's page showed as being served, or "". When it is another one
    by now, the button was pressed twice: the ticket called already is given back and nothing changes.
    """
    Staff.objects.select_for_update(of=("self",)).get(user=counsellor)
    current = serving(office_id, counsellor)
    if current and current.public_id != after:
        return current
    if current:
        _end(current, TicketState.SERVED)
    chosen = (
        waiting(office_id).filter(state=TicketState.WAITING).select_for_update(of=("self",), skip_locked=True).first()
    )
    if chosen is None:
        return None
    chosen.state, chosen.counsellor, chosen.called_at = TicketState.SERVING, counsellor, timezone.now()
    chosen.save(update_fields=["state", "counsellor", "called_at"])
    return chosen


def serving(office_id: int, counsellor: User) -> Ticket | None:
    """Whom the counsellor is serving."""
    return (
        of_today(office_id)
        .filter(counsellor=counsellor, state=TicketState.SERVING)
        .select_related("worker", "appointment")
        .first()
    )


@transaction.atomic
def finish(ticket: Ticket, actor: User, after: TicketState) -> Ticket:
    """Served, or gone without having been served; the same again changes nothing. Raises :class:`NotPossible`."""
    held = Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
    if held.state == after:
        return held
    allowed = {
        TicketState.SERVED: {TicketState.SERVING},
        TicketState.LEFT: {TicketState.SERVING, TicketState.WAITING},
    }
    if held.state not in allowed.get(after, set()):
        raise NotPossible(_("Số %(number)s đã xong rồi.") % {"number": held.number})
    if held.state == TicketState.SERVING and held.counsellor_id != actor.pk:
        raise NotPossible(_("Số %(number)s đang được cán bộ khác tiếp.") % {"number": held.number})
    _end(held, after)
    return held


@transaction.atomic
def back(ticket: Ticket) -> Ticket:
    """Somebody who was not there when called has come: they wait again, in their old place."""
    held = Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
    if held.state == TicketState.WAITING:
        return held
    if held.state != TicketState.LEFT or held.day != timezone.localdate():
        raise NotPossible(_("Số %(number)s không gọi lại được.") % {"number": held.number})
    held.state, held.counsellor, held.called_at, held.ended_at = TicketState.WAITING, None, None, None
    held.save(update_fields=["state", "counsellor", "called_at", "ended_at"])
    return held


def _end(held: Ticket, after: TicketState) -> None:
    """End a locked ticket. Who it was is read off the turn recorded meanwhile, where nobody said it before."""
    if after == TicketState.SERVED and held.worker_id is None:
        turn = CounsellingSession.objects.filter(
            counsellor=held.counsellor, office=held.office_id, at__gte=held.called_at, worker__isnull=False
        )
        held.worker = next((one.worker for one in turn.select_related("worker").order_by("-at")[:1]), None)
    held.state, held.ended_at = after, timezone.now()
    held.save(update_fields=["state", "ended_at", "worker"])


def close_days_gone() -> int:
    """Nobody waits in a day that is over; how many were closed. Safe to repeat."""
    gone = Ticket.objects.filter(day__lt=timezone.localdate())
    now = timezone.now()
    left = gone.filter(state=TicketState.WAITING).update(state=TicketState.LEFT, ended_at=now)
    return left + gone.filter(state=TicketState.SERVING).update(state=TicketState.SERVED, ended_at=now)
