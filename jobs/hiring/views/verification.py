"""The centre's look at employers: the queue, one employer with all facts, and the manager's decision."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, Window
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from employers.enums import MemberRole, Verification
from employers.models import Employer
from employers.permissions import may_decide
from employers.services import Refused
from employers.tax_code import is_valid
from employers.verification import claims, facts, likeness, log, services
from employers.verification.enums import ClaimState, Happening
from employers.verification.forms import ClaimAnswerForm, ReasonForm, ReturnForm
from employers.verification.models import Claim, Handover
from jobs.enums import VacancyState
from jobs.hiring.own import user_of
from jobs.models import Vacancy
from portal.accounts.access import actor_of, allow, manager, staff
from portal.documents import uploads

PAGE = 20
QUEUES = ("gui", "chua-gui", "tra-lai", "yeu-cau")


@allow(staff)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Registrations handed in, longest waiting first; those not handed in yet; those sent back; requests of people."""
    shown = request.GET.get("ai", "gui")
    if shown not in QUEUES:
        shown = "gui"
    sent_back = Exists(Handover.objects.filter(employer=OuterRef("pk"), outcome="returned"))
    open_one = Exists(Handover.objects.filter(employer=OuterRef("pk"), outcome=""))
    pending = Employer.objects.filter(~open_one, verification=Verification.PENDING).select_related("commune")
    pending = pending.order_by("created_at", "id")
    rows: dict[str, Any] = {
        "gui": facts.waiting(),
        "chua-gui": pending.filter(~sent_back),
        "tra-lai": pending.filter(sent_back),
        "yeu-cau": Claim.objects.filter(state=ClaimState.OPEN).select_related("employer", "user").order_by("at", "id"),
    }
    labels = {
        "gui": _("Chờ xác minh"),
        "chua-gui": _("Chưa gửi đủ"),
        "tra-lai": _("Đã trả lại"),
        "yeu-cau": _("Xin được quản lý"),
    }
    tabs = [
        {"label": labels[key], "url": f"?ai={key}", "count": rows[key].count(), "current": key == shown}
        for key in QUEUES
    ]
    page = Paginator(rows[shown], PAGE).get_page(request.GET.get("page"))
    context = {"tabs": tabs, "shown": shown, "page": page, "hours": facts.usual_hours()}
    return render(request, "employers/queue.html", context)


