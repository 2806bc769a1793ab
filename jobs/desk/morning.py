"""What today's page shows of the office, each part in one query."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Concat

from jobs.answers.clock import WAITING
from jobs.models import Application
from portal.accounts.models import User
from portal.codes.functions import ViFold
from workers.appointments.enums import AppointmentState, TicketState
from workers.appointments.models import Appointment, Ticket
from workers.appointments.queue import waiting
from workers.appointments.slots import bounds
from workers.counselling.models import CounsellingSession
from workers.counselling.querysets import Tally

FOLLOWED_FOR = timedelta(days=30)
"""A missed appointment is shown until somebody spoke to the person, at most this long."""
ASKED_FOR = timedelta(days=60)
"""An answer this long overdue is no longer put before the counsellor every morning."""
MOST = 8


@dataclass(frozen=True)
class Hall:
    """Who waits, in the order in which they are called, and whom I serve."""

    waiting: list[Ticket]
    mine: Ticket | None


def hall(office_id: int | None, user: User) -> Hall:
    rows = waiting(office_id, also_serving=user).select_related("worker", "appointment")
    mine = next((one for one in rows if one.state == TicketState.SERVING), None)
    return Hall([one for one in rows if one.state == TicketState.WAITING], mine)


@dataclass(frozen=True)
class Expected:
    today: list[Appointment]
    missed: list[Appointment]
    """Of days before and of today, whom nobody has spoken to since."""


def expected(office_id: int | None, day: date) -> Expected:
    """Today's appointments, and those missed that nobody has followed."""
    begin, end = bounds(day, day)
    missed = Q(
        state=AppointmentState.MISSED, followed_at=None, starts_at__gte=begin - FOLLOWED_FOR, starts_at__lt=end
    )  # fmt: skip
    found = (
        Appointment.objects.filter(office=office_id)
        .filter(missed | Q(starts_at__gte=begin, starts_at__lt=end))
        .exclude(state=AppointmentState.CANCELLED)
        .select_related("worker")
        .order_by("starts_at", "id")
    )
    rows = list(found)
    lost = [one for one in rows if one.state == AppointmentState.MISSED and one.followed_at is None]
    return Expected([one for one in rows if one.starts_at >= begin and one not in lost], lost[::-1])


def overdue(office_id: int | None, day: date) -> "QuerySet[Application]":
    """Applications of the office's people whose promised answer has not come, the longest overdue last."""
    return (
        Application.objects.filter(
            worker__office=office_id,
            state__in=WAITING,
            reply_by__lt=day,
            reply_by__gte=day - ASKED_FOR,
            # Long before the first that could be due: what makes the index on it useful.
            created_at__gte=bounds(day - 2 * ASKED_FOR, day)[0],
        )
        .select_related("worker", "vacancy__employer")
        .only(
            "reply_by",
            "worker__public_id",
            "worker__full_name",
            "vacancy__title",
            "vacancy__contact_phone",
            "vacancy__employer__name",
            "vacancy__employer__phone",
        )
        .order_by("-reply_by", "id")[:MOST]
    )


def tallies(office_id: int | None, user: User, monday: date, day: date) -> tuple[Tally, Tally]:
    """(my week, the office's day): turns beside the different people they were given to."""
    mine = Q(counsellor=user)
    begin, end = bounds(day, day)
    ours = Q(office=office_id, at__gte=begin, at__lt=end)
    named = Concat(ViFold(F("walk_in_name")), Value("/"), F("walk_in_phone"))
    counts = {
        name: found
        for key, which in (("mine", mine), ("ours", ours))
        for name, found in (
            (f"{key}_turns", Count("pk", filter=which)),
            (f"{key}_known", Count("worker", distinct=True, filter=which)),
            (f"{key}_named", Count(named, distinct=True, filter=which & Q(worker=None))),
        )
    }
    found = CounsellingSession.objects.on(monday, day).filter(mine | Q(office=office_id)).order_by().aggregate(**counts)
    week, today = (
        Tally(found[f"{key}_turns"], found[f"{key}_known"] + found[f"{key}_named"]) for key in ("mine", "ours")
    )
    return week, today
