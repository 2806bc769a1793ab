"""An employer's public page: who they are, and what they are hiring for."""

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from employers.merging.services import survivor_of
from employers.models import Employer
from jobs.models import Vacancy
from jobs.world import pictures
from portal.accounts.access import allow, anyone

PAGE = 20


@allow(anyone)
@require_safe
def employer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open to everybody unless the employer waits for verification or is suspended; one registered twice and merged
    leads on for good to the one that stayed."""
    survivor = survivor_of(public_id)
    if survivor:
        return redirect("jobs:employer", survivor.public_id, permanent=True)
    shown = get_object_or_404(
        Employer.objects.public().select_related("industry", "commune", "commune__province", "park"),
        public_id=public_id,
    )
    open_now = Vacancy.objects.filter(
        Q(search_index__deadline=None) | Q(search_index__deadline__gte=timezone.localdate()),
        search_index__employer_id=shown.pk,
        search_index__is_open=True,
    )
    page = Paginator(open_now.with_card().order_by("-published_at", "-id"), PAGE).get_page(request.GET.get("page"))
    seats = open_now.order_by().aggregate(all=Sum("headcount"), filled=Sum("filled"))
    context = {
        "employer": shown,
        "page": page,
        "seats": (seats["all"] or 0) - (seats["filled"] or 0),
        "picture": pictures.address_of(
            "world:employer_picture", shown.public_id, pictures.of_employer(shown, page.paginator.count)
        ),
        "share_about": shown.product or (shown.industry.label if shown.industry else settings.CENTRE_NAME),
    }
    return render(request, "jobs/employer.html", context)
