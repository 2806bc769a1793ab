"""How matching works, for everyone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs.matching import criteria, news, points
from jobs.matching.models import MatchPolicy, MatchRun
from jobs.matching.points import Half
from portal.accounts.access import allow, anyone


@allow(anyone)
@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    """The declared rules in words, with the weights in force."""
    run = MatchRun.objects.published().select_related("policy").first()
    policy = run.policy if run else MatchPolicy.current()
    weights = policy.weights()
    terms = [{"term": term, "weight": weights[term.code], "is_fit": term.half is Half.FIT} for term in points.TERMS]
    context = {
        "criteria": criteria.CRITERIA,
        "terms": terms,
        "policy": policy,
        "run": run,
        "good": news.GOOD_POINTS,
        "first": news.FIRST_JOBS,
    }
    return render(request, "matching/how.html", context)
