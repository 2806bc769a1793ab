"""A row of the list: the person, what comes next, and why they stand there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.caseload.enums import Care
from jobs.caseload.models import Case
from jobs.caseload.reading import MANY, Rules, Tries
from workers.models import Worker


@dataclass(frozen=True)
class Why:
    """One reason, in words; ``is_pressing`` ones are marked."""

    text: str
    icon: str
    is_pressing: bool = True


@dataclass(frozen=True)
class Row:
    worker: Worker
    case: Case | None
    wants: str
    contact_at: datetime | None
    """``None``: never."""
    days: int | None
    """Since then."""
    next_step: str
    next_on: date | None
    appointment: datetime | None
    matches: int
    whys: list[Why]


def rows_of_cases(cases: Iterable[Any], rules: Rules) -> list[Row]:
    """Of :func:`jobs.caseload.reading.with_rows`."""
    return [_row(case, case.worker, case, rules) for case in cases]


def rows_of_people(people: Iterable[Any], rules: Rules) -> list[Row]:
    """Of :func:`jobs.caseload.reading.people_with_rows`."""
    return [_row(person, person, None, rules) for person in people]


def _row(item: Any, worker: Worker, case: Case | None, rules: Rules) -> Row:
    at = item.contact_at if case is None or case.last_turn_id else None
    days = (rules.today - timezone.localdate(at)).days if at else None
    return Row(
        worker=worker,
        case=case,
        wants=", ".join(item.wants),
        contact_at=at,
        days=days,
        next_step=case.last_turn.next_step if case and case.last_turn else "",
        next_on=case.next_on if case else None,
        appointment=item.appointment,
        matches=item.match_count or 0,
        whys=list(_whys(item, case, rules, _quiet_days(case, rules), rules.tries)),
    )


def _quiet_days(case: Case | None, rules: Rules) -> int:
    """Days as the rule counts them: from the beginning of the case where nobody has spoken to the person."""
    return (rules.today - timezone.localdate(case.contact_at)).days if case else 0


def _day(day: date, rules: Rules) -> str:
    """With the year where it is another."""
    return f"{day:%d/%m}" if day.year == rules.today.year else f"{day:%d/%m/%Y}"


def _whys(item: Any, case: Case | None, rules: Rules, days: int, tries: Mapping[int, Tries]) -> Iterable[Why]:
    if case and case.next_on and case.next_on <= rules.today:
        late = case.next_on < rules.today
        text = _("quá hẹn từ %(day)s") % {"day": _day(case.next_on, rules)} if late else _("hẹn hôm nay")
        yield Why(text, "clock")
    if days >= rules.days:
        yield Why(ngettext("%(n)s ngày chưa liên lạc", "%(n)s ngày chưa liên lạc", days) % {"n": days}, "phone-missed")
    if not item.match_count:
        since = item.unmatched_since
        yield Why(
            _("chưa có việc hợp từ %(day)s") % {"day": _day(since, rules)} if since else _("chưa có việc hợp"),
            "search-x",
        )
    tried = tries.get(case.worker_id) if case else None
    if tried and tried.refused >= MANY:
        n = tried.refused
        yield Why(ngettext("từ chối %(n)s việc", "từ chối %(n)s việc", n) % {"n": n}, "hand")
    if tried and tried.turned_down >= MANY:
        n = tried.turned_down
        yield Why(ngettext("%(n)s lần không được nhận", "%(n)s lần không được nhận", n) % {"n": n}, "circle-x")
    if item.draws_benefit:
        yield Why(str(Care.BENEFIT.label), "umbrella", is_pressing=False)
