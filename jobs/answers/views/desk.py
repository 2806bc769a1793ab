"""The centre's side: people who ask it to find out why no answer comes."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs.answers import services
from jobs.answers.forms import HelpForm
from jobs.answers.models import HelpRequest
from jobs.services import NotPossible
from portal.accounts.access import allow, staff
from portal.accounts.models import User

PAGE = 20


@allow(staff)
def requests(request: HttpRequest) -> HttpResponse:
    """Open requests, the longest waiting first."""
    rows = (
        HelpRequest.objects.filter(handled_at=None)
        .select_related("application__worker", "application__vacancy__employer")
        .defer("application__vacancy__description", "application__vacancy__requirements")
        .order_by("asked_at", "id")
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": HelpForm(auto_id=False), "today": timezone.localdate()}
    return render(request, "jobs/answers/requests.html", context)


@allow(staff)
@require_POST
def handle(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down what the employer said; the person reads it."""
    one = get_object_or_404(HelpRequest.objects.select_related("application__worker"), public_id=public_id)
    form = HelpForm(request.POST)
    try:
        services.handle_help(one, cast(User, request.user), form.cleaned_data["answer"] if form.is_valid() else "")
        messages.success(request, _("Đã báo %(name)s.") % {"name": one.application.worker.full_name})
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("answers:requests")
