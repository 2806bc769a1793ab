"""The calendar of events, an event's page, its calendar file, and a seat at it."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jobs.events.calendar import calendar
from jobs.events.finding import Asked, by_month
from jobs.events.hiring import hiring_at
from jobs.events.structured import event_data
from jobs.seeking.views.home import own
from portal.accounts.access import actor_of, allow, anyone, worker
from portal.codes import places
from workers.outreach import services
from workers.outreach.enums import Audience, EventKind
from workers.outreach.models import Attendance, OutreachEvent

PAGE = 20


@allow(anyone)
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """What is coming, or what has been; by kind and place."""
    asked = Asked.of(request.GET)
    page = Paginator(asked.events(), PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"label": _("Sắp diễn ra"), "url": asked.having(past=False).address(), "current": not asked.past},
        {"label": _("Đã diễn ra"), "url": asked.having(past=True).address(), "current": asked.past},
    ]
    kinds = [("", _("Mọi loại")), *EventKind.choices]
    place = asked.place()
    context = {
        "asked": asked,
        "page": page,
        "months": by_month(page),
        "tabs": [{**tab, "count": None} for tab in tabs],
        "kinds": [(label, asked.having(kind=value).address(), asked.kind == value) for value, label in kinds],
        "place": place,
        "place_today": places.today(place) if place else "",
        "everywhere": asked.having(where="").address(),
    }
    return render(request, "events/list.html", context)


def _shown(public_id: str) -> OutreachEvent:
    return get_object_or_404(
        OutreachEvent.objects.public().select_related("commune__province", "office"), public_id=public_id
    )


@allow(anyone)
@require_safe
def event(request: HttpRequest, public_id: str) -> HttpResponse:
    """When, where, for whom, who hires there, how to take part."""
    shown = _shown(public_id)
    now = timezone.now()
    worker_id = actor_of(request).worker_id
    listed = shown.attendances.count() if shown.capacity is not None else 0
    left = None if shown.capacity is None else max(0, shown.capacity - listed)
    invited, vacancies = hiring_at(shown, timezone.localdate())
    address = f"{settings.PUBLIC_ADDRESS}{request.path}"
    context = {
        "event": shown,
        "address": address,
        "is_over": shown.ends_at < now,
        "has_begun": shown.starts_at <= now,
        "one_day": timezone.localtime(shown.starts_at).date() == timezone.localtime(shown.ends_at).date(),
        "former": places.former_names(shown.commune_id),
        "audiences": [Audience(value).label for value in shown.audiences],
        "partners": [name.strip() for name in shown.partners.split(";") if name.strip()],
        "steps": [line.strip() for line in shown.how_to_join.splitlines() if line.strip()],
        "left": left,
        "listed": listed,
        "mine": Attendance.objects.filter(event=shown, worker=worker_id).first() if worker_id else None,
        "invited": invited,
        "hiring": sum(1 for row in invited if row.vacancies),
        "seats": sum(row.seats for row in invited),
        "vacancies": vacancies,
        "structured": event_data(shown, address, left),
    }
    return render(request, "events/event.html", context)


@allow(anyone)
@require_safe
def calendar_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The event for the calendar of a phone or computer."""
    shown = _shown(public_id)
    where = f"{shown.venue}, {shown.commune.name}, {shown.commune.province.short_name}"
    address = f"{settings.PUBLIC_ADDRESS}{reverse('jobs:event', args=[shown.public_id])}"
    text = calendar(shown, where=where, address=address, now=timezone.now())
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="su-kien-{shown.public_id}.ics"'},
    )


@allow(worker)
@require_POST
def join(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put oneself down; a second press changes nothing."""
    shown = _shown(public_id)
    try:
        _seat, is_new = services.register(shown, own(request))
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("Đã ghi tên anh chị. Hẹn gặp tại sự kiện.") if is_new else _("Anh chị đã có tên trong danh sách.")
        messages.success(request, said)
    return redirect("jobs:event", shown.public_id)


@allow(worker)
@require_POST
def leave(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let the seat go."""
    shown = _shown(public_id)
    try:
        services.cancel(shown, own(request))
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã hủy đăng ký. Anh chị vẫn đăng ký lại được khi còn chỗ."))
    return redirect("jobs:event", shown.public_id)
