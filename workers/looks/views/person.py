"""At the desk, for people without an account: who looked at their data, and the whole copy, to be printed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.access import actor_of, allow, staff
from portal.accounts.models import AccessLog
from portal.accounts.services import log_access
from workers.looks.asking import opened
from workers.looks.enums import Action, Sensitive, ShowWhy
from workers.looks.scope import opened_once
from workers.looks.services import log_sensitive
from workers.looks.tasks import KEPT_YEARS
from workers.models import Worker
from workers.rights import gathering, looks

MOST = 500


def _person(request: HttpRequest, public_id: str) -> Worker:
    rows = Worker.objects.select_related("commune", "office", "user")
    return opened(request, get_object_or_404(rows, public_id=public_id))


@allow(staff)
@require_safe
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the person reads on their own page; that it was handed out is a line itself."""
    worker, actor = _person(request, public_id), actor_of(request)
    user = actor.user_or_none
    assert user, "the rule staff has made sure of it"
    log_access(user, public_id, Action.PRINTED, once=opened_once(actor, public_id, Action.PRINTED))
    log = AccessLog.objects.filter(subject_id=public_id).order_by("-at", "-id")
    context = {"worker": worker, "days": looks.by_day(looks.read(log[:MOST])), "years": KEPT_YEARS}
    return render(request, "looks/person.html", context)


@allow(staff)
@require_POST
@never_cache
def copy(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything held about the person, to be printed for them: a look at all sensitive fields, at their request."""
    worker, user = _person(request, public_id), actor_of(request).user_or_none
    assert user, "the rule staff has made sure of it"
    log_sensitive(user, worker, list(Sensitive), ShowWhy.ASKED, sent=f"copy-{timezone.localdate():%Y%m%d}")
    sections = [section for part in gathering.PARTS for section in part(worker)]
    context = {
        "worker": worker,
        "sections": sections,
        "papers": gathering.uploads_of(worker),
        "at": timezone.now(),
        "language": "vi",
    }
    return render(request, "looks/copy.html", context)