@allow(staff)
@require_safe
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything about one employer that the decision needs."""
    return _case(request, _employer(public_id), ReturnForm(prefix="r"), ReasonForm(prefix="s"))


def _employer(public_id: str) -> Any:
    """With ``seen``, the mark of what the page shows."""
    found = Employer.objects.select_related("industry", "commune__province", "park", "registration__agreed_by")
    return get_object_or_404(log.with_mark(found), public_id=public_id)


def _case(request: HttpRequest, one: Any, back: ReturnForm, stop: ReasonForm, status: int = 200) -> HttpResponse:
    kept = list(one.papers.select_related("upload"))
    handover = facts.last_handover(one)
    adverts = _adverts(one)
    context = {
        "employer": one,
        "papers": kept,
        "missing": facts.missing(one, kept),
        "registration": facts.registration_of(one),
        "handover": handover,
        "tax_code_fits": bool(one.tax_code and is_valid(one.tax_code)),
        "members": list(one.members.filter(is_active=True).select_related("user").order_by("joined_at", "id")),
        "alike": likeness.like(one.name, one.tax_code, phone=one.phone, leave_out=one.pk),
        "counts": adverts[0] if adverts else None,
        "adverts": [advert for advert in adverts if advert.state == VacancyState.PUBLISHED],
        "history": log.history(one, with_looks=True),
        "mark": one.seen,
        "may_decide": may_decide(actor_of(request)),
        "back": back,
        "stop": stop,
    }
    return render(request, "employers/case.html", context, status=status)


def _adverts(one: Employer) -> list[Any]:
    """The newest published ones, then one that waits; each with ``published``, ``collected`` and ``waiting`` of all."""
    counts = {
        "published": Q(state=VacancyState.PUBLISHED),
        "collected": Q(state=VacancyState.PUBLISHED, created_by=None),
        "waiting": Q(state=VacancyState.SUBMITTED),
    }
    shown = Vacancy.objects.filter(employer=one, state__in=[VacancyState.PUBLISHED, VacancyState.SUBMITTED])
    shown = shown.annotate(**{name: Window(Count("pk", filter=which)) for name, which in counts.items()})
    # "published" comes before "submitted".
    return list(shown.order_by("state", "-published_at", "-id")[:5])


@allow(manager)
@require_POST
def verify(request: HttpRequest, public_id: str) -> HttpResponse:
    """Managers confirm an employer, send it back, suspend it, or end a suspension."""
    one = _employer(public_id)
    action = request.POST.get("action", "verify")
    back = ReturnForm(request.POST if action == "return" else None, prefix="r")
    stop = ReasonForm(request.POST if action in {"suspend", "reinstate"} else None, prefix="s")
    for form in (back, stop):
        if form.is_bound and not form.is_valid():
            return _case(request, one, back, stop, status=422)
    seen, user = request.POST.get("mark", "") or one.seen, user_of(request)
    try:
        if action == "return":
            services.send_back(one, user, seen, back.cleaned_data["codes"], back.cleaned_data["words"])
            said = _("Đã trả lại hồ sơ %(name)s để bổ sung.")
        elif action == "suspend":
            services.suspend(one, user, seen, stop.cleaned_data["reason"])
            said = _("Đã tạm ngừng %(name)s: tin không còn hiện, người đang trong quá trình tuyển được báo.")
        elif action == "reinstate":
            services.reinstate(one, user, seen, stop.cleaned_data["reason"])
            said = _("%(name)s hoạt động trở lại.")
        elif action == "verify":
            services.verify(one, user, seen)
            said = _("Đã xác minh %(name)s.")
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("hiring:case", public_id)
    messages.success(request, said % {"name": one.name})
    return redirect("hiring:case" if action in {"suspend", "reinstate"} else "hiring:queue", *(
        [public_id] if action in {"suspend", "reinstate"} else []
    ))  # fmt: skip


@allow(staff)
@require_safe
def claim_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who asks to speak for which employer, with whom it has already."""
    one = get_object_or_404(
        Claim.objects.select_related("employer", "user", "letter", "decided_by"), public_id=public_id
    )
    members = one.employer.members.filter(is_active=True).select_related("user").order_by("joined_at", "id")
    context = {
        "claim": one,
        "members": list(members),
        "may_decide": may_decide(actor_of(request)),
        "form": ClaimAnswerForm(),
    }
    return render(request, "employers/claim_case.html", context)


@allow(staff)
@require_safe
def claim_letter(request: HttpRequest, public_id: str) -> FileResponse:
    """The letter that came with a request; who opened it is written down."""
    one = get_object_or_404(Claim.objects.select_related("employer", "letter"), public_id=public_id)
    if one.letter is None:
        raise Http404
    log.write(one.employer, Happening.PAPER_OPENED, user_of(request), one.letter.name)
    return uploads.attachment(one.letter)


@allow(manager)
@require_POST
def decide_claim(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let the person in, or refuse saying why."""
    one = get_object_or_404(Claim.objects.select_related("employer"), public_id=public_id)
    form = ClaimAnswerForm(request.POST)
    grants = "grant" in request.POST
    if not form.is_valid():
        messages.error(request, _("Hãy chọn vai trò và ghi lý do không quá 255 chữ."))
        return redirect("hiring:claim_case", public_id)
    role = MemberRole(form.cleaned_data["role"]) if grants else None
    try:
        claims.decide(one, user_of(request), role, form.cleaned_data["reason"])
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("hiring:claim_case", public_id)
    messages.success(request, _("Đã chấp nhận yêu cầu.") if grants else _("Đã trả lời là không chấp nhận."))
    return redirect("hiring:queue")
