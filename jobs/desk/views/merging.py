"""People registered twice: pairs that seem alike, comparing two, making one of them, and undoing it."""

from typing import Any, NamedTuple

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jobs.desk.access import user_of
from portal.accounts.access import actor_of, allow, staff
from workers.looks.asking import opened
from workers.merging.candidates import pairs
from workers.merging.models import WorkerMerge
from workers.merging.references import counts
from workers.merging.services import CHOSEN, NEVER_TAKEN, Refused, mark_distinct, merge, undo
from workers.models import Worker

SHOWN = 20
_HIDDEN = {"identity_number", "ethnicity", "religion", "sensitive_groups"}
"""Compared, never shown: they open on request only, on the person's own screen."""
_LEFT = {"birth_year", *NEVER_TAKEN}


class Line(NamedTuple):
    name: str
    label: str
    mine: str
    theirs: str

    @property
    def choose(self) -> bool:
        """Both say something, and not the same."""
        return bool(self.mine and self.theirs and self.mine != self.theirs)


def _pair(request: HttpRequest, keep: str, other: str) -> tuple[Worker, Worker]:
    """Two people whom the staff member may open, or is asked why first; anything else does not exist."""
    found = {one.public_id: one for one in Worker.objects.filter(public_id__in=[keep, other]).select_related(
        "commune", "permanent_commune", "training_field", "office")}  # fmt: skip
    if len(found) < 2:
        raise Http404
    return opened(request, found[keep]), opened(request, found[other])


@allow(staff)
@require_GET
def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs with one of the office's people in them (managers: everywhere), and what was merged lately."""
    actor = actor_of(request)
    merges = WorkerMerge.objects.select_related("survivor", "actor", "undone_by")
    if not actor.is_manager:
        merges = merges.filter(survivor__office=actor.office_id)
    found = pairs(None if actor.is_manager else actor.office_id)
    context = {"pairs": found, "merges": merges.order_by("-at", "-id")[:SHOWN]}
    return render(request, "desk/merging/list.html", context)


@allow(staff)
@require_http_methods(["GET", "POST"])
def compare(request: HttpRequest, keep_id: str, other_id: str) -> HttpResponse:
    """Side by side; sending it makes one person of the two."""
    keep, other = _pair(request, keep_id, other_id)
    refusal = ""
    if request.method == "POST":
        try:
            merge(keep, other, set(request.POST.getlist("take")) & set(CHOSEN), user_of(request), _reason(request))
        except Refused as trouble:
            refusal = str(trouble)
        else:
            messages.success(request, _("Đã gộp thành một hồ sơ: %(name)s.") % {"name": keep})
            return redirect("desk:person", keep.public_id)
    rows = counts(keep.pk, other.pk)
    context = {
        "keep": keep,
        "other": other,
        "lines": _lines(keep, other),
        "clash": bool(keep.identity_hash and other.identity_hash),
        "two_accounts": bool(keep.user_id and other.user_id),
        "counts": _counted(rows, keep.pk, other.pk),
        "refusal": refusal,
        "take": request.POST.getlist("take"),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "desk/merging/compare.html", context, status=422 if refusal else 200)


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "").strip()[:255]


def _lines(keep: Worker, other: Worker) -> list[Line]:
    lines = []
    for name in CHOSEN:
        if name in _LEFT:
            continue
        field: Any = Worker._meta.get_field(name.removesuffix("_id"))
        mine, theirs = _said(keep, name), _said(other, name)
        if name in _HIDDEN:
            mine, theirs = (_("(có ghi)") if one else "" for one in (mine, theirs))
        if mine or theirs:
            lines.append(Line(name, str(field.verbose_name), mine, theirs))
    return lines


def _said(worker: Worker, name: str) -> str:
    if name == "birth_date":
        return f"{worker.birth_date:%d/%m/%Y}" if worker.birth_date else str(worker.birth_year or "")
    display = getattr(worker, f"get_{name}_display", None)
    value = display() if display else getattr(worker, name.removesuffix("_id"))
    return "" if value is None else str(value)


def _counted(rows: dict[str, dict[int, int]], keep: int, other: int) -> list[tuple[str, int, int]]:
    """What hangs on each, in words; link tables have none."""
    told: dict[str, tuple[int, int]] = {}
    for label, found in rows.items():
        model = apps.get_model(label.rsplit(".", 1)[0])
        if found and not model._meta.auto_created:
            name = str(model._meta.verbose_name)
            mine, theirs = told.get(name, (0, 0))
            told[name] = (mine + found.get(keep, 0), theirs + found.get(other, 0))
    return [(name, mine, theirs) for name, (mine, theirs) in sorted(told.items())]


@allow(staff)
@require_POST
def distinct(request: HttpRequest, keep_id: str, other_id: str) -> HttpResponse:
    """They are two; the pair is not proposed any more."""
    keep, other = _pair(request, keep_id, other_id)
    mark_distinct(keep, other, user_of(request))
    messages.success(request, _("Đã ghi: hai người khác nhau."))
    return redirect("desk:duplicates")


@allow(staff)
@require_POST
def undo_merge(request: HttpRequest, public_id: str) -> HttpResponse:
    """By whoever merged them, or a manager."""
    record = get_object_or_404(WorkerMerge.objects.select_related("survivor"), public_id=public_id)
    if not actor_of(request).is_manager and record.actor_id != user_of(request).pk:
        raise Http404
    try:
        back = undo(record, user_of(request))
    except Refused as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, _("Đã tách lại hồ sơ của %(name)s.") % {"name": back})
    return redirect("desk:duplicates")
