"""My data: who looked, whom I block, what I take away, what I ask of the centre."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.access import actor_of, allow, worker
from portal.accounts.models import AccessLog
from workers.looks.enums import Action
from workers.looks.tasks import KEPT_YEARS
from workers.rights import archive, gathering, looks, services
from workers.rights.clock import DAYS
from workers.rights.enums import ExportState, Kind, State
from workers.rights.forms import AskForm
from workers.rights.models import DataExport, DataRequest
from workers.rights.words import EXPLAINED
from workers.views.profile import own

PAGE = 30


@allow(worker)
@require_safe
def who_looked(request: HttpRequest) -> HttpResponse:
    """Every look at the person's data by day, newest first; the centre's, employers', or sensitive data alone."""
    log = AccessLog.objects.filter(subject_id=own(request).public_id).order_by("-at", "-id")
    shown = request.GET.get("xem", "")
    if shown in ("trung-tam", "doanh-nghiep"):
        log = log.filter(actor__staff__isnull=shown == "doanh-nghiep")
    elif shown == "nhay-cam":
        log = log.filter(~Q(fields="") | Q(action=Action.SENSITIVE))
    page = Paginator(log.select_related("actor__staff__office"), PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"label": label, "url": f"?xem={code}" if code else "?", "current": code == shown, "count": None}
        for code, label in (
            ("", _("Tất cả")),
            ("trung-tam", _("Trung tâm")),
            ("doanh-nghiep", _("Doanh nghiệp")),
            ("nhay-cam", _("Thông tin nhạy cảm")),
        )
    ]
    context = {"page": page, "days": looks.by_day(looks.look(one) for one in page), "tabs": tabs, "years": KEPT_YEARS}
    return render(request, "workers/rights/looks.html", context)


@allow(worker)
def doubt(request: HttpRequest, token: str) -> HttpResponse:
    """“I do not know why”: the managers of the centre are asked about one look."""
    me = own(request)
    found = looks.named(token, me.public_id)
    if found is None:
        raise Http404
    look = looks.look(found)
    form = AskForm(request.POST if request.method == "POST" else None, kind=Kind.LOOK)
    if request.method == "POST" and form.is_valid():
        at = f"{timezone.localtime(look.at):%H:%M %d/%m/%Y}"
        line = " · ".join(str(part) for part in (at, look.who, look.what, look.why) if part)
        made = services.doubt(me, line, form.cleaned_data["text"], actor_of(request).user_or_none)
        day = {"day": f"{made.answer_by:%d/%m/%Y}"}
        messages.success(request, _("Đã hỏi lãnh đạo trung tâm. Anh chị được trả lời trước ngày %(day)s.") % day)
        return redirect("rights:mine")
    return render(request, "workers/rights/doubt.html", {"look": look, "form": form})


@allow(worker)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What can be asked, what was asked, and by when it is answered."""
    found = list(own(request).data_requests.prefetch_related("steps").order_by("-asked_at", "-id"))
    open_kinds = {one.kind for one in found if one.state == State.OPEN}
    kinds = [
        {"kind": kind, "words": EXPLAINED[kind], "days": DAYS[kind], "is_open": kind in open_kinds} for kind in Kind
    ]
    return render(request, "workers/rights/mine.html", {"requests": found, "kinds": kinds})


@allow(worker)
def ask(request: HttpRequest, kind: str) -> HttpResponse:
    """One request; deleting asks for the password first, as somebody else may hold the telephone."""
    if kind not in Kind.values:
        raise Http404
    return (_ask_to_delete if kind == Kind.DELETE else _ask)(request, Kind(kind))


def _ask(request: HttpRequest, kind: Kind) -> HttpResponse:
    form = AskForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        made = services.ask(own(request), kind, form.cleaned_data["text"], actor_of(request).user_or_none)
        messages.success(
            request, _("Đã nhận yêu cầu. Trung tâm trả lời trước ngày %(day)s.") % {"day": f"{made.answer_by:%d/%m/%Y}"}
        )
        return redirect("rights:mine")
    context = {"form": form, "kind": kind, "words": EXPLAINED[kind], "days": DAYS[kind]}
    return render(request, "workers/rights/ask.html", context)


_ask_to_delete = reauthentication_required(_ask)


@allow(worker)
@require_POST
def take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """The person no longer wants it."""
    found = get_object_or_404(DataRequest, public_id=public_id, worker=own(request))
    user = actor_of(request).user_or_none
    assert user, "the rule worker has made sure of it"
    try:
        services.withdraw(found, user)
        messages.success(request, _("Đã rút lại yêu cầu."))
    except services.NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("rights:mine")


@allow(worker)
def take(request: HttpRequest) -> HttpResponse:
    """Ask for a copy, watch it being made, fetch it for a week."""
    me = own(request)
    if request.method == "POST":
        archive.start(me)
        return redirect("rights:take")
    now = timezone.now()
    latest = DataExport.objects.filter(worker=me).order_by("-asked_at", "-id").first()
    usable = latest and latest.state == ExportState.READY and latest.expires_at and latest.expires_at > now
    context = {"export": latest, "is_usable": usable, "parts": len(gathering.PARTS)}
    template = "workers/rights/_taking.html" if getattr(request, "htmx", False) else "workers/rights/take.html"
    return render(request, template, context)


@allow(worker)
@require_safe
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def download(request: HttpRequest, public_id: str) -> FileResponse:
    """The file itself: for its person alone, who has just shown that it is they."""
    export = get_object_or_404(
        DataExport, public_id=public_id, worker=own(request), state=ExportState.READY, expires_at__gt=timezone.now()
    )
    response = FileResponse(
        export.file.open("rb"), as_attachment=True, filename="du-lieu-cua-toi.zip", content_type="application/zip"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
