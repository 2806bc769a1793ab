"""My data: consents with their proof, who employers see, who looked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import actor_of, allow, worker
from portal.accounts.models import AccessLog
from workers.consent_texts import WORDINGS
from workers.enums import ConsentChannel, ConsentPurpose, Visibility
from workers.forms.consents import ConsentForm, VisibilityForm
from workers.rights import looks
from workers.services import consents
from workers.services.profile import set_visibility
from workers.views.profile import own
from workers.views.registration import own_address

LOOKS_SHOWN = 5


@allow(worker)
def data(request: HttpRequest) -> HttpResponse:
    """Every purpose with its wording and its history, the visibility, and the latest looks at one's data."""
    me = own(request)
    history = list(me.consents.select_related("recorded_by").order_by("-given_at", "-id"))
    purposes = [
        {
            "code": purpose.value,
            "wording": WORDINGS[purpose],
            "standing": next((c for c in history if c.purpose == purpose and c.withdrawn_at is None), None),
            "past": [c for c in history if c.purpose == purpose and c.withdrawn_at],
        }
        for purpose in ConsentPurpose
    ]
    log = AccessLog.objects.filter(subject_id=me.public_id).order_by("-at", "-id")
    found = looks.read(log[:LOOKS_SHOWN])
    shares = any(one["code"] == ConsentPurpose.SHARE and one["standing"] for one in purposes)
    return render(
        request,
        "workers/data.html",
        {
            "worker": me,
            "purposes": purposes,
            "visibility": VisibilityForm(initial={"visibility": me.visibility}),
            "visibility_hints": {
                Visibility.HIDDEN.value: _("Chỉ nơi anh chị tự nộp hồ sơ mới thấy."),
                Visibility.ANONYMOUS.value: _("Thấy nghề, trình độ, kinh nghiệm; không thấy tên và cách liên hệ."),
                Visibility.OPEN.value: _("Thấy cả tên và cách liên hệ, để mời anh chị đi phỏng vấn."),
            },
            "shares": shares,
            "looks": found,
            "blocked": me.blocked.count(),
        },
    )


@allow(worker)
@require_POST
def change_consent(request: HttpRequest) -> HttpResponse:
    """Give or withdraw the consent to one purpose."""
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return redirect("workers:data")
    purpose: ConsentPurpose = form.cleaned_data["purpose"]
    if form.cleaned_data["agreed"]:
        proof = consents.Proof(ConsentChannel.WEB, actor_of(request).user_or_none)
        consents.give(own(request), purpose, proof)
        messages.success(request, _("Đã ghi nhận: anh chị đồng ý “%(what)s”.") % {"what": WORDINGS[purpose].title})
    else:
        consents.withdraw(own(request), purpose)
        messages.success(request, _("Đã rút lại sự đồng ý “%(what)s”.") % {"what": WORDINGS[purpose].title})
    return redirect(own_address(request, "workers:data"))


@allow(worker)
@require_POST
def change_visibility(request: HttpRequest) -> HttpResponse:
    """How employers see the profile; showing everything asks for the consent to share first."""
    form = VisibilityForm(request.POST)
    if not form.is_valid():
        return redirect("workers:data")
    me, wanted = own(request), form.cleaned_data["visibility"]
    if wanted == Visibility.OPEN and ConsentPurpose.SHARE not in consents.standing(me):
        messages.warning(
            request,
            _("Để hiện đầy đủ, hãy đồng ý trước ở mục “%(what)s”.") % {"what": WORDINGS[ConsentPurpose.SHARE].title},
        )
        return redirect("workers:data")
    set_visibility(me, wanted)
    messages.success(request, _("Đã lưu cách hiện hồ sơ."))
    return redirect("workers:data")
