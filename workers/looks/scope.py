"""Whose data a counsellor may open.

The rule, for counsellors and managers alike (aggregate figures are open to all of them; administrators open nobody):

*the office's people* open freely: registered with the office, or with none yet; counselled there, or by the
counsellor, within a year (a name on a group's list is no acquaintance); followed there while they draw unemployment
benefit; what higher rooms add with :func:`also_ours` (a letter the office issued, a case it carries);

*whoever is here today* opens as well: with a number or an appointment of the office's day, which the log says;

*everybody else* opens to one counsellor until midnight once that counsellor has recorded why.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable, ExpressionWrapper
from django.db.models.fields import BooleanField
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.models import AccessLog
from workers.appointments.enums import AppointmentState
from workers.appointments.models import Appointment, Ticket
from workers.counselling.models import CounsellingSession
from workers.insurance.models import BenefitPeriod
from workers.looks.enums import Action
from workers.models import Worker

STAYS_OURS = timedelta(days=365)
"""An office goes on with the people it counselled for so long after their last turn."""

Ours = Callable[[int | None, int, str], Q]
"""(office, user, name of the column with the worker's key) → condition."""
_MORE: list[Ours] = []


def also_ours(rule: Ours) -> None:
    """Called once at start by rooms above that know of more people an office looks after."""
    if rule not in _MORE:
        _MORE.append(rule)


def midnight() -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(), time.min))


def ours(actor: Actor, key: str = "pk") -> Q:
    """Of people (``key``: the column with their key): the office's."""
    office, user, since = actor.office_id, actor.user.pk or 0, timezone.now() - STAYS_OURS
    turns = CounsellingSession.objects.filter(
        Q(office=office) | Q(counsellor=user), worker=OuterRef(key), at__gte=since, group_turn=None
    )
    periods = BenefitPeriod.objects.filter(worker=OuterRef(key), office=office, last_day__gte=since)
    own = Q(office=None) | Q(office=office) | Exists(turns.order_by()) | Exists(periods.order_by())
    for rule in _MORE:
        own |= rule(office, user, key)
    return own


def here_today(actor: Actor, key: str = "pk") -> Q:
    """Of people: those with a number or an appointment of the office's day."""
    start = midnight()
    booked = Appointment.objects.filter(
        worker=OuterRef(key), office=actor.office_id, starts_at__gte=start, starts_at__lt=start + timedelta(days=1)
    ).filter(state__in=[AppointmentState.BOOKED, AppointmentState.CAME])
    tickets = Ticket.objects.filter(worker=OuterRef(key), office=actor.office_id, day=timezone.localdate())
    return Q(Exists(booked.order_by())) | Q(Exists(tickets.order_by()))


def reasoned(actor: Actor, public_id: Combinable) -> Q:
    """Of people: the actor has said today why."""
    said = AccessLog.objects.filter(actor=actor.user.pk, subject_id=public_id, action=Action.REASON, at__gte=midnight())
    return Q(Exists(said.order_by()))


def opened_once(actor: Actor, public_id: str, action: str = Action.OPENED) -> str:
    """Names the line of a person opened today by the actor."""
    return f"{action}:{actor.user.pk}:{public_id}:{timezone.localdate():%Y%m%d}"


SIGHT = ("is_ours", "is_here", "is_reasoned", "is_logged")


def with_sight(actor: Actor, public_id: str = "") -> dict[str, Combinable]:
    """Annotations of people: ``is_ours``, ``is_here``, ``is_reasoned``; of one person (``public_id``) ``is_logged``,
    whether the actor's opening them today is in the log."""
    rules = (ours(actor), here_today(actor), reasoned(actor, OuterRef("public_id")))
    found: dict[str, Combinable] = {
        name: ExpressionWrapper(rule, output_field=BooleanField()) for name, rule in zip(SIGHT[:3], rules, strict=True)
    }
    if public_id:
        found["is_logged"] = Exists(AccessLog.objects.filter(once=opened_once(actor, public_id)).order_by())
    return found


def sight_of(actor: Actor, worker: Worker) -> tuple[bool, bool, bool]:
    """(the office's, here today, a reason said), from what was read with the person or else in one query."""
    if not hasattr(worker, "is_reasoned"):
        people = Worker.objects.filter(pk=worker.pk).annotate(**with_sight(actor, worker.public_id))
        row = people.values_list(*SIGHT).first() or (False,) * len(SIGHT)
        for name, value in zip(SIGHT, row, strict=True):
            setattr(worker, name, value)
    return worker.is_ours, worker.is_here, worker.is_reasoned  # type: ignore[attr-defined]  # as annotated


def look_over(actor: Actor, people: Iterable[Worker]) -> None:
    """Reads for many in one query what :func:`in_care` and :func:`may_open` would ask one by one."""
    unread = [one for one in people if one.office_id not in {None, actor.office_id} and not hasattr(one, "is_reasoned")]
    if not unread:
        return
    rows = Worker.objects.filter(pk__in={one.pk for one in unread}).annotate(**with_sight(actor))
    found = {key: sight for key, *sight in rows.values_list("pk", *SIGHT[:3])}
    for one in unread:
        for name, value in zip(SIGHT, found.get(one.pk, (False,) * 3), strict=False):
            setattr(one, name, value)


def in_care(actor: Actor, worker: Worker) -> bool:
    """Counsellors and managers, for the people of their own office and those no office has met yet."""
    if not actor.is_counsellor:
        return False
    return worker.office_id in {None, actor.office_id} or sight_of(actor, worker)[0]


def may_open(actor: Actor, worker: Worker) -> bool:
    """As the rule above says."""
    return in_care(actor, worker) or (actor.is_counsellor and any(sight_of(actor, worker)))
