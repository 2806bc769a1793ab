"""Turns planned and given, week by week (Monday to Sunday in the centre's time zone)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.db.models.functions import TruncWeek

from jobs.caseload.models import WeekPlan
from portal.accounts.models import Office, User
from workers.counselling.models import CounsellingSession

WEEKS = 13
WEEK = timedelta(days=7)
Key = int | None
"""A counsellor's key; ``None`` is the office as a whole."""


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class Week:
    monday: date
    planned: int | None
    """``None``: nobody planned."""
    turns: int
    people: int
    is_current: bool

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def percent(self) -> int | None:
        return round(100 * self.turns / self.planned) if self.planned else None


@dataclass(frozen=True)
class Pace:
    """A counsellor over all the weeks shown."""

    user: User
    planned: int | None
    turns: int
    now: int | None
    """Planned for the week one is in."""

    @property
    def percent(self) -> int | None:
        return round(100 * self.turns / self.planned) if self.planned else None


@dataclass(frozen=True)
class Quarter:
    weeks: list[Week]
    paces: list[Pace]

    @property
    def most(self) -> int:
        """The longest bar."""
        return max([1, *(max(week.turns, week.planned or 0) for week in self.weeks)])

    @property
    def planned(self) -> int:
        return sum(week.planned or 0 for week in self.weeks)

    @property
    def turns(self) -> int:
        return sum(week.turns for week in self.weeks)

    @property
    def percent(self) -> int | None:
        """Of the weeks that have a plan."""
        done = sum(week.turns for week in self.weeks if week.planned)
        return round(100 * done / self.planned) if self.planned else None


def quarter(office_id: int, today: date, staff: Sequence[User], of: User | None = None) -> Quarter:
    """The thirteen weeks up to today's, of the office or of one of ``staff``, and each one's pace; three queries."""
    last = monday_of(today)
    mondays = [last - WEEK * n for n in reversed(range(WEEKS))]
    plans = planned(office_id, mondays)
    given = CounsellingSession.objects.on(mondays[0], last + timedelta(days=6)).filter(office=office_id)
    mine = given.filter(counsellor=of) if of else given
    weekly = mine.annotate(week=TruncWeek("at")).order_by().values_list("week")
    counted = {
        at.date(): (turns, people)
        for at, turns, people in weekly.annotate(
            turns=Count("pk"), people=Count("worker", distinct=True) + Count("pk", filter=Q(worker=None))
        )
    }
    key = of.pk if of else None
    weeks = [
        Week(monday, plans.get((key, monday)), *counted.get(monday, (0, 0)), is_current=monday == last)
        for monday in mondays
    ]
    by_user = dict(given.order_by().values_list("counsellor").annotate(n=Count("pk")))
    paces = [
        Pace(one, _sum(plans, one.pk, mondays), by_user.get(one.pk, 0), plans.get((one.pk, last)))
        for one in staff
        if one.pk in by_user or any((one.pk, monday) in plans for monday in mondays)
    ]
    return Quarter(weeks, paces)


def _sum(plans: Mapping[tuple[Key, date], int], key: Key, mondays: Iterable[date]) -> int | None:
    found = [plans[key, monday] for monday in mondays if (key, monday) in plans]
    return sum(found) if found else None


def planned(office_id: int, mondays: Sequence[date]) -> dict[tuple[Key, date], int]:
    """``{(counsellor or None, Monday): turns}``: the latest row of that week or before.

    An office that plans nothing as a whole plans what its counsellors do together.
    """
    made = stated(office_id, mondays)
    for monday in mondays:
        together = [turns for (key, week), turns in made.items() if key is not None and week == monday]
        if together and (None, monday) not in made:
            made[None, monday] = sum(together)
    return made


def stated(office_id: int, mondays: Sequence[date]) -> dict[tuple[Key, date], int]:
    """What was set, without the sums; one query."""
    rows = WeekPlan.objects.filter(office=office_id, week__lte=mondays[-1]).order_by("week")
    by_key: dict[Key, list[tuple[date, int | None]]] = {}
    for who, begins, count in rows.values_list("counsellor", "week", "turns"):
        by_key.setdefault(who, []).append((begins, count))
    made: dict[tuple[Key, date], int] = {}
    for key, steps in by_key.items():
        for monday in mondays:
            for week, turns in reversed(steps):
                if week <= monday:
                    if turns is not None:
                        made[key, monday] = turns
                    break
    return made


@transaction.atomic
def set_plan(
    office: Office, week: date, turns: Mapping[Key, int | None], by: User, *, only_this_week: bool = False
) -> int:
    """Plan ``turns`` from the Monday ``week`` on, or for that week alone (then the next goes on as before).

    How many of them changed anything. Keys that are not in ``turns`` stay as they are.
    """
    Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
    held = stated(office.pk, [week, week + WEEK])
    changed = {key: count for key, count in turns.items() if held.get((key, week)) != count}
    for key, count in changed.items():
        if only_this_week:
            _state(office, key, week + WEEK, held.get((key, week + WEEK)), by)
        _state(office, key, week, count, by)
    return len(changed)


def _state(office: Office, key: Key, week: date, turns: int | None, by: User) -> None:
    WeekPlan.objects.update_or_create(office=office, counsellor_id=key, week=week, defaults={"turns": turns, "by": by})
