"""Training gaps and the cohort lists drafted from them, for counsellors and managers."""

import csv
import io
from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from kombu.exceptions import OperationalError as BrokerError

from employers.models import Employer
from jobs.desk.access import office_of, user_of
from jobs.intake.badrows import harmless
from jobs.matching.models import MatchRun
from jobs.models import Vacancy
from jobs.training import services, tasks
from jobs.training.enums import MemberState
from jobs.training.forms import CohortForm, MemberForm
from jobs.training.models import Cohort, CohortMember, GapReport, TrainingGap
from jobs.training.permissions import may_change
from jobs.training.wording import criterion_text
from portal.accounts.access import actor_of, allow, staff
from portal.accounts.models import AccessLog
from portal.codes.text import fold
from workers.looks.scope import in_care, look_over

PAGE = 20
NAMED = 3
"""Employers named beside a gap."""


@allow(staff)
@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """Where vacancies are short of people whom one thing to learn keeps away; most seats first."""
    run = MatchRun.objects.published().first()
    report = GapReport.objects.filter(run=run).first() if run else None
    found = TrainingGap.objects.filter(report=report).select_related("occupation")
    criterion = request.GET.get("thieu", "")
    counts = dict(found.order_by().values_list("criterion").annotate(n=Count("pk")))
    if criterion in counts:
        found = found.filter(criterion=criterion)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "report": report,
        "page": page,
        "rows": [(gap, *_employers(gap, employers)) for employers in [_hiring(page.object_list)] for gap in page],
        "tabs": _tabs(counts, criterion) if counts else [],
        "cohorts": Cohort.objects.count(),
    }
    return render(request, "training/gaps.html", context)


def _tabs(counts: dict[str, int], current: str) -> list[dict[str, Any]]:
    here = reverse("training:gaps")
    every = {"label": _("Tất cả"), "url": here, "count": sum(counts.values()), "current": current not in counts}
    return [every] + [
        {"label": criterion_text(code), "url": f"{here}?thieu={code}", "count": n, "current": code == current}
        for code, n in sorted(counts.items())
    ]


Hiring = dict[int, tuple[Employer, int]]
"""Employer and free seats by key of the vacancy."""


def _hiring(found: Any) -> Hiring:
    keys = {key for gap in found for key in gap.vacancies}
    rows = Vacancy.objects.filter(pk__in=keys).select_related("employer")
    return {one.pk: (one.employer, one.remaining) for one in rows.only("headcount", "filled", "employer__name")}


def _employers(gap: TrainingGap, hiring: Hiring) -> tuple[list[tuple[Employer, int]], int]:
    """The employers with most seats, and how many more there are."""
    seats: dict[int, int] = defaultdict(int)
    names: dict[int, Employer] = {}
    for key in gap.vacancies:
        if key in hiring:
            employer, free = hiring[key]
            seats[employer.pk] += free
            names[employer.pk] = employer
    ranked = sorted(seats, key=lambda key: (-seats[key], key))
    return [(names[key], seats[key]) for key in ranked[:NAMED]], len(ranked) - len(ranked[:NAMED])


@allow(staff)
@require_POST
def work_out(request: HttpRequest) -> HttpResponse:
    """Work the gaps of the published run out, should that not have happened by itself."""
    run = MatchRun.objects.published().first()
    try:
        if run:
            tasks.work_out.delay(run.pk)
            messages.success(request, _("Đang tính; xem lại sau ít phút."))
    except (BrokerError, ConnectionError):
        messages.error(request, _("Hàng đợi chưa trả lời. Hãy thử lại sau ít phút."))
    return redirect("training:gaps")


@allow(staff)
@require_POST
def draft(request: HttpRequest, public_id: str) -> HttpResponse:
    """A cohort list from a gap, in one click."""
    gap = get_object_or_404(TrainingGap.objects.select_related("occupation"), public_id=public_id)
    cohort = services.draft(gap, user_of(request), office_of(request))
    messages.success(request, _("Đã lập danh sách. Gọi từng người rồi ghi ai muốn học."))
    return redirect("training:cohort", cohort.public_id)


@allow(staff)
@require_safe
def cohorts(request: HttpRequest) -> HttpResponse:
    """Cohort lists, newest first."""
    listed = Q(members__removed_at=None)
    found = Cohort.objects.select_related("office", "created_by", "occupation").annotate(
        people=Count("members", filter=listed),
        agreed=Count("members", filter=listed & Q(members__state__in=[MemberState.AGREED, MemberState.ENROLLED])),
    )
    page = Paginator(found.order_by("-created_at", "-id"), PAGE).get_page(request.GET.get("page"))
    return render(request, "training/cohorts.html", {"page": page})


