"""Employers I do not want to be shown to."""

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.access import allow, worker
from portal.codes.text import nfc
from workers.services.blocking import block, unblock
from workers.views.profile import own

FOUND = 10


def _employers() -> Any:
    """The other room of this floor, by its model's name."""
    return apps.get_model("employers", "Employer")._default_manager


@allow(worker)
@require_safe
def blocked(request: HttpRequest) -> HttpResponse:
    """Those I block, and a search for more."""
    mine = list(own(request).blocked.select_related("employer").order_by("employer__name", "id"))
    q = nfc(request.GET.get("q", ""))[:80]
    found = []
    if len(q) >= 2:
        every = Q()
        for word in q.split():
            every &= Q(name__unaccent__icontains=word)
        found = list(_employers().filter(every | Q(tax_code__startswith=q)).order_by("name", "id")[:FOUND])
    keys = {one.employer_id for one in mine}
    return render(request, "workers/blocked.html", {"blocked": mine, "q": q, "found": found, "blocked_keys": keys})


@allow(worker)
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    employer = get_object_or_404(_employers(), public_id=request.POST.get("employer", ""))
    block(own(request), employer.pk)
    messages.success(request, _("Đã chặn %(name)s.") % {"name": employer.name})
    return redirect("workers:blocked")


@allow(worker)
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    employer = get_object_or_404(_employers(), public_id=request.POST.get("employer", ""))
    unblock(own(request), employer.pk)
    messages.success(request, _("Đã bỏ chặn %(name)s.") % {"name": employer.name})
    return redirect("workers:blocked")
