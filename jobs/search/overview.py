"""What the first page shows of the whole: seats, places, groups, the last thirty days; counted every few minutes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from jobs.models import Placement, Vacancy, VacancyIndex
from jobs.search.sql import LIVE
from portal.codes import places
from workers.counselling.models import CounsellingSession

CACHE_SECONDS = 300
WINDOW = timedelta(days=30)
TOP = 12


@dataclass(frozen=True, slots=True)
class Overview:
    vacancies: int
    """Open today."""
    seats: int
    employers: int
    published: int
    """In the last thirty days, whatever became of them."""
    turns: int
    people: int
    """Counselled in the last thirty days."""
    placements: int
    groups: list[tuple[str, int]]
    """Occupation groups (level 2) with open vacancies, most first."""
    communes: list[tuple[str, int]]
    """Communes as their search finds them, with open vacancies, most first."""


def overview(now: datetime) -> Overview:
    """The figures as of at most five minutes ago."""
    kept: Overview | None = cache.get("search:overview")
    if kept is None:
        kept = _counted(now)
        cache.set("search:overview", kept, CACHE_SECONDS)
    return kept


def _counted(now: datetime) -> Overview:
    since, today = now - WINDOW, timezone.localdate(now)
    live = VacancyIndex.objects.filter(Q(deadline=None) | Q(deadline__gte=today), is_open=True)
    totals = live.order_by().aggregate(
        vacancies=Count("pk"),
        employers=Count("employer_id", distinct=True),
        seats=Sum(F("vacancy__headcount") - F("vacancy__filled")),
    )
    sessions = CounsellingSession.objects.filter(at__gte=since, at__lte=now).aggregate(
        turns=Count("pk"), people=Count("worker", distinct=True)
    )
    return Overview(
        vacancies=totals["vacancies"],
        seats=totals["seats"] or 0,
        employers=totals["employers"],
        published=Vacancy.objects.filter(published_at__gte=since, published_at__lte=now).count(),
        turns=sessions["turns"],
        people=sessions["people"],
        placements=Placement.objects.filter(started_on__gte=since.date(), started_on__lte=now.date()).count(),
        groups=_top("left(occupation_code, 2)", "occupation_code <> ''", today),
        communes=[(_commune_name(int(key)), n) for key, n in _top("unnest(commune_ids)", "true", today)],
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


def _commune_name(key: int) -> str:
    """So that the search understands it again."""
    here = places.commune(key)
    return f"{here.name}, {places.gazetteer().provinces[here.province_id]}"
