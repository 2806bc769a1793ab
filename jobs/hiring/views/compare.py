"""Two to four people of one vacancy side by side, each as far as its employer may see them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jobs.hiring.candidates import KEPT, REACHED, Candidate, of_applications
from jobs.hiring.views.candidate import answering
from jobs.models import Application
from portal.accounts.access import allow, employer_member, staff

FEWEST, MOST = 2, 4


@allow(employer_member, staff)
def compare(request: HttpRequest, public_id: str) -> HttpResponse:
    """``?nguoi=`` names applicants; one row for each thing the vacancy asks."""
    vacancy = answering(request, public_id)
    named = list(dict.fromkeys(request.GET.getlist("nguoi")))[:MOST]
    found = Application.objects.filter(vacancy=vacancy, state__in=REACHED, worker__public_id__in=named)
    latest: dict[int, Application] = {}
    for one in found.annotate(kept=KEPT).select_related("worker").order_by("created_at", "id"):
        latest[one.worker_id] = one
    people = of_applications(vacancy, list(latest.values()))
    if len(people) < FEWEST:
        messages.error(request, _("Hãy chọn từ hai đến bốn người để so."))
        return redirect("hiring:vacancy", vacancy.public_id)
    return render(request, "jobs/hiring/compare.html", {"vacancy": vacancy, "people": people, "rows": _rows(people)})


def _rows(people: list[Candidate]) -> list[dict[str, object]]:
    """One for each fact any of them has: its label, what the vacancy asks, and each person's fact or ``None``."""
    told = [{fact.code: fact for fact in one.explanation.facts} if one.explanation else {} for one in people]
    codes = list(dict.fromkeys(code for facts in told for code in facts))
    rows: list[dict[str, object]] = []
    for code in codes:
        facts = [one.get(code) for one in told]
        first = next(fact for fact in facts if fact)
        rows.append({"label": first.label, "asked": first.theirs, "facts": list(zip(people, facts, strict=True))})
    return rows
