"""The first page: search, then what is newest, where and in which occupations, what the centre does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobs.search import Criteria
from jobs.search.facets import group_names
from jobs.search.overview import overview
from jobs.search.run import newest
from jobs.views.search import in_order
from portal.accounts.access import allow, anyone
from workers.outreach.models import OutreachEvent

NEWEST = 6
EVENTS = 3


@allow(anyone)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """For everybody, without signing in."""
    now = timezone.now()
    whole = overview(now)
    names = group_names()
    context = {
        "asked": Criteria(),
        "kept": [],
        "overview": whole,
        "newest": in_order(newest(NEWEST, timezone.localdate())),
        "groups": [(names.get(code, code), Criteria(groups=(code,)).address(), n) for code, n in whole.groups],
        "places": [(name.rpartition(", ")[0], Criteria(where=name).address(), n) for name, n in whole.communes],
        "events": OutreachEvent.objects.filter(is_public=True, ends_at__gte=now)
        .select_related("commune")
        .order_by("starts_at", "id")[:EVENTS],
    }
    return render(request, "jobs/home.html", context)
