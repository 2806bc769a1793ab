"""The employer's own page: its vacancies with their state, seats and people."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from employers.enums import Verification
from employers.models import Employer
from employers.verification.models import Handover
from jobs.enums import ApplicationState, VacancyState
from jobs.hiring.candidates import REACHED
from jobs.hiring.own import frame
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
PEOPLE = 5
"""Applicants named on the page; the others are a click away."""


@allow(employer_member)
def home(request: HttpRequest) -> HttpResponse:
    """What waits for an answer first, then every vacancy; of all one's employers, or of the one in the address."""
    actor = actor_of(request)
    employers = list(Employer.objects.of(actor).order_by("name", "id"))
    chosen = next((one for one in employers if one.public_id == request.GET.get("dn")), None)
    if chosen is None and len(employers) == 1:
        chosen = employers[0]
    shown = [chosen] if chosen else employers
    context: dict[str, Any] = {"employers": employers, "employer": chosen, "on_behalf": False}
    if chosen:
        context |= frame(request, chosen, "home")
    return render(request, "jobs/hiring/home.html", context | listed([one.pk for one in shown]) | _states(shown))


def _states(shown: list[Employer]) -> dict[str, Any]:
    """Employers whose pages are not open to everybody, with what is to be done about it."""
    pending = [one for one in shown if one.verification == Verification.PENDING]
    last: dict[int, Handover] = {}
    for row in Handover.objects.filter(employer__in=pending).order_by("at", "id"):
        last[row.employer_id] = row
    return {
        "pending": [
            {
                "employer": one,
                "state": "new" if one.pk not in last else last[one.pk].outcome or "waiting",
                "since": last[one.pk].at if one.pk in last else one.created_at,
            }
            for one in pending
        ],
        "suspended": [one for one in shown if one.verification == Verification.SUSPENDED],
    }


def listed(employer_ids: list[int]) -> dict[str, Any]:
    """The vacancies of some employers by what they ask for, and who waits for an answer."""
    rows = sorted(_with_people(employer_ids), key=lambda one: ORDER[VacancyState(one.state)])
    waiting = [one for one in rows if one.waiting]
    people = list(_waiting_people(employer_ids)) if waiting else []
    today = timezone.localdate()
    return {
        "pending": [],
        "suspended": [],
        "vacancies": [one for one in rows if one.state != VacancyState.CLOSED],
        "closed": [one for one in rows if one.state == VacancyState.CLOSED],
        "waiting": waiting,
        "waiting_people": sum(one.waiting for one in waiting),
        "people": people,
        "late": sum(bool(one.reply_by and one.reply_by < today) for one in people),
        "today": today,
    }


def _waiting_people(employer_ids: list[int]) -> Any:
    """The applications without an answer whose promised day comes first; only of employers the centre has verified,
    whose members may read them."""
    return (
        Application.objects.filter(
            vacancy__employer__in=employer_ids,
            vacancy__employer__verification=Verification.VERIFIED,
            state__in=WAITING,
        )
        .select_related("worker", "vacancy")
        .only(
            "state",
            "reply_by",
            "created_at",
            "worker__public_id",
            "worker__full_name",
            "vacancy__public_id",
            "vacancy__title",
        )
        .order_by("reply_by", "created_at", "id")[:PEOPLE]
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
