"""People who draw unemployment benefit: who is due this week, one person's period. Nothing is decided here."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jobs.benefits.forms import EndForm, NoticeForm, PeriodForm, TrainingForm
from jobs.desk.access import office_of, open_person, user_of
from jobs.models import Referral
from jobs.outcomes.reading import refusals_within, warning_within
from portal.accounts.access import actor_of, allow, staff
from workers.counselling.models import CounsellingSession
from workers.insurance import services
from workers.insurance.models import BenefitPeriod, MonthlyNotice
from workers.insurance.reading import benefit_of
from workers.insurance.services import NotRecorded
from workers.looks.asking import opened

PAGE = 30
WEEK = timedelta(days=6)


@allow(staff)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The office's people: notices due this week, missed ones, everybody who draws the benefit."""
    today = timezone.localdate()
    of = {"period__office": actor_of(request).office_id}
    running = BenefitPeriod.objects.running(today).filter(office=of["period__office"])
    awaited = MonthlyNotice.objects.filter(**of, period__in=BenefitPeriod.objects.running(today))
    due, missed = awaited.due(today, today + WEEK), awaited.missed(today)
    shown = request.GET.get("xem", "")
    rows: Any
    if shown == "tat-ca":
        rows = running.select_related("worker").order_by("last_day", "id")
    else:
        chosen = missed if shown == "thieu" else due
        rows = chosen.select_related("period__worker").order_by("due_on", "id")
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "shown": shown,
        "today": today,
        "due": due.count(),
        "missed": missed.count(),
        "running": running.count(),
    }
    return render(request, "benefits/list.html", context)


@allow(staff)
@require_GET
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """One person's period of today with its notices, turns, letters, refusals and courses."""
    worker = open_person(request, public_id)
    return _page(request, worker)


def _page(request: HttpRequest, worker: Any, *, status: int = 200, **forms: Any) -> HttpResponse:
    benefit = benefit_of(worker)
    context: dict[str, Any] = {
        "worker": worker,
        "benefit": benefit,
        "warned": warning_within(benefit.period) if benefit else None,
        "earlier": worker.benefit_periods.order_by("-first_day", "-id"),
        "period_form": PeriodForm(),
        "training_form": TrainingForm(prefix="hn"),
        "end_form": EndForm(prefix="th"),
        "today": timezone.localdate(),
    }
    if benefit:
        first, last = benefit.period.first_day, benefit.period.until
        within = {"application__worker": worker, "issued_on__gte": first, "issued_on__lte": last}
        letters = Referral.objects.filter(**within).select_related("application__vacancy__employer")
        context |= {
            "turns": CounsellingSession.objects.filter(worker=worker).on(first, last).select_related("counsellor"),
            "letters": letters.order_by("-issued_on", "-id"),
            "refusals": refusals_within(benefit.period),
            "trainings": benefit.period.trainings.order_by("id"),
        }
    return render(request, "benefits/person.html", context | forms, status=status)


@allow(staff)
@require_POST
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """A period as the decision says."""
    worker = open_person(request, public_id)
    form = PeriodForm(request.POST)
    if form.is_valid():
        try:
            services.open_period(worker, form.decision(), office_of(request), user_of(request))
        except NotRecorded as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, _("Đã ghi thời gian hưởng và tính ngày thông báo từng tháng."))
            return redirect("benefits:person", public_id)
    return _page(request, worker, period_form=form, status=422)


@allow(staff)
@require_http_methods(["GET", "POST"])
def notice(request: HttpRequest, public_id: str) -> HttpResponse:
    """One month's notice of looking for work (Mẫu 24)."""
    one = get_object_or_404(MonthlyNotice.objects.select_related("period__worker"), public_id=public_id)
    worker = opened(request, one.period.worker)
    first = {}
    if one.given_on:
        first = {"given_on": one.given_on, "given_by": one.given_by, "situation": one.situation,
                 "employer": one.employer, "note": one.note}  # fmt: skip
        for place in one.sought.order_by("position"):
            names = ("name", "address", "contact", "job", "result")
            first |= {f"{name}_{place.position}": getattr(place, name) for name in names}
    form, status = NoticeForm(request.POST or None, initial=first or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.give_notice(one, form.given(), user_of(request))
            except NotRecorded as trouble:
                form.add_error("given_on", str(trouble))
            else:
                messages.success(request, _("Đã ghi thông báo tháng thứ %(month)s.") % {"month": one.month})
                return redirect("benefits:person", worker.public_id)
    context = {"notice": one, "period": one.period, "worker": worker, "form": form, "today": timezone.localdate()}
    return render(request, "benefits/notice.html", context, status=status)


def _period(request: HttpRequest, public_id: str) -> BenefitPeriod:
    period = get_object_or_404(BenefitPeriod.objects.select_related("worker"), public_id=public_id)
    opened(request, period.worker)
    return period


@allow(staff)
@require_POST
def training(request: HttpRequest, public_id: str) -> HttpResponse:
    """A course advised, applied for, begun, finished."""
    period = _period(request, public_id)
    form = TrainingForm(request.POST, prefix="hn")
    if not form.is_valid():
        return _page(request, period.worker, training_form=form, status=422)
    data = form.cleaned_data
    services.note_training(
        period,
        data["course"],
        data["state"],
        user_of(request),
        school=data["school"],
        starts_on=data["starts_on"],
        ends_on=data["ends_on"],
    )
    messages.success(request, _("Đã ghi hỗ trợ học nghề."))
    return redirect("benefits:person", period.worker.public_id)


@allow(staff)
@require_POST
def end(request: HttpRequest, public_id: str) -> HttpResponse:
    """The person no longer draws the benefit, as decided elsewhere."""
    period = _period(request, public_id)
    form = EndForm(request.POST, prefix="th")
    if not form.is_valid():
        return _page(request, period.worker, end_form=form, status=422)
    try:
        services.end_period(period, form.cleaned_data["on"], form.cleaned_data["ending"], user_of(request))
        messages.success(request, _("Đã ghi ngày thôi hưởng."))
    except NotRecorded as trouble:
        messages.error(request, str(trouble))
    return redirect("benefits:person", period.worker.public_id)
