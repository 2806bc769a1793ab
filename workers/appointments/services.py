"""Booking, moving, cancelling, who came and who did not.

Order of locks everywhere: worker, hours, appointment.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import Office, User
from workers.appointments import telling
from workers.appointments.enums import APPOINTMENT_TRANSITIONS, AppointmentState, Happening
from workers.appointments.models import Appointment, AppointmentEvent, DayOff, OfficeHours
from workers.appointments.slots import AHEAD_DAYS, HELD, Slot, cut, days
from workers.counselling.enums import Topic
from workers.models import Worker


class NotPossible(Exception):
    """Nothing was changed; the text says why, to people."""


@dataclass(frozen=True)
class Wish:
    """What is asked for: where, when, about what."""

    office: Office
    starts_at: datetime
    topic: Topic = Topic.JOBS
    note: str = ""


@transaction.atomic
def book(worker: Worker, wish: Wish, actor: User | None) -> tuple[Appointment, Happening | None]:
    """The appointment, and what was done: a person has one ahead at a time, choosing another time moves it.

    ``None``: it stood already. Raises :class:`NotPossible` when the slot is full, past or not offered.
    """
    Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    now = timezone.now()
    standing = (
        Appointment.objects.select_for_update(of=("self",))
        .filter(worker=worker, state=AppointmentState.BOOKED, starts_at__gt=now)
        .order_by("starts_at", "pk")
        .first()
    )
    if standing and (standing.office_id, standing.starts_at) == (wish.office.pk, wish.starts_at):
        return standing, None
    slot = _free(wish)
    if standing:
        what, appointment = Happening.MOVED, standing
        appointment.office, appointment.reminded_at = wish.office, None
    else:
        what, appointment = Happening.BOOKED, Appointment(worker=worker, office=wish.office)
    appointment.starts_at, appointment.ends_at = slot.starts_at, slot.ends_at
    appointment.topic, appointment.note = wish.topic, wish.note
    appointment.save()
    _log(appointment, what, actor)
    # Whoever missed one and comes again has been followed.
    Appointment.objects.filter(worker=worker, state=AppointmentState.MISSED, followed_at=None).update(followed_at=now)
    if actor is None or actor.pk != worker.user_id:
        telling.booked(appointment)
    return appointment, what


def _free(wish: Wish) -> Slot:
    """The slot asked for, its hours locked; raises :class:`NotPossible`."""
    local = timezone.localtime(wish.starts_at)
    # The lock lets one booking after the other count what is taken.
    parts = OfficeHours.objects.select_for_update(of=("self",)).filter(office=wish.office, weekday=local.weekday())
    held = [slot for part in parts.order_by("pk") for slot in cut(part, local.date())]
    offered = [slot for one in days(wish.office.pk, local.date(), local.date()) for slot in one.slots]
    slot = next((slot for slot in offered if slot.starts_at == wish.starts_at), None)
    if slot is None or not held:
        raise NotPossible(_("Văn phòng không nhận hẹn vào giờ này. Hãy chọn giờ khác."))
    if wish.starts_at <= timezone.now():
        raise NotPossible(_("Giờ này đã qua. Hãy chọn giờ khác."))
    if (local.date() - timezone.localdate()).days > AHEAD_DAYS:
        raise NotPossible(_("Chỉ đặt trước được %(days)s ngày.") % {"days": AHEAD_DAYS})
    if slot.free == 0:
        raise NotPossible(_("Giờ này vừa hết chỗ. Hãy chọn giờ khác."))
    return slot


@transaction.atomic
def cancel(appointment: Appointment, actor: User | None, note: str = "") -> Appointment:
    """Give the time back; cancelling twice changes nothing. The side that did not do it is told."""
    held = _locked(appointment)
    if held.state == AppointmentState.CANCELLED:
        return held
    if held.starts_at <= timezone.now():
        raise NotPossible(_("Giờ hẹn đã qua, không hủy được nữa."))
    _enter(held, AppointmentState.CANCELLED, actor, note)
    if actor is None or actor.pk != held.worker.user_id:
        telling.cancelled(held, note)
    return held


@transaction.atomic
def came(appointment: Appointment, actor: User | None) -> Appointment:
    """The person is here (also later than agreed, also after having been marked as missing)."""
    held = _locked(appointment)
    if held.state != AppointmentState.CAME:
        if timezone.localdate(held.starts_at) > timezone.localdate():
            raise NotPossible(_("Hẹn này chưa tới ngày."))
        _enter(held, AppointmentState.CAME, actor)
    return held


@transaction.atomic
def missed(appointment: Appointment, actor: User | None) -> Appointment:
    """The person did not come; they are told how to book anew. Raises :class:`NotPossible` before the time."""
    held = _locked(appointment)
    if held.state != AppointmentState.MISSED:
        if held.starts_at > timezone.now():
            raise NotPossible(_("Chưa tới giờ hẹn."))
        _enter(held, AppointmentState.MISSED, actor)
        telling.missed(held)
    return held


@transaction.atomic
def follow(appointment: Appointment, actor: User, note: str) -> Appointment:
    """Somebody spoke, or tried to speak, to a person who had not come; ``note`` says what came of it."""
    held = _locked(appointment)
    if held.state != AppointmentState.MISSED:
        raise NotPossible(_("Hẹn này không phải hẹn bị lỡ."))
    if not note.strip():
        raise NotPossible(_("Hãy ghi kết quả liên lạc."))
    if held.followed_at is None:
        held.followed_at = timezone.now()
        held.save(update_fields=["followed_at"])
        _log(held, Happening.FOLLOWED, actor, note.strip()[:255])
    return held


def _locked(appointment: Appointment) -> Appointment:
    return Appointment.objects.select_for_update(of=("self",)).select_related("worker", "office").get(pk=appointment.pk)


def _enter(held: Appointment, after: AppointmentState, actor: User | None, note: str = "") -> None:
    before = AppointmentState(held.state)
    if after not in APPOINTMENT_TRANSITIONS[before]:
        raise NotPossible(
            _("Không thể chuyển từ “%(before)s” sang “%(after)s”.") % {"before": before.label, "after": after.label}
        )
    held.state = after
    held.save(update_fields=["state"])
    _log(held, Happening(after.value), actor, note)


def _log(appointment: Appointment, what: Happening, actor: User | None, note: str = "") -> None:
    AppointmentEvent.objects.create(
        appointment=appointment, what=what, starts_at=appointment.starts_at, actor=actor, note=note
    )


@transaction.atomic
def add_hours(hours: OfficeHours) -> OfficeHours:
    """Raises :class:`NotPossible` where the office receives already in part of that time."""
    Office.objects.select_for_update(of=("self",)).get(pk=hours.office_id)
    clash = OfficeHours.objects.filter(
        office=hours.office_id, weekday=hours.weekday, starts__lt=hours.ends, ends__gt=hours.starts
    )
    if clash.exists():
        raise NotPossible(_("Khoảng giờ này trùng với khoảng đã có trong cùng ngày."))
    hours.save()
    return hours


@transaction.atomic
def close_day(day: DayOff, actor: User) -> list[Appointment]:
    """The office receives nobody that day; appointments on it are cancelled and the people told. Those cancelled."""
    DayOff.objects.get_or_create(office=day.office, day=day.day, defaults={"note": day.note})
    now = timezone.now()
    begun = Appointment.objects.filter(
        office=day.office, state__in=HELD[:1], starts_at__date=day.day, starts_at__gt=now
    ).order_by("pk")
    note = day.note or str(_("văn phòng nghỉ"))
    return [cancel(one, actor, note) for one in begun]
