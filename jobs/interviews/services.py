"""Offering times, choosing one, moving, cancelling, recording who came.

Order of locks everywhere: worker, vacancy, application, slots by key, interview.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.enums import ApplicationState
from jobs.interviews import telling
from jobs.interviews.enums import INTERVIEW_LIVE, INTERVIEW_TRANSITIONS, InterviewState, Way
from jobs.interviews.models import Interview, InterviewEvent, Slot
from jobs.models import Application, Vacancy
from jobs.services import NotPossible, applications
from jobs.services.applications import Step
from portal.accounts.models import User
from workers.models import Worker

INTERVIEWING = frozenset({ApplicationState.SUBMITTED, ApplicationState.VIEWED, ApplicationState.INTERVIEW})
LONGEST = timedelta(hours=8)
FURTHEST = timedelta(days=180)


@dataclass(frozen=True)
class Times:
    """What an employer offers: several beginnings, the rest in common."""

    starts: Sequence[datetime]
    minutes: int = 30
    way: Way = Way.ONSITE
    place: str = ""
    note: str = ""
    capacity: int = 1
    problems: list[str] = field(default_factory=list)


@transaction.atomic
def offer(vacancy: Vacancy, chosen: Sequence[Application], times: Times, actor: User | None) -> list[Interview]:
    """Offer the same times to each of ``chosen``; their applications move to "interview".

    Somebody with a live interview is offered these times instead of the open ones; what is booked stays booked.
    Raises :class:`NotPossible` for times in the past or people who are not applicants any more.
    """
    _check(times)
    if not chosen:
        raise NotPossible(_("Hãy chọn ít nhất một người."))
    list(Worker.objects.select_for_update(of=("self",)).filter(pk__in=[a.worker_id for a in chosen]).order_by("pk"))
    Vacancy.objects.select_for_update(of=("self",)).get(pk=vacancy.pk)
    keys = [one.pk for one in chosen]
    locked = list(
        Application.objects.select_for_update(of=("self",)).filter(pk__in=keys, vacancy=vacancy).order_by("pk")
    )
    if any(one.state not in INTERVIEWING for one in locked):
        raise NotPossible(_("Có hồ sơ đã có kết quả hoặc đã rút; hãy tải lại danh sách."))
    slots = [_slot(vacancy, start, times, actor) for start in sorted(set(times.starts))]
    return [_offered(one, slots, actor) for one in locked]


def _check(times: Times) -> None:
    now = timezone.now()
    if not times.starts:
        raise NotPossible(_("Hãy ghi ít nhất một giờ phỏng vấn."))
    if any(start <= now for start in times.starts):
        raise NotPossible(_("Giờ phỏng vấn phải ở phía trước."))
    if any(start > now + FURTHEST for start in times.starts):
        raise NotPossible(_("Giờ phỏng vấn xa quá sáu tháng."))
    if not timedelta(0) < timedelta(minutes=times.minutes) <= LONGEST or not 1 <= times.capacity <= 500:
        raise NotPossible(_("Hãy xem lại thời lượng và số người."))


def _slot(vacancy: Vacancy, start: datetime, times: Times, actor: User | None) -> Slot:
    """A new time, or the same one offered before (a double press makes no second)."""
    same = Slot.objects.filter(
        vacancy=vacancy, starts_at=start, ends_at=start + timedelta(minutes=times.minutes), way=times.way,
        place=times.place, note=times.note, capacity=times.capacity, cancelled_at=None,
    ).order_by("pk").first()  # fmt: skip
    return same or Slot.objects.create(
        vacancy=vacancy, starts_at=start, ends_at=start + timedelta(minutes=times.minutes), way=times.way,
        place=times.place, note=times.note, capacity=times.capacity, created_by=actor,
    )  # fmt: skip


def _offered(application: Application, slots: list[Slot], actor: User | None) -> Interview:
    live = (
        Interview.objects.select_for_update(of=("self",))
        .filter(application=application, state__in=INTERVIEW_LIVE)
        .first()
    )
    if application.state != ApplicationState.INTERVIEW:
        applications.move(application, ApplicationState.INTERVIEW, Step(actor))
    if live is None:
        live = Interview.objects.create(application=application, worker_id=application.worker_id)
        _log(live, "", actor)
    elif live.state == InterviewState.BOOKED or set(live.slots.all()) == set(slots):
        return live
    else:
        _log(live, live.state, actor)
    live.slots.set(slots)
    telling.offered(live)
    return live


@transaction.atomic
def choose(interview: Interview, slot: Slot, actor: User | None) -> Interview:
    """Take a seat of an offered time; one's former seat of this interview becomes free.

    Raises :class:`NotPossible` when the time is gone, full, or overlaps another interview of the person.
    """
    Worker.objects.select_for_update(of=("self",)).get(pk=interview.worker_id)
    wanted = {slot.pk, *Interview.objects.filter(pk=interview.pk).values_list("slot", flat=True)} - {None}
    slots = {one.pk: one for one in Slot.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")}
    locked, target = _locked(interview), slots[slot.pk]
    if locked.state == InterviewState.BOOKED and locked.slot_id == target.pk:
        return locked
    if locked.state not in INTERVIEW_LIVE or not locked.slots.filter(pk=target.pk).exists():
        raise NotPossible(_("Giờ này không còn được mời; hãy tải lại trang."))
    if target.cancelled_at or target.starts_at <= timezone.now():
        raise NotPossible(_("Giờ này đã qua hoặc đã hủy. Hãy chọn giờ khác."))
    if target.taken >= target.capacity:
        raise NotPossible(_("Giờ này vừa có người khác chọn hết chỗ. Hãy chọn giờ khác."))
    clash = overlapping(locked, target)
    if clash:
        raise NotPossible(
            _("Anh chị đã hẹn phỏng vấn ở %(employer)s lúc %(time)s, trùng với giờ này.")
            % {"employer": clash.application.vacancy.employer.name, "time": clash.slot}
        )
    if locked.slot_id:
        _release(slots[locked.slot_id])
    target.taken += 1
    target.save(update_fields=["taken"])
    before = locked.state
    locked.slot, locked.starts_at, locked.ends_at = target, target.starts_at, target.ends_at
    locked.state, locked.reason, locked.reminded_at = InterviewState.BOOKED, "", None
    locked.changed_at = timezone.now()
    locked.save()
    _log(locked, before, actor)
    telling.chosen(locked)
    return locked


def overlapping(interview: Interview, slot: Slot) -> Interview | None:
    """Another booked interview of the same person that shares a moment with ``slot``."""
    return (
        Interview.objects.filter(
            worker=interview.worker_id,
            state=InterviewState.BOOKED,
            starts_at__lt=slot.ends_at,
            ends_at__gt=slot.starts_at,
        )
        .exclude(pk=interview.pk)
        .select_related("application__vacancy__employer", "slot")
        .order_by("starts_at", "pk")
        .first()
    )


def none_fits(interview: Interview, actor: User | None, word: str) -> Interview:
    """The person can come at none of the times and says when they could; also after having chosen one."""
    if not word.strip():
        raise NotPossible(_("Hãy nói giờ nào anh chị đi được, để doanh nghiệp hẹn lại."))
    return end(interview, InterviewState.NONE_FITS, actor, word)


def cancel(interview: Interview, actor: User | None, reason: str) -> Interview:
    """The employer takes the offer or the appointment back, saying why."""
    if not reason.strip():
        raise NotPossible(_("Hãy ghi lý do để bên kia biết."))
    return end(interview, InterviewState.CANCELLED, actor, reason)


@transaction.atomic
def end(interview: Interview, after: InterviewState, actor: User | None, reason: str = "") -> Interview:
    """Leave the seat and end the interview; the same end again changes nothing."""
    current = Interview.objects.filter(pk=interview.pk).values_list("slot", flat=True).get()
    seat = Slot.objects.select_for_update(of=("self",)).filter(pk=current).first()
    locked = _locked(interview)
    if locked.state == after:
        return locked
    _may(locked, after)
    before = locked.state
    if before == InterviewState.BOOKED and seat:
        _release(seat)
    locked.state, locked.reason, locked.changed_at = after, reason, timezone.now()
    locked.save()
    _log(locked, before, actor, reason)
    telling.ended(locked, actor)
    return locked


@transaction.atomic
def move_slot(slot: Slot, start: datetime, actor: User | None, reason: str, version: int) -> Slot:
    """Another time for a slot. Whoever had chosen it is told and chooses anew: nobody is bound to a time unasked.

    ``version``: of the slot as the employer saw it; a newer one is not moved over.
    """
    if not reason.strip():
        raise NotPossible(_("Hãy ghi lý do để bên kia biết."))
    locked = _usable(slot)
    if locked.version != version:
        raise NotPossible(_("Giờ này vừa được đổi ở chỗ khác; hãy xem lại."))
    _check(Times([start]))
    length = locked.ends_at - locked.starts_at
    booked = list(
        Interview.objects.select_for_update(of=("self",))
        .filter(slot=locked, state=InterviewState.BOOKED)
        .order_by("pk")
    )
    locked.starts_at, locked.ends_at, locked.taken = start, start + length, 0
    locked.version += 1
    locked.save()
    for one in booked:
        one.state, one.slot, one.starts_at, one.ends_at = InterviewState.OFFERED, None, None, None
        one.reason, one.changed_at, one.reminded_at = reason, timezone.now(), None
        one.save()
        _log(one, InterviewState.BOOKED, actor, reason)
        telling.moved(one, locked)
    return locked


@transaction.atomic
def cancel_slot(slot: Slot, actor: User | None, reason: str) -> Slot:
    """Take a time away. Whoever had chosen it, or has no other open time left, is told why."""
    if not reason.strip():
        raise NotPossible(_("Hãy ghi lý do để bên kia biết."))
    locked = _usable(slot)
    touched = Interview.objects.select_for_update(of=("self",)).filter(
        slots=locked, state__in=INTERVIEW_LIVE
    ).order_by("pk")  # fmt: skip
    locked.cancelled_at, locked.cancel_reason, locked.taken = timezone.now(), reason, 0
    locked.save()
    for one in touched:
        if one.slot_id not in {None, locked.pk}:
            continue
        left = one.slots.filter(cancelled_at=None, starts_at__gt=timezone.now()).exists()
        if one.state == InterviewState.OFFERED and left:
            continue
        before, one.state = one.state, InterviewState.OFFERED if left else InterviewState.CANCELLED
        one.slot, one.starts_at, one.ends_at = None, None, None
        one.reason, one.changed_at, one.reminded_at = reason, timezone.now(), None
        one.save()
        _log(one, before, actor, reason)
        telling.ended(one, actor)
    return locked


@transaction.atomic
def record(interview: Interview, came: bool, actor: User | None) -> Interview:
    """Whether the person came; only once the time has begun. A wrong mark is put right the same way."""
    locked = _locked(interview)
    after = InterviewState.HELD if came else InterviewState.NO_SHOW
    if locked.state == after:
        return locked
    _may(locked, after)
    if locked.starts_at is None or locked.starts_at > timezone.now():
        raise NotPossible(_("Chưa tới giờ phỏng vấn."))
    before, locked.state, locked.changed_at = locked.state, after, timezone.now()
    locked.save()
    _log(locked, before, actor)
    telling.recorded(locked)
    return locked


def _may(interview: Interview, after: InterviewState) -> None:
    before = InterviewState(interview.state)
    if after not in INTERVIEW_TRANSITIONS[before]:
        raise NotPossible(
            _("Không thể chuyển từ “%(before)s” sang “%(after)s”.") % {"before": before.label, "after": after.label}
        )


def _locked(interview: Interview) -> Interview:
    return Interview.objects.select_for_update(of=("self",)).get(pk=interview.pk)


def _usable(slot: Slot) -> Slot:
    locked = Slot.objects.select_for_update(of=("self",)).get(pk=slot.pk)
    if locked.cancelled_at or locked.starts_at <= timezone.now():
        raise NotPossible(_("Giờ này đã qua hoặc đã hủy."))
    return locked


def _release(slot: Slot) -> None:
    """Give the locked slot's seat back."""
    slot.taken = max(slot.taken - 1, 0)
    slot.save(update_fields=["taken"])


def _log(interview: Interview, before: str, actor: User | None, reason: str = "") -> None:
    InterviewEvent.objects.create(
        interview=interview,
        before=before,
        after=interview.state,
        starts_at=interview.starts_at,
        actor=actor,
        reason=reason,
    )
