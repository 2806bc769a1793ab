"""The centre's managers: requests by their due date, and the decision on one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.accounts.access import actor_of, allow, manager
from portal.accounts.models import User
from portal.accounts.services import log_access
from workers.rights import clock, services
from workers.rights.enums import State
from workers.rights.forms import AnswerForm
from workers.rights.models import DataRequest
from workers.rights.words import EXPLAINED

PAGE = 30


@allow(manager)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Open requests, the most pressing first; or those that are closed."""
    closed = request.GET.get("xem") == "xong"
    found = DataRequest.objects.select_related("worker__office", "decided_by")
    if closed:
        found = found.exclude(state=State.OPEN).order_by(F("decided_at").desc(), "-id")
    else:
        found = found.filter(state=State.OPEN).order_by("due_on", "id")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "workers/rights/queue.html", {"page": page, "closed": closed, "today": timezone.localdate()})


@allow(manager)
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """One request with its log; answer, extend, carry out or refuse."""
    found = get_object_or_404(DataRequest.objects.select_related("worker__office"), public_id=public_id)
    user = actor_of(request).user_or_none
    assert user, "the rule manager has made sure of it"
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _act(request.POST.get("action", ""), found, form.cleaned_data["text"], user)
            messages.success(request, _("Đã ghi và báo cho người yêu cầu."))
        except services.NotPossible as refusal:
            messages.error(request, str(refusal))
        return redirect("rights:case", found.public_id)
    if request.method == "GET":
        log_access(user, found.worker.public_id, "data-request", str(EXPLAINED[found.kind].title))  # type: ignore[index]
    context = {
        "case": found,
        "words": EXPLAINED[found.kind],  # type: ignore[index]  # a plain string equals its choice
        "form": form,
        "steps": found.steps.select_related("actor").order_by("-at", "-id"),
        "extension": clock.EXTENSION_DAYS,
        "today": timezone.localdate(),
    }
    return render(request, "workers/rights/case.html", context)


def _act(action: str, found: DataRequest, text: str, user: User) -> None:
    if action == "done":
        services.decide(found, user, True, text)
    elif action == "refuse":
        services.decide(found, user, False, text)
    elif action == "extend":
        services.extend(found, user, text)
    else:
        services.reply(found, user, text)
