"""Putting oneself down for an event, and letting the seat go again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from workers.models import Worker
from workers.outreach.enums import Audience
from workers.outreach.models import Attendance, OutreachEvent


class Refused(Exception):
    """Nothing was changed; the text says to the person why, in their language."""


@transaction.atomic
def register(event: OutreachEvent, worker: Worker) -> tuple[Attendance, bool]:
    """The person's place on the event's list and whether it is new; who stands on it already keeps it.

    Raises :class:`Refused` once the event has begun or when its seats are gone.
    """
    # The event's lock makes counting the seats and taking one a single step.
    locked = OutreachEvent.objects.select_for_update(of=("self",)).get(pk=event.pk)
    standing = Attendance.objects.filter(event=locked, worker=worker).first()
    if standing:
        return standing, False
    if not locked.is_public or locked.starts_at <= timezone.now():
        raise Refused(_("Sự kiện đã bắt đầu hoặc đã qua, không nhận đăng ký trên cổng nữa."))
    if locked.capacity is not None and locked.attendances.count() >= locked.capacity:
        raise Refused(_("Đã hết chỗ đăng ký trước. Gọi trung tâm để hỏi chỗ trống hoặc sự kiện kế tiếp."))
    made = Attendance.objects.create(
        event=locked,
        worker=worker,
        name=worker.full_name,
        phone=worker.phone,
        audience=audience_of(locked),
        commune=worker.commune,
        registered_at=timezone.now(),
    )
    return made, True


def audience_of(event: OutreachEvent) -> Audience:
    """As whom somebody who puts themselves down is counted: a worker where the event is for workers too, else the
    first group it is for."""
    audiences = [Audience(value) for value in event.audiences]
    return Audience.WORKERS if Audience.WORKERS in audiences or not audiences else audiences[0]


@transaction.atomic
def cancel(event: OutreachEvent, worker: Worker) -> bool:
    """Take the person off the list; whether they were on it.

    Raises :class:`Refused` for somebody already checked in: who came is counted.
    """
    OutreachEvent.objects.select_for_update(of=("self",)).get(pk=event.pk)
    standing = Attendance.objects.filter(event=event, worker=worker).first()
    if standing is None:
        return False
    if standing.checked_in_at:
        raise Refused(_("Anh chị đã được ghi có mặt tại sự kiện này."))
    standing.delete()
    return True
