"""Employers registered twice: the pairs, two side by side, merging and undoing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from employers.enums import Verification
from employers.merging import candidates, services
from employers.merging.models import EmployerMerge
from employers.merging.references import counts, references
from employers.models import Employer
from employers.permissions import may_decide
from employers.services import Refused
from jobs.hiring.own import user_of
from portal.accounts.access import actor_of, allow, manager, staff
from portal.codes.form_fields import TidyField

LATEST = 20


class MergeForm(forms.Form):
    reason = TidyField(label=gettext_lazy("Vì sao hai hồ sơ là một?"), max_length=255)
    keep_members = forms.BooleanField(
        label=gettext_lazy("Thành viên của hồ sơ được gộp tiếp tục quản lý hồ sơ giữ lại"), required=False
    )


@allow(staff)
@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one, and the latest merges."""
    merges = EmployerMerge.objects.select_related("survivor", "actor", "undone_by").order_by("-at", "-id")[:LATEST]
    context = {"pairs": candidates.pairs(), "merges": merges, "may_decide": may_decide(actor_of(request))}
    return render(request, "employers/duplicates.html", context)


@allow(staff)
@require_safe
def compare(request: HttpRequest, keep: str, other: str) -> HttpResponse:
    """Two employers side by side: what differs is chosen, what belongs to them is counted."""
    first, second = _pair(keep, other)
    return _compare(request, first, second, _form(second))


def _form(second: Employer) -> MergeForm:
    return MergeForm(initial={"keep_members": second.verification == Verification.VERIFIED})


def _pair(keep: str, other: str) -> tuple[Employer, Employer]:
    if keep == other:
        raise Http404
    rows = Employer.objects.select_related("industry", "commune__province", "park")
    return get_object_or_404(rows, public_id=keep), get_object_or_404(rows, public_id=other)


def _compare(
    request: HttpRequest, first: Employer, second: Employer, form: MergeForm, status: int = 200
) -> HttpResponse:
    context = {
        "keep": first,
        "other": second,
        "rows": _rows(first, second, set(request.POST.getlist("take"))),
        "counts": _counts(first, second),
        "people": {
            "keep": list(first.members.filter(is_active=True).select_related("user").order_by("id")),
            "other": list(second.members.filter(is_active=True).select_related("user").order_by("id")),
        },
        "form": form,
        "may_decide": may_decide(actor_of(request)),
    }
    return render(request, "employers/compare.html", context, status=status)


def _rows(first: Employer, second: Employer, taken: set[str]) -> list[dict[str, Any]]:
    """Each value of the two; ``choose`` where both have one and they differ."""
    rows = []
    for name in services.CHOSEN:
        mine, theirs = _shown(first, name), _shown(second, name)
        if not mine and not theirs:
            continue
        column = Employer._meta.get_field(name.removesuffix("_id"))
        rows.append(
            {
                "name": name,
                "label": str(column.verbose_name),  # type: ignore[union-attr]  # columns only
                "mine": mine,
                "theirs": theirs,
                "same": mine == theirs,
                "choose": bool(mine and theirs and mine != theirs),
                "takes": name in taken,
            }
        )
    return rows


def _shown(one: Employer, name: str) -> str:
    value: Any = getattr(one, name.removesuffix("_id"))
    if value in (None, ""):
        return ""
    display = getattr(one, f"get_{name}_display", None)
    return str(display() if display else value)


def _counts(first: Employer, second: Employer) -> list[tuple[str, int, int]]:
    """(what, how many of the first, of the second) of everything that belongs to either."""
    counted = counts(first.pk, second.pk)
    return [
        (str(one.model._meta.verbose_name), counted[one.label].get(first.pk, 0), counted[one.label].get(second.pk, 0))
        for one in references()
        if counted[one.label]
    ]


@allow(manager)
@require_POST
def merge(request: HttpRequest, keep: str, other: str) -> HttpResponse:
    first, second = _pair(keep, other)
    form = MergeForm(request.POST)
    if not form.is_valid():
        return _compare(request, first, second, form, status=422)
    try:
        services.merge(
            first, second, request.POST.getlist("take"), user_of(request), form.cleaned_data["reason"],
            keep_members=form.cleaned_data["keep_members"],
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("hiring:duplicates")
    messages.success(request, _("Đã gộp %(other)s vào %(keep)s.") % {"other": second.name, "keep": first.name})
    return redirect("hiring:case", keep)


@allow(manager)
@require_POST
def undo_merge(request: HttpRequest, public_id: str) -> HttpResponse:
    record = get_object_or_404(EmployerMerge, public_id=public_id)
    try:
        back = services.undo(record, user_of(request))
        messages.success(request, _("Đã hoàn tác: %(name)s lại là một hồ sơ riêng.") % {"name": back.name})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("hiring:duplicates")


@allow(staff)
@require_POST
def distinct(request: HttpRequest, keep: str, other: str) -> HttpResponse:
    """Two employers that look alike are two."""
    first, second = _pair(keep, other)
    services.mark_distinct(first, second, user_of(request))
    messages.success(request, _("Đã ghi nhận hai đơn vị khác nhau; cặp này không hiện nữa."))
    return redirect("hiring:duplicates")
