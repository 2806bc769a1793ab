"""Whether everybody gets something from the lists, and the next step for those who do not."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jobs.matching import fairness
from jobs.matching.models import MatchRun
from portal.accounts.access import actor_of, allow, staff

PAGE = 25


def _tabs(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    labels = {
        "fairness": _("Theo nhóm"),
        "people_without": _("Người chưa có việc hợp"),
        "unshown": _("Tin chưa hiện cho ai"),
        "employers_without": _("Doanh nghiệp chưa có người hợp"),
    }
    return [
        {"label": label, "url": reverse(f"matching:{name}"), "count": None, "current": name == current}
        for name, label in labels.items()
    ]


@allow(staff)
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Impact ratios by sex, age, disability and area, and how many are left out."""
    run = MatchRun.objects.published().first()
    people = fairness.people_without(actor_of(request))
    context = {
        "run": run,
        "kinds": fairness.impact(run) if run else [],
        "small": fairness.SMALL,
        "people": people.count(),
        "long": fairness.long_without(people, timezone.localdate()).count(),
        "vacancies": fairness.unshown().count(),
        "employers": fairness.employers_without().count(),
        "tabs": _tabs(request, "fairness"),
    }
    return render(request, "matching/fairness.html", context)


@allow(staff)
@require_safe
def people_without(request: HttpRequest) -> HttpResponse:
    """People whose list is empty, longest first, each with the way to their page."""
    today = timezone.localdate()
    rows = fairness.people_without(actor_of(request))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, (today - row.since).days, today - row.since >= fairness.LONG) for row in page.object_list],
        "long": fairness.long_without(rows, today).count(),
        "run": MatchRun.objects.published().first(),
        "tabs": _tabs(request, "people_without"),
    }
    return render(request, "matching/people_without.html", context)


@allow(staff)
@require_safe
def unshown(request: HttpRequest) -> HttpResponse:
    """Vacancies in nobody's list, and what most people lack for them."""
    page = Paginator(fairness.unshown(), PAGE).get_page(request.GET.get("page"))
    run = MatchRun.objects.published().first()
    context = {
        "page": page,
        "rows": [(vacancy, fairness.why_unshown(vacancy, run)) for vacancy in page.object_list],
        "run": run,
        "tabs": _tabs(request, "unshown"),
    }
    return render(request, "matching/unshown.html", context)


@allow(staff)
@require_safe
def employers_without(request: HttpRequest) -> HttpResponse:
    """Employers none of whose open vacancies has a candidate."""
    page = Paginator(fairness.employers_without(), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "run": MatchRun.objects.published().first(), "tabs": _tabs(request, "employers_without")}
    return render(request, "matching/employers_without.html", context)
