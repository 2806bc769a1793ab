"""Sending a paper with an application, opening it, letting the employer keep it or not."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs.attachments import services
from jobs.attachments.models import Attachment
from jobs.enums import APPLICATION_LIVE
from jobs.models import Application
from jobs.permissions import may_act
from jobs.services import NotPossible
from portal.accounts.access import actor_of, allow, employer_member, staff, worker
from portal.accounts.models import User
from portal.accounts.services import log_access
from portal.documents import uploads
from workers.looks.asking import opened


@allow(worker, employer_member, staff)
def download(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The person's own; the employer's while it may read the application. Whoever else opens it is logged."""
    loaded = Attachment.objects.select_related("upload", "application__vacancy__employer", "application__worker")
    one = get_object_or_404(loaded, public_id=public_id)
    actor, application = actor_of(request), one.application
    if application.worker_id == actor.worker_id:
        return uploads.attachment(one.upload)
    if not (may_act(actor, application.vacancy) and services.employer_reads(application)):
        raise Http404
    if actor.is_counsellor:
        opened(request, application.worker)
    reason = f"{application.vacancy.employer}: {one.title}"[:255]
    log_access(cast(User, request.user), application.worker.public_id, "application-paper", reason)
    return uploads.attachment(one.upload)


def _own(request: HttpRequest, public_id: str) -> Application:
    return get_object_or_404(Application, public_id=public_id, worker=actor_of(request).worker_id)


@allow(worker)
@require_POST
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """One more paper while the application is under way."""
    one = _own(request, public_id)
    picked = set(request.POST.getlist("papers"))
    chosen = [paper for paper in services.papers_of(one.worker) if paper.public_id in picked] if picked else []
    file = request.FILES.get("file")
    try:
        if one.state not in APPLICATION_LIVE:
            raise NotPossible(_("Hồ sơ đã có kết quả nên không kèm thêm giấy tờ."))
        if not chosen and not file:
            raise NotPossible(_("Hãy chọn tệp hoặc giấy tờ đã lưu."))
        services.attach(one, chosen, file, cast(User, request.user))
        messages.success(request, _("Đã kèm giấy tờ vào hồ sơ."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    return redirect("seeking:application", one.public_id)


@allow(worker)
@require_POST
def keep(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whether the employer may keep the application when it says no."""
    one = _own(request, public_id)
    services.agree_to_keep(one, "agreed" in request.POST, cast(User, request.user))
    messages.success(request, _("Đã ghi lựa chọn của anh chị."))
    return redirect("seeking:application", one.public_id)
