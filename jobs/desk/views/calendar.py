"""The office's appointments: the week, one of them, booking for a person, and the hours behind it all."""

from datetime import date, timedelta
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jobs.desk.access import office_of, open_person, user_of
from jobs.desk.week import week
from portal.accounts.access import actor_of, allow, manager, staff
from portal.accounts.models import Office
from workers.appointments import queue, services
from workers.appointments.choosing import choose
from workers.appointments.enums import AppointmentState, Happening
from workers.appointments.forms import BookForm, CancelForm, DayOffForm, FollowForm, HoursForm
from workers.appointments.models import Appointment, DayOff, OfficeHours
from workers.appointments.services import NotPossible


@allow(staff)
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """A week of the office: each slot with how many of its places are taken and by whom."""
    today = timezone.localdate()
    try:
        day = date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        day = today
    if abs((day - today).days) > 400:
        day = today
    monday = day - timedelta(days=day.weekday())
    context = {
        "office": office_of(request),
        "days": week(actor_of(request).office_id, monday),
        "today": today,
        "monday": monday,
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
    }
    return render(request, "desk/calendar/week.html", context)


def _own(request: HttpRequest, public_id: str) -> Appointment:
    """An appointment of the office the staff member works in."""
    found = Appointment.objects.select_related("worker__commune", "office")
    return get_object_or_404(found, public_id=public_id, office=actor_of(request).office_id)


@allow(staff)
@require_GET
def appointment(request: HttpRequest, public_id: str) -> HttpResponse:
    return _page(request, _own(request, public_id), FollowForm())


def _page(request: HttpRequest, one: Appointment, form: FollowForm, status: int = 200) -> HttpResponse:
    now = timezone.now()
    context = {
        "one": one,
        "form": form,
        "cancel_form": CancelForm(),
        "events": one.events.select_related("actor").order_by("-at", "-id"),
        "ticket": one.tickets.order_by("-taken_at", "-id").first(),
        "is_ahead": one.starts_at > now,
        "is_day": timezone.localdate(one.starts_at) <= timezone.localdate(now),
        "submission": uuid4(),
    }
    return render(request, "desk/calendar/appointment.html", context, status=status)


@allow(staff)
@require_POST
def settle(request: HttpRequest, public_id: str) -> HttpResponse:
    """Came (and gets a number), did not come, called off (``viec``)."""
    one = _own(request, public_id)
    what, actor = request.POST.get("viec", ""), user_of(request)
    try:
        if what == "den":
            got = queue.arrive(one, actor, uuid4())
            said = _("%(name)s đã đến, số thứ tự %(number)s.") % {"name": one.worker, "number": got.number}
        elif what == "lo":
            services.missed(one, actor)
            said = _("Đã ghi %(name)s lỡ hẹn.") % {"name": one.worker}
        else:
            services.cancel(one, actor, request.POST.get("note", "").strip()[:255])
            said = _("Đã hủy hẹn của %(name)s.") % {"name": one.worker}
    except NotPossible as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, said)
    return redirect("desk:today") if what == "den" else redirect("desk:appointment", public_id)


@allow(staff)
@require_POST
def follow(request: HttpRequest, public_id: str) -> HttpResponse:
    """What came of speaking to somebody who had not come."""
    one = _own(request, public_id)
    form = FollowForm(request.POST)
    if form.is_valid():
        try:
            services.follow(one, user_of(request), form.cleaned_data["note"])
        except NotPossible as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, _("Đã ghi kết quả liên lạc với %(name)s.") % {"name": one.worker})
            return redirect("desk:today")
    return _page(request, one, form, 422)


@allow(staff)
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest, public_id: str) -> HttpResponse:
    """An appointment for somebody at the counter or on the telephone."""
    person = open_person(request, public_id)
    said = request.POST if request.method == "POST" else request.GET
    moment = request.POST.get("starts_at", "")
    choosing = choose(actor_of(request).office_id, said.get("phong", ""), moment or said.get("ngay", ""))
    form = BookForm(request.POST or None)
    if form.is_bound and form.is_valid() and choosing.office:
        try:
            booked, what = services.book(person, form.wish(choosing.office), user_of(request))
        except NotPossible as trouble:
            form.add_error("starts_at", str(trouble))
        else:
            words = {"name": person, "time": booked}
            moved = _("Đã chuyển hẹn của %(name)s sang %(time)s.") % words
            messages.success(request, moved if what == Happening.MOVED else _("Đã hẹn %(name)s lúc %(time)s.") % words)
            return redirect("desk:person", person.public_id)
    standing = (
        Appointment.objects.filter(worker=person, state=AppointmentState.BOOKED, starts_at__gt=timezone.now())
        .select_related("office")
        .order_by("starts_at", "id")
        .first()
    )
    context = {"worker": person, "form": form, "choosing": choosing, "moment": moment, "standing": standing}
    return render(request, "desk/calendar/book.html", context, status=422 if form.is_bound else 200)


def _managed(request: HttpRequest) -> Office:
    """The office whose hours the manager looks at: the one named, or their own."""
    named = request.POST.get("phong") or request.GET.get("phong", "")
    return Office.objects.filter(public_id=named).first() or office_of(request)


@allow(manager)
@require_http_methods(["GET", "POST"])
def hours(request: HttpRequest) -> HttpResponse:
    """When each office receives by appointment, how many at once, and its days off."""
    office = _managed(request)
    adds_hours = "weekday" in request.POST
    form = HoursForm(request.POST if adds_hours else None)
    day_form = DayOffForm(request.POST if request.method == "POST" and not adds_hours else None)
    if form.is_bound and form.is_valid():
        form.instance.office = office
        try:
            services.add_hours(form.instance)
        except NotPossible as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, _("Đã thêm giờ nhận hẹn."))
            return redirect(f"{request.path}?phong={office.public_id}")
    if day_form.is_bound and day_form.is_valid():
        data = day_form.cleaned_data
        gone = services.close_day(DayOff(office=office, day=data["day"], note=data["note"]), user_of(request))
        said = ngettext(
            "Đã ghi ngày nghỉ; đã hủy và báo %(n)s hẹn.", "Đã ghi ngày nghỉ; đã hủy và báo %(n)s hẹn.", len(gone)
        )
        messages.success(request, said % {"n": len(gone)})
        return redirect(f"{request.path}?phong={office.public_id}")
    context = {
        "office": office,
        "offices": Office.objects.order_by("-is_head", "code"),
        "rows": office.hours.order_by("weekday", "starts"),
        "days_off": office.days_off.filter(day__gte=timezone.localdate()).order_by("day"),
        "form": form,
        "day_form": day_form,
    }
    return render(request, "desk/calendar/hours.html", context, status=422 if request.method == "POST" else 200)


@allow(manager)
@require_POST
def drop_hours(request: HttpRequest, public_id: str) -> HttpResponse:
    """The office no longer receives then; appointments made before stand."""
    part = get_object_or_404(OfficeHours.objects.select_related("office"), public_id=public_id)
    part.delete()
    messages.success(request, _("Đã bỏ giờ nhận hẹn. Những hẹn đã đặt vẫn giữ."))
    return redirect(f"{reverse('desk:hours')}?phong={part.office.public_id}")
