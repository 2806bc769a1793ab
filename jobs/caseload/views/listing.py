"""Mine, the office's, and those nobody answers for."""

from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from jobs.caseload.enums import CHOSEN_ENDS, Care
from jobs.caseload.models import Case, Handover
from jobs.caseload.reading import QUIET_DAYS, Rules, nobodys, people_with_rows, totals, tries, with_rows
from jobs.caseload.rows import rows_of_cases, rows_of_people
from jobs.caseload.services import UNDO_FOR
from jobs.caseload.views.common import MINE, NOBODY, OFFICE, days_shown, office_shown, receivers, tabs
from jobs.desk.access import user_of
from portal.accounts.access import actor_of, allow, staff
from portal.accounts.models import Office, User
from portal.codes.text import fold_words
from workers.models import Worker

PAGE = 25
MOST_UNDONE = 3
_SORTS: dict[str, list[Any]] = {
    "contact": [F("contact_at").asc(), F("id").asc()],
    "-contact": [F("contact_at").desc(), F("id").desc()],
    "name": [F("worker__folded_name"), F("worker__full_name"), F("id")],
    "-name": [F("worker__folded_name").desc(), F("worker__full_name").desc(), F("id")],
    "next": [F("next_on").asc(nulls_last=True), F("contact_at"), F("id")],
    "-next": [F("next_on").desc(nulls_last=True), F("contact_at"), F("id")],
    "since": [F("since").asc(), F("id")],
    "-since": [F("since").desc(), F("id")],
}


@allow(staff)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Those longest without contact first; each list with how many want which care."""
    office, offices = office_shown(request)
    user, today = user_of(request), timezone.localdate()
    is_own = office.pk == actor_of(request).office_id
    whose = request.GET.get("cua", "")
    whose = whose if whose in {OFFICE, NOBODY} else MINE if is_own else OFFICE
    query = fold_words(request.GET.get("q", ""))[:80]
    rules = Rules(today, days_shown(request), {} if whose == NOBODY else tries(office.pk, today))
    context: dict[str, Any] = {
        "office": office,
        "offices": offices,
        "whose": whose,
        "is_own": is_own,
        "days": rules.days,
        "all_days": QUIET_DAYS,
        "query": request.GET.get("q", "").strip()[:80],
        "receivers": receivers(request, office),
        "endings": CHOSEN_ENDS,
        "handovers": _lately(user),
        "ticked": request.GET.get("chon", "").split(",")[:PAGE],
        "care": "",
        "cares": [],
        "of": None,
        "today": today,
    }
    if whose == NOBODY:
        context |= _nobodys(request, office, query, rules)
    else:
        context |= _cases(request, office, user, query, rules, whose)
    nobody = context["page"].paginator.count if whose == NOBODY and not query else None
    context["tabs"] = tabs(request, office, whose, totals(office.pk, user.pk), nobody)
    return render(request, "caseload/list.html", context)


def _cases(request: HttpRequest, office: Office, user: User, query: str, rules: Rules, whose: str) -> dict[str, Any]:
    cases = Case.objects.open().of_office(office.pk)
    of = None
    if whose == MINE:
        cases = cases.filter(counsellor=user)
    elif request.GET.get("ai"):
        asked = slugify(request.GET["ai"])[:12]
        of = User.objects.filter(public_id=asked, staff__isnull=False).first()
        cases = cases.filter(counsellor=of)
    counts = rules.counts(cases)
    care = next((one for one in Care if one.value == request.GET.get("loc", "")), None)
    shown = cases.filter(rules.of(care)) if care else cases
    shown = shown.filter(_named(query, "worker__folded_name"))
    order = _SORTS.get(request.GET.get("sort", ""), _SORTS["contact"])
    pages = Paginator(shown.order_by(*order).values_list("pk", flat=True), PAGE)
    if not query:
        # Counted already, with the others.
        pages.count = counts[care.value if care else "all"]
    page = pages.get_page(request.GET.get("page"))
    # First which, then what their rows show: sorting thousands of whole rows takes ten times as long.
    keys = list(page.object_list)
    by_key = with_rows(Case.objects.all()).in_bulk(keys)
    return {
        "page": page,
        "rows": rows_of_cases([by_key[key] for key in keys if key in by_key], rules),
        "care": care.value if care else "",
        "cares": [(one, counts[one.value]) for one in Care],
        "all_count": counts["all"],
        "of": of,
    }


def _nobodys(request: HttpRequest, office: Office, query: str, rules: Rules) -> dict[str, Any]:
    # The keys of all of them cost what counting costs, and are counted and cut into pages here.
    people = list(nobodys(office.pk).filter(_named(query, "folded_name")).values_list("pk", flat=True))
    page = Paginator(people, PAGE).get_page(request.GET.get("page"))
    by_key = people_with_rows(Worker.objects.all()).in_bulk(page.object_list)
    return {"page": page, "rows": rows_of_people([by_key[key] for key in page.object_list if key in by_key], rules)}


def _named(query: str, field: str) -> Q:
    named = Q()
    for word in query.split():
        named &= Q(**{f"{field}__contains": word})
    return named


def _lately(user: User) -> list[Handover]:
    """What I gave away or took and may still undo, the latest first: ``left`` – cases as they were made, ``names``."""
    still = Q(cases__until=None, cases__contact_at__lte=F("at"))
    mine = Handover.objects.filter(by=user, undone_at=None, at__gte=timezone.now() - UNDO_FOR)
    counted = mine.annotate(
        left=Count("cases", filter=still), names=ArrayAgg("cases__counsellor__full_name", distinct=True)
    )
    return list(counted.filter(left__gt=0).order_by("-at", "-id")[:MOST_UNDONE])
