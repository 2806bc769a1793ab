"""The managers' audit of who looked at whom: figures, what is out of the ordinary, the lines, a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.accounts.access import actor_of, allow, manager
from portal.accounts.models import AccessLog
from workers.counselling.search import first, understand
from workers.looks import audit
from workers.looks.sheet import mark, workbook
from workers.rights.looks import what_of, why_of

PAGE = 40
MOST_EXPORTED = 20_000
FOUND = 6
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allow(manager)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Looks of some days, by reader, by person, by kind; each figure opens to its lines below."""
    asked = audit.Asked.of(request.GET)
    counted = audit.figures(asked)
    page = Paginator(audit.rows(asked), PAGE).get_page(request.GET.get("page"))
    people = audit.names(page)
    words = request.GET.get("tim", "").strip()[:80]
    readers = audit.readers(asked)
    context = {
        "asked": asked,
        "looks": counted["looks"],
        "people": counted["people"],
        "kinds": [
            (code, label, counted[f"kind_{code}".replace("-", "_")]) for code, (label, _rule) in audit.KINDS.items()
        ],
        "readers": readers,
        "heaps": audit.heaps(asked),
        "many": audit.MANY,
        "page": page,
        "lines": [(one, people.get(one.subject_id), what_of(one), why_of(one)) for one in page],
        "reader": readers[0].user if asked.reader and readers else None,
        "person": people.get(asked.person),
        "words": words,
        "found": first(understand(words), actor_of(request), FOUND) if words else [],
    }
    return render(request, "looks/audit.html", context)


@allow(manager)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The lines asked for as a spreadsheet."""
    asked = audit.Asked.of(request.GET)
    looks = list(audit.rows(asked)[:MOST_EXPORTED])
    answer = HttpResponse(workbook(mark(request.user), _rows(looks)), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="nhat-ky-{asked.first}-{asked.last}.xlsx"'
    return answer


def _rows(looks: list[AccessLog]) -> Iterator[list[Any]]:
    people = audit.names(looks)
    for one in looks:
        staff, worker = one.actor.staff, people.get(one.subject_id)
        yield [
            timezone.make_naive(one.at),
            str(one.actor),
            str(staff.get_role_display()),
            staff.office.name,
            worker.full_name if worker else "",
            one.subject_id,
            str(what_of(one)),
            why_of(one),
            "×" if one.is_foreign else "",
        ]
