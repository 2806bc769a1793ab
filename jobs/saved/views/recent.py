"""Vacancies I looked at lately, and forgetting them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jobs.saved import recent
from jobs.saved.lists import shown
from jobs.saved.permissions import job_seeker
from jobs.seeking.views.home import own
from portal.accounts.access import actor_of, allow


@allow(job_seeker)
@require_safe
def seen(request: HttpRequest) -> HttpResponse:
    """Newest first; visitors see what their own browser remembers."""
    me = own(request) if actor_of(request).worker_id else None
    rows = shown(me, [(key, "") for key in recent.keys(request)], timezone.localdate())
    return render(request, "jobs/saved/recent.html", {"rows": rows, "kept": recent.KEPT})


@allow(job_seeker)
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    response = redirect("saved:recent")
    recent.forget(request, response)
    messages.success(request, _("Đã xóa danh sách việc đã xem."))
    return response
