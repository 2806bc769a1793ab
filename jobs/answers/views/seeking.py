"""The person's side: asking the centre when no answer came, saying whether the job began."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs.answers import services
from jobs.answers.forms import StartForm
from jobs.models import Application
from jobs.services import NotPossible
from portal.accounts.access import actor_of, allow, worker
from portal.accounts.models import User


def _own(request: HttpRequest, public_id: str) -> Application:
    found = Application.objects.select_related("vacancy__employer")
    return get_object_or_404(found, public_id=public_id, worker=actor_of(request).worker_id)


@allow(worker)
@require_POST
def ask_centre(request: HttpRequest, public_id: str) -> HttpResponse:
    """The promised day has passed: the centre asks the employer."""
    one = _own(request, public_id)
    try:
        services.ask_centre(one)
        messages.success(request, _("Đã nhờ trung tâm. Cán bộ hỏi doanh nghiệp rồi báo lại anh chị ở đây."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("seeking:application", one.public_id)


@allow(worker)
@require_POST
def started(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whether the job began."""
    one = _own(request, public_id)
    placement = getattr(one, "placement", None)
    form = StartForm(request.POST)
    if placement is None or not form.is_valid():
        messages.error(request, _("Hãy chọn đã đi làm hay chưa."))
        return redirect("seeking:application", one.public_id)
    try:
        data = form.cleaned_data
        services.confirm_start(placement, data["started"], cast(User, request.user), data["note"])
        messages.success(request, _("Đã ghi. Cảm ơn anh chị."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("seeking:application", one.public_id)