def _cohort(public_id: str) -> Cohort:
    return get_object_or_404(Cohort.objects.select_related("office", "created_by", "occupation"), public_id=public_id)


def _members(cohort: Cohort) -> QuerySet[CohortMember]:
    return cohort.members.select_related("worker__commune", "worker__office").order_by("position")


@allow(staff)
@require_http_methods(["GET", "HEAD", "POST"])
def cohort(request: HttpRequest, public_id: str) -> HttpResponse:
    """One list: the people with how far each is, and the employers; sending its form changes name and note."""
    one, actor = _cohort(public_id), actor_of(request)
    form = CohortForm(request.POST or None, instance=one)
    if request.method == "POST":
        if not may_change(actor, one):
            raise PermissionDenied
        if form.is_valid():
            form.save()
            messages.success(request, _("Đã lưu danh sách."))
            return redirect("training:cohort", public_id)
    members = list(_members(one))
    look_over(actor, [member.worker for member in members])
    context = {
        "cohort": one,
        "form": form,
        "may_change": may_change(actor, one),
        "members": [(m, in_care(actor, m.worker)) for m in members if m.removed_at is None],
        "removed": [m for m in members if m.removed_at],
        "states": MemberState.choices,
        "employers": one.employers.select_related("employer"),
        "seats": one.employers.aggregate(seats=Sum("seats"))["seats"] or 0,
        "criterion": criterion_text(one.criterion),
    }
    return render(request, "training/cohort.html", context, status=422 if form.errors else 200)


def _changeable(request: HttpRequest, public_id: str) -> Cohort:
    one = _cohort(public_id)
    if not may_change(actor_of(request), one):
        raise PermissionDenied
    return one


@allow(staff)
@require_POST
def member(request: HttpRequest, public_id: str, worker_id: str) -> HttpResponse:
    """Save how far a person is, take them off the list, or put them back."""
    found = get_object_or_404(
        CohortMember.objects.select_related("worker"),
        cohort=_changeable(request, public_id),
        worker__public_id=worker_id,
    )
    if "bo" in request.POST or "lai" in request.POST:
        services.set_listed(found, "lai" in request.POST)
        text = _("Đã đưa lại vào danh sách.") if "lai" in request.POST else _("Đã bỏ ra; đưa lại được ở cuối trang.")
        messages.success(request, text)
        return redirect("training:cohort", public_id)
    form = MemberForm(request.POST)
    if form.is_valid():
        services.change_member(found, MemberState(form.cleaned_data["state"]), form.cleaned_data["note"])
        messages.success(request, _("Đã lưu."))
    else:
        messages.error(request, _("Chưa lưu: tình trạng hoặc ghi chú chưa đúng."))
    return redirect(f"{reverse('training:cohort', args=[public_id])}#nguoi-{worker_id}")


@allow(staff)
@require_POST
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Delete a list; the dialog before has asked."""
    one = _changeable(request, public_id)
    one.delete()
    messages.success(request, _("Đã xóa danh sách “%(name)s”.") % {"name": one.name})
    return redirect("training:cohorts")


EXPORTED = "training-csv"
"""Action of the access log: names and telephones left the portal as a file."""


@allow(staff)
@require_safe
def export(request: HttpRequest, public_id: str) -> HttpResponse:
    """The list as CSV, for those who may change it; no cell of it is ever a formula."""
    one = _changeable(request, public_id)
    sheet = io.StringIO()
    write = csv.writer(sheet)
    write.writerow(
        [_("STT"), _("Họ và tên"), _("Năm sinh"), _("Nơi ở"), _("Điện thoại"), _("Tình trạng"), _("Ghi chú")]
    )
    listed = [one for one in _members(one) if one.removed_at is None]
    look_over(actor_of(request), [row.worker for row in listed])
    for number, row in enumerate(listed, 1):
        person = row.worker
        cared = in_care(actor_of(request), person)
        cells = [
            number,
            person.full_name,
            person.birth_year,
            person.commune.name if person.commune else "",
            person.phone if cared else "",
            row.get_state_display(),
            row.note,
        ]
        write.writerow([harmless(cell) for cell in cells])
    AccessLog.objects.bulk_create(
        AccessLog(actor=user_of(request), subject_id=row.worker.public_id, action=EXPORTED, reason=one.name)
        for row in listed
    )
    # Spreadsheets take a file for UTF-8 only when it begins with the mark.
    answer = HttpResponse("﻿" + sheet.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slugify(fold(one.name))[:60] or "danh-sach"}.csv"'
    return answer
