"""Keeping the draft of a turn while it is typed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs.desk.access import open_person, user_of
from jobs.desk.drafts import page_of, submission_of, values_of
from portal.accounts.access import allow, staff
from workers.drafts import services


@allow(staff)
@require_POST
def save(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep what the form holds. Answers scripts with ``saved`` (a time, "" when nothing is kept) and ``revision``, or
    409 with ``why``: "recorded" or "elsewhere"."""
    worker = open_person(request, public_id)
    submission = submission_of(request.POST)
    if submission is None:
        raise Http404
    for_script = request.headers.get("Accept") == "application/json"
    try:
        draft = services.save(user_of(request), worker, submission, values_of(request.POST), page_of(request.POST))
    except services.Recorded:
        if for_script:
            return JsonResponse({"why": "recorded"}, status=409)
        messages.info(request, _("Lượt này đã được ghi trước đó; không ghi thêm lần nữa."))
    except services.Elsewhere:
        if for_script:
            return JsonResponse({"why": "elsewhere"}, status=409)
        messages.error(request, _("Bản nháp này vừa được sửa ở trang khác nên chưa lưu. Bản ấy ở ngay dưới đây."))
    else:
        saved = f"{timezone.localtime(draft.saved_at):%H:%M}" if draft else ""
        if for_script:
            return JsonResponse({"saved": saved, "revision": draft.revision if draft else 0})
        messages.success(request, _("Đã lưu nháp %(time)s.") % {"time": saved} if saved else _("Chưa có gì để lưu."))
    return redirect("desk:person", public_id)


@allow(staff)
@require_POST
def drop(request: HttpRequest, public_id: str) -> HttpResponse:
    """Throw the draft away."""
    services.drop(user_of(request), open_person(request, public_id))
    messages.info(request, _("Đã bỏ bản nháp."))
    return redirect("desk:person", public_id)
