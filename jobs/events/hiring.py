"""Who hires at an event: the invited employers with what they have open today."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, Sum

from employers.models import Employer
from jobs.models import Vacancy, VacancyIndex
from jobs.views.search import in_order
from workers.outreach.models import OutreachEvent

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Hiring:
    employer: Employer
    vacancies: int
    seats: int


def hiring_at(event: OutreachEvent, day: date) -> tuple[list[Hiring], list[Vacancy]]:
    """Every invited employer whose page is public, those with most seats open on ``day`` first, and the newest of
    their open vacancies, ready for cards."""
    invited = list(event.employers.public().order_by("name", "pk"))
    live = VacancyIndex.objects.filter(
        Q(deadline=None) | Q(deadline__gte=day), employer_id__in=[employer.pk for employer in invited], is_open=True
    )
    counted = (
        live.order_by()
        .values("employer_id")
        .annotate(n=Count("pk"), seats=Sum(F("vacancy__headcount") - F("vacancy__filled")))
    )
    found = {row["employer_id"]: (row["n"], row["seats"]) for row in counted}
    rows = [Hiring(employer, *found.get(employer.pk, (0, 0))) for employer in invited]
    rows.sort(key=lambda row: (-row.seats, row.employer.name))
    newest = live.order_by("-published_at", "-vacancy_id").values_list("vacancy_id", flat=True)[:SHOWN]
    return rows, in_order(list(newest))
