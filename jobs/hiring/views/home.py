"""The employer's own page: its vacancies with their state, seats and people."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from employers.enums import Verification
from employers.models import Employer
from jobs.enums import ApplicationState, VacancyState
from jobs.hiring.candidates import REACHED
from jobs.matching.models import Match
from jobs.models import Application, Vacancy
from portal.accounts.access import actor_of, allow, employer_member
from workers.models import Worker

WAITING = (ApplicationState.SUBMITTED, ApplicationState.VIEWED)
ORDER = {
    VacancyState.RETURNED: 0,
    VacancyState.PUBLISHED: 1,
    VacancyState.SUBMITTED: 2,
    VacancyState.PAUSED: 3,
    VacancyState.DRAFT: 4,
    VacancyState.CLOSED: 5,
}
SHOWN = 200


@allow(employer_member)
def home(request: HttpRequest) -> HttpResponse:
    """What waits for an answer first, then every vacancy."""
    actor = actor_of(request)
    employers = list(Employer.objects.of(actor))
    rows = sorted(_with_people(actor.employer_ids), key=lambda one: ORDER[VacancyState(one.state)])
    waiting = [one for one in rows if one.waiting]
    return render(
        request,
        "jobs/hiring/home.html",
        {
            "employers": employers,
            "pending": [one for one in employers if one.verification == Verification.PENDING],
            "suspended": [one for one in employers if one.verification == Verification.SUSPENDED],
            "vacancies": [one for one in rows if one.state != VacancyState.CLOSED],
            "closed": [one for one in rows if one.state == VacancyState.CLOSED],
            "waiting": waiting,
            "waiting_people": sum(one.waiting for one in waiting),
            "today": timezone.localdate(),
        },
    )


def _with_people(employer_ids: list[int]) -> list[Any]:
    """Vacancies with ``applied``, ``waiting`` (for an answer) and ``matched`` people, newest first; one query."""
    matches = (
        Match.objects.published()
        .filter(side=1, vacancy=OuterRef("pk"), worker__in=Worker.objects.exclude(visibility="hidden"))
        .order_by()
        .values("vacancy")
        .annotate(n=Count("pk"))
        .values("n")
    )
    applied = Application.objects.filter(vacancy=OuterRef("pk"), state__in=REACHED).order_by().values("vacancy")
    counts = applied.annotate(n=Count("pk"), late=Count("pk", filter=Q(state__in=WAITING)))
    return list(
        Vacancy.objects.filter(employer__in=employer_ids)
        .annotate(
            applied=Coalesce(Subquery(counts.values("n"), output_field=IntegerField()), 0),
            waiting=Coalesce(Subquery(counts.values("late"), output_field=IntegerField()), 0),
            matched=Coalesce(Subquery(matches, output_field=IntegerField()), 0),
        )
        .select_related("employer")
        .defer("description", "requirements", "benefits_text")
        .order_by("-created_at", "-id")[:SHOWN]
    )
