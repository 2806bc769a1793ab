"""The person's own what-if: change wishes, or imagine a certificate, and see what opens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jobs.matching.trying import back_to, keep_ticked, tried
from jobs.seeking.views.home import own
from portal.accounts.access import allow, worker
from workers.enums import ConsentPurpose


@allow(worker)
@require_GET
def whatif(request: HttpRequest) -> HttpResponse:
    """The page; its findings alone when it asks for itself."""
    me = own(request)
    agreed = me.consents.filter(purpose=ConsentPurpose.MATCHING, withdrawn_at=None).exists()
    is_part = bool(request.htmx)  # type: ignore[attr-defined]  # set by HtmxMiddleware
    context = {
        "worker": me,
        "may_try": agreed,
        "tried": tried(me, request.GET) if agreed else None,
        "address": reverse("seeking:whatif"),
        "keep_address": reverse("seeking:keep"),
        "for_staff": False,
        "is_part": is_part,
    }
    return render(request, "matching/_whatif_found.html" if is_part else "jobs/seeking/whatif.html", context)


@allow(worker)
@require_POST
def keep_wishes(request: HttpRequest) -> HttpResponse:
    """Save the wishes ticked."""
    trouble = keep_ticked(own(request), request.POST, _("Chưa lưu gì: hãy đánh dấu điều anh chị muốn giữ."))
    if trouble:
        messages.error(request, trouble)
        return redirect(back_to(reverse("seeking:whatif"), request.POST))
    messages.success(request, _("Đã lưu vào nguyện vọng của anh chị. Danh sách việc được làm mới ngay."))
    return redirect("seeking:matches")
