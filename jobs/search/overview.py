"""What the first page shows of the whole: seats, places, groups, the last thirty days; counted every few minutes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, F, Q, Sum, Value
from django.db.models.functions import Concat
from django.utils import timezone

from jobs.models import Referral, VacancyIndex
from jobs.search.spread import commune_name
from jobs.search.sql import LIVE
from portal.codes.functions import ViFold
from workers.counselling.models import CounsellingSession

CACHE_SECONDS = 300
WINDOW_DAYS = 30
TOP = 12


@dataclass(frozen=True, slots=True)
class Overview:
    vacancies: int
    """Open today."""
    seats: int
    employers: int
    published: int
    """Of them, in the last thirty days: what the search finds for thirty days."""
    since: date
    """First of the thirty days, today the last, that turns and referrals are counted for."""
    turns: int
    people: int
    """Counselled in those days, as the reports count them."""
    referrals: int
    referred: int
    """Letters of referral issued in those days, and for how many people."""
    groups: list[tuple[str, int]]
    """Occupation groups (level 2) with open vacancies, most first."""
    communes: list[tuple[str, int]]
    """Communes as their search finds them, with open vacancies, most first."""


def overview(now: datetime) -> Overview:
    """The figures as of at most five minutes ago."""
    kept: Overview | None = cache.get("search:overview:2")
    if kept is None:
        kept = _counted(now)
        cache.set("search:overview:2", kept, CACHE_SECONDS)
    return kept


def _counted(now: datetime) -> Overview:
    today = timezone.localdate(now)
    since = today - timedelta(days=WINDOW_DAYS - 1)
    live = VacancyIndex.objects.filter(Q(deadline=None) | Q(deadline__gte=today), is_open=True)
    totals = live.order_by().aggregate(
        vacancies=Count("pk"),
        employers=Count("employer_id", distinct=True),
        seats=Sum(F("vacancy__headcount") - F("vacancy__filled")),
        published=Count("pk", filter=Q(published_at__gte=now - timedelta(days=WINDOW_DAYS))),
    )
    first = timezone.make_aware(datetime.combine(since, time.min))
    named = Concat(ViFold(F("walk_in_name")), Value("/"), F("walk_in_phone"))
    sessions = CounsellingSession.objects.filter(at__gte=first, at__lt=first + timedelta(days=WINDOW_DAYS)).aggregate(
        turns=Count("pk"),
        people=Count("worker", distinct=True) + Count(named, distinct=True, filter=Q(worker=None)),
    )
    referrals = Referral.objects.filter(issued_on__gte=since, issued_on__lte=today).aggregate(
        letters=Count("pk"), people=Count("application__worker", distinct=True)
    )
    return Overview(
        vacancies=totals["vacancies"],
        seats=totals["seats"] or 0,
        employers=totals["employers"],
        published=totals["published"],
        since=since,
        turns=sessions["turns"],
        people=sessions["people"],
        referrals=referrals["letters"],
        referred=referrals["people"],
        groups=_top("left(occupation_code, 2)", "occupation_code <> ''", today),
        communes=[(commune_name(int(key)), n) for key, n in _top("unnest(commune_ids)", "true", today)],
    )


def _top(what: str, where: str, today: date) -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {what}, count(*) FROM jobs_vacancyindex WHERE {LIVE} AND {where}"
            " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %(n)s",
            {"today": today, "n": TOP},
        )
        rows: list[tuple[str, int]] = cursor.fetchall()
    return rows
