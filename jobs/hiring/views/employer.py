"""An employer's registration, for its members and for staff on its behalf: where it stands, its steps, its papers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from employers.enums import Verification
from employers.models import Employer
from employers.permissions import may_administer, may_open_paper, may_rename
from employers.services import Refused
from employers.verification import facts, log, papers, services
from employers.verification.enums import Happening, Outcome, PaperKind, ReturnCode
from employers.verification.forms import HandInForm, PaperForm
from employers.verification.models import Handover, Paper
from employers.verification.steps import BY_KEY, STEPS, following
from jobs.hiring.own import administered, frame, opened, user_of
from portal.accounts.access import actor_of, allow, employer_member, staff
from portal.documents import uploads

PAPERS = "giay-to"


def step_states(employer: Employer, lacking: list[facts.Missing], current: str = "") -> list[dict[str, Any]]:
    """The steps with what each lacks, for the list beside a form."""
    missing: dict[str, list[str]] = {}
    # A verified employer's papers may have been seen at the counter: nothing is asked of it any more.
    for one in lacking if employer.verification != Verification.VERIFIED else []:
        missing.setdefault(one.step, []).append(one.what)
    said = bool(employer.headcount_next_6_months or employer.about)
    states = []
    for key, title, url in [
        *((step.key, step.title, reverse("hiring:step", args=[employer.public_id, step.key])) for step in STEPS),
        (PAPERS, _("Giấy tờ"), reverse("hiring:papers", args=[employer.public_id])),
    ]:
        is_open = key in missing or (key == "nhu-cau" and not said)
        body = _("Còn thiếu: %(what)s") % {"what": ", ".join(missing[key])} if key in missing else ""
        state = "current" if key == current else "todo" if is_open else "done"
        states.append({"title": title, "state": state, "url": url, "body": "" if key == current else body})
    return states


@allow(employer_member, staff)
@require_safe
def employer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where the registration stands: what is missing, who looks at it and how long it takes, what can be done now."""
    one = opened(request, public_id)
    kept = list(one.papers.select_related("upload"))
    lacking = facts.missing(one, kept)
    handover = facts.last_handover(one)
    context = frame(request, one, "employer") | {
        "papers": kept,
        "missing": lacking,
        "steps": step_states(one, lacking),
        "registration": facts.registration_of(one),
        "waiting": handover if handover and not handover.outcome else None,
        "returned": handover if one.verification == Verification.PENDING and _is_returned(handover) else None,
        "mend": _mend(one, handover),
        "hours": facts.usual_hours(),
        "may_administer": may_administer(actor_of(request), one),
        "hand_in": HandInForm(),
        "history": log.history(one)[:12],
        "suspended_for": _suspended_for(one),
    }
    return render(request, "employers/state.html", context)


def _is_returned(handover: Handover | None) -> bool:
    return handover is not None and handover.outcome == Outcome.RETURNED


def _mend(one: Employer, handover: Handover | None) -> list[tuple[str, str]]:
    """(reason, where it is mended) of what the centre sent back."""
    if handover is None or not _is_returned(handover):
        return []
    lines = []
    for code in handover.codes:
        where = facts.WHERE_MENDED[ReturnCode(code)]
        address = (
            reverse("hiring:papers", args=[one.public_id])
            if where == PAPERS
            else reverse("hiring:step", args=[one.public_id, where])
            if where
            else ""
        )
        lines.append((str(ReturnCode(code).label), address))
    return lines


def _suspended_for(one: Employer) -> str:
    if one.verification != Verification.SUSPENDED:
        return ""
    change = one.verification_changes.filter(after=Verification.SUSPENDED).order_by("-at", "-id").first()
    return change.reason if change else ""


@allow(employer_member, staff)
def step(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """One step of Mẫu 03. Saving leads to the next, the last one to the papers."""
    if key not in BY_KEY:
        raise Http404
    one = administered(request, public_id)
    form = BY_KEY[key](request.POST or None, employer=one, may_rename=may_rename(actor_of(request), one))
    if request.method == "POST" and form.is_valid() and form.save(user_of(request)):
        messages.success(request, _("Đã lưu: %(step)s.") % {"step": form.title})
        after = following(BY_KEY[key])
        if "stay" in request.POST:
            return redirect("hiring:employer", public_id)
        return redirect("hiring:step", public_id, after.key) if after else redirect("hiring:papers", public_id)
    steps = step_states(one, facts.missing(one, list(one.papers.all())), key)
    context = frame(request, one, "employer") | {
        "form": form,
        "steps": steps,
        "number": STEPS.index(BY_KEY[key]) + 1,
        "total": len(steps),
    }
    return render(request, "employers/step.html", context)


@allow(employer_member, staff)
def papers_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """Papers handed in, and handing one in."""
    one = administered(request, public_id)
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kind = PaperKind(form.cleaned_data["kind"])
            paper = papers.add(one, kind, form.cleaned_data["file"], user_of(request))
        except ValidationError as wrong:
            form.add_error("file", wrong)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã nhận: %(name)s.") % {"name": paper.get_kind_display()})
            return redirect("hiring:papers", public_id)
    kept = list(one.papers.select_related("upload"))
    lacking = facts.missing(one, kept)
    handover = facts.last_handover(one)
    context = frame(request, one, "employer") | {
        "form": form,
        "papers": kept,
        "missing": lacking,
        "waiting": bool(handover and not handover.outcome),
        "steps": step_states(one, lacking, PAPERS),
        "hand_in": HandInForm(),
        "registration": facts.registration_of(one),
    }
    return render(request, "employers/papers.html", context)


def _paper(request: HttpRequest, public_id: str, paper: str) -> Paper:
    one = opened(request, public_id)
    found = get_object_or_404(one.papers.select_related("upload", "employer"), public_id=paper)
    if not may_open_paper(actor_of(request), found):
        raise Http404
    return found


@allow(employer_member, staff)
@require_safe
def paper(request: HttpRequest, public_id: str, paper: str) -> FileResponse:
    """The file, to be saved; who of the centre opened it is written down."""
    found = _paper(request, public_id, paper)
    if actor_of(request).is_counsellor:
        log.write(found.employer, Happening.PAPER_OPENED, user_of(request), str(found.upload.name))
    return uploads.attachment(found.upload)


@allow(employer_member, staff)
@require_POST
def remove_paper(request: HttpRequest, public_id: str, paper: str) -> HttpResponse:
    administered(request, public_id)
    found = _paper(request, public_id, paper)
    try:
        papers.remove(found, user_of(request))
        messages.success(request, _("Đã bỏ: %(name)s.") % {"name": found.get_kind_display()})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("hiring:papers", public_id)


@allow(employer_member, staff)
@require_POST
def hand_in(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask the centre to verify; the commitment of Mẫu 03 is asked for once."""
    one = administered(request, public_id)
    form = HandInForm(request.POST)
    if facts.registration_of(one).agreed_at is None and not form.is_valid():
        messages.error(request, _("Hãy đánh dấu đồng ý với cam kết của phiếu đăng ký trước khi gửi."))
        return redirect("hiring:employer", public_id)
    try:
        services.hand_in(one, user_of(request))
        messages.success(request, _("Đã gửi. Trung tâm xem và trả lời ở trang này và qua thông báo."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("hiring:employer", public_id)
