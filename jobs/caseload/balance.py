"""The supervisor's view: what each counsellor carries, and who would carry what after sharing out evenly."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from jobs.caseload.models import Case
from jobs.caseload.querysets import is_due, is_quiet
from jobs.caseload.reading import nobodys
from jobs.caseload.services import Give
from jobs.caseload.weekly import monday_of
from portal.accounts.models import Staff, User
from workers.appointments.enums import AppointmentState
from workers.appointments.models import Appointment
from workers.appointments.slots import bounds
from workers.counselling.models import CounsellingSession

MOST_SHARED = 3_000
"""Cases of one sharing out."""
HEAVY = 1.25
"""Times the average, from which a load is marked."""


@dataclass(frozen=True)
class Load:
    user: User
    is_here: bool
    """Still works in the office: whoever left and has cases is shown so that somebody takes them."""
    open: int = 0
    quiet: int = 0
    overdue: int = 0
    begun: int = 0
    """Cases of this week."""
    turns: int = 0
    people: int = 0
    appointments: int = 0
    is_heavy: bool = False


@dataclass(frozen=True)
class Average:
    open: int
    quiet: int
    overdue: int
    turns: int
    appointments: int


def loads(office_id: int, working: Sequence[Staff], days: int, today: date) -> tuple[list[Load], Average]:
    """One row a counsellor, the heaviest load first, and the average of those who work there; four queries."""
    monday = monday_of(today)
    counted = {row["counsellor"]: row for row in _cases(office_id, days, today, monday)}
    turns = {row["counsellor"]: row for row in _turns(office_id, monday, today)}
    ahead = _appointments(office_id)
    here = {one.user_id: one.user for one in working}
    gone = User.objects.in_bulk([key for key in counted if key not in here])
    rows = []
    for key, user in (here | gone).items():
        of_cases: dict[str, Any] = {"open": 0, "quiet": 0, "overdue": 0, "begun": 0} | counted.get(key, {})
        of_turns: dict[str, Any] = {"turns": 0, "people": 0} | turns.get(key, {})
        of_cases.pop("counsellor", None)
        of_turns.pop("counsellor", None)
        rows.append(Load(user, key in here, **of_cases, **of_turns, appointments=ahead.get(key, 0)))
    average = _average([row for row in rows if row.is_here])
    rows = [row if row.open <= max(1, average.open) * HEAVY else _heavy(row) for row in rows]
    return sorted(rows, key=lambda row: (-row.open, str(row.user), row.user.pk)), average


def _heavy(row: Load) -> Load:
    return Load(**{**row.__dict__, "is_heavy": True})


def _cases(office_id: int, days: int, today: date, monday: date) -> Any:
    begun, _end = bounds(monday, today)
    return (
        Case.objects.open()
        .of_office(office_id)
        .order_by()
        .values("counsellor")
        .annotate(
            open=Count("pk"),
            quiet=Count("pk", filter=is_quiet(days)),
            overdue=Count("pk", filter=is_due(today - timedelta(days=1))),
            begun=Count("pk", filter=Q(since__gte=begun)),
        )
    )


def _turns(office_id: int, monday: date, today: date) -> Any:
    given = CounsellingSession.objects.on(monday, today).filter(office=office_id).order_by()
    return given.values("counsellor").annotate(turns=Count("pk"), people=Count("worker", distinct=True))


def _appointments(office_id: int) -> Counter[int]:
    """Booked ones ahead, by who carries the person."""
    booked = Appointment.objects.filter(state=AppointmentState.BOOKED, starts_at__gte=timezone.now())
    carried = booked.filter(worker__cases__until=None, worker__cases__office=office_id).order_by()
    return Counter(dict(carried.values_list("worker__cases__counsellor").annotate(n=Count("pk"))))


def _average(rows: Sequence[Load]) -> Average:
    """Whole numbers, of those who carry anybody or gave a turn: a manager who does neither lowers no average."""
    busy = [row for row in rows if row.open or row.turns] or list(rows)
    parts = ("open", "quiet", "overdue", "turns", "appointments")
    return Average(**{part: round(sum(getattr(row, part) for row in busy) / max(1, len(busy))) for part in parts})


# --- sharing out


@dataclass(frozen=True)
class Source:
    """Whose cases are shared out: a counsellor's, or nobody's (``holder`` ``None``); those quiet for N days only."""

    office_id: int
    holder: int | None
    quiet_days: int | None = None


@dataclass(frozen=True)
class Share:
    to: Staff
    now: int
    """Cases carried before."""
    more: int

    @property
    def after(self) -> int:
        return self.now + self.more


@dataclass(frozen=True)
class Sharing:
    shares: list[Share]
    gives: list[Give]
    seal: str
    """Of exactly these people for these colleagues: another preview has another."""


def plan_sharing(source: Source, receivers: Sequence[Staff]) -> Sharing:
    """Who gets whom so that loads come as near to each other as they can: each case to whoever then has fewest.

    Nothing is changed. The longest without contact are dealt first, so that each gets some of them.
    """
    people = _people(source)
    held = Counter(
        dict(
            Case.objects.open()
            .filter(counsellor__in=[one.user_id for one in receivers])
            .order_by()
            .values_list("counsellor")
            .annotate(n=Count("pk"))
        )
    )
    # The receiver who is also the source keeps what is dealt back to them.
    left = Counter(held)
    if source.holder is not None and source.holder in left:
        left[source.holder] -= len(people)
    by_user = {one.user_id: one for one in receivers}
    gives, more = [], Counter[int]()
    for worker in people:
        user = min(by_user, key=lambda key: (left[key] + more[key], key))
        more[user] += 1
        gives.append(Give(worker, source.holder, by_user[user]))
    shares = [Share(one, left[one.user_id], more[one.user_id]) for one in receivers]
    told = f"{source} {[(give.worker_id, give.to.user_id) for give in gives]}"
    return Sharing(shares, gives, sha256(told.encode()).hexdigest()[:16])


def _people(source: Source) -> list[int]:
    if source.holder is None:
        return list(nobodys(source.office_id).values_list("pk", flat=True)[:MOST_SHARED])
    cases = Case.objects.open().of_office(source.office_id).filter(counsellor=source.holder)
    if source.quiet_days is not None:
        cases = cases.filter(is_quiet(source.quiet_days))
    return list(cases.order_by("contact_at", "id").values_list("worker", flat=True)[:MOST_SHARED])
