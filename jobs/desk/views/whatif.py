"""The what-if of the counselling screen, and why somebody is not matched with a vacancy."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jobs.desk.access import open_person
from jobs.desk.nearly import lessons, nearly_of
from jobs.desk.person import may_be_tried
from jobs.desk.whynot import outside
from jobs.matching.enums import Reader
from jobs.matching.explain import explain
from jobs.matching.models import Match
from jobs.matching.trying import back_to, keep_ticked, tried
from jobs.models import Vacancy
from portal.accounts.access import allow, staff


@allow(staff)
@require_GET
def whatif(request: HttpRequest, public_id: str) -> HttpResponse:
    """What opens to the person after changes; the panel alone when the screen or the panel itself asks."""
    worker = open_person(request, public_id)
    may_try = may_be_tried(worker)
    context = {
        "worker": worker,
        "may_try": may_try,
        "tried": tried(worker, request.GET) if may_try else None,
        "address": reverse("desk:whatif", args=[public_id]),
        "keep_address": reverse("desk:keep", args=[public_id]),
        "for_staff": True,
    }
    target = request.headers.get("HX-Target", "") if request.htmx else ""  # type: ignore[attr-defined]  # HtmxMiddleware
    template = {"neu-panel": "matching/_whatif.html", "neu-doi": "matching/_whatif_found.html"}.get(target)
    return render(request, template or "desk/whatif.html", context | {"is_part": target == "neu-doi"})


@allow(staff)
@require_GET
def nearly(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the person misses by one condition alone, and what learning would open; the panel alone for the screen."""
    worker = open_person(request, public_id)
    may_try = may_be_tried(worker)
    context = {
        "worker": worker,
        "may_try": may_try,
        "nearly": nearly_of(worker) if may_try else [],
        "lessons": lessons(worker) if may_try else [],
    }
    is_part = bool(request.htmx)  # type: ignore[attr-defined]  # set by HtmxMiddleware
    return render(request, "desk/_nearly.html" if is_part else "desk/nearly.html", context)


@allow(staff)
@require_POST
def keep_wishes(request: HttpRequest, public_id: str) -> HttpResponse:
    """Save the wishes the person agreed to."""
    worker = open_person(request, public_id)
    trouble = keep_ticked(worker, request.POST, _("Chưa lưu gì: hãy đánh dấu điều người lao động đồng ý."))
    if trouble:
        messages.error(request, trouble)
        return redirect(back_to(reverse("desk:whatif", args=[public_id]), request.POST))
    messages.success(request, _("Đã lưu vào nguyện vọng của %(name)s.") % {"name": worker.full_name})
    return redirect("desk:person", public_id)


@allow(staff)
@require_GET
def why(request: HttpRequest, public_id: str, vacancy_id: str) -> HttpResponse:
    """Any vacancy beside the person: whether it is a match, and if not, each criterion that fails with both values."""
    worker = open_person(request, public_id)
    vacancy = get_object_or_404(
        Vacancy.objects.exclude(published_at=None).exclude(state="draft").with_card(), public_id=vacancy_id
    )
    if not may_be_tried(worker):
        raise Http404
    listed = Match.objects.for_worker(worker)
    context = {
        "worker": worker,
        "vacancy": vacancy,
        "explanation": explain(worker, vacancy, Reader.COUNSELLOR),
        "outside": outside(worker, vacancy),
        "rank": listed.filter(vacancy=vacancy).values_list("rank", flat=True).first(),
        "listed": listed.count(),
    }
    return render(request, "desk/why.html", context)
