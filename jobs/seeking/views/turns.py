"""What the centre wrote down of the talks with me; colleagues' private notes are not read at all."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jobs.models import Referral
from jobs.seeking.views.home import own
from portal.accounts.access import allow, worker
from workers.counselling.models import CounsellingSession

PAGE = 20


@allow(worker)
@require_GET
def turns(request: HttpRequest) -> HttpResponse:
    """My turns of counselling with what was advised and agreed, newest first."""
    letters = Referral.objects.select_related("application__vacancy__employer").order_by("id")
    found = (
        CounsellingSession.objects.filter(worker=own(request))
        .defer("private_note")
        .select_related("counsellor", "office")
        .prefetch_related(Prefetch("referrals", letters))
        .order_by("-at", "-id")
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "jobs/seeking/turns.html", {"page": page, "today": timezone.localdate()})
