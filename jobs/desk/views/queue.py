"""The numbers of those who simply come: taking one, calling the next, done, gone, and the screen in the hall."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jobs.desk.access import office_of, user_of
from jobs.desk.morning import hall
from portal.accounts.access import actor_of, allow, staff
from workers.appointments import queue
from workers.appointments.enums import TicketState
from workers.appointments.forms import TicketForm
from workers.appointments.models import Ticket
from workers.appointments.services import NotPossible
from workers.models import Worker

CALLED = 6
"""Numbers called last, on the screen in the hall."""


def _own(request: HttpRequest, public_id: str) -> Ticket:
    """A ticket of the office the staff member works in."""
    found = Ticket.objects.select_related("worker", "office")
    return get_object_or_404(found, public_id=public_id, office=actor_of(request).office_id)


@allow(staff)
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Everybody who took a number today; asked by the page itself, only who waits."""
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        now = hall(actor_of(request).office_id, user_of(request))
        return render(request, "desk/queue/_waiting.html", {"hall": now})
    tickets = queue.of_today(actor_of(request).office_id).select_related("worker", "counsellor")
    waiting = queue.waiting(actor_of(request).office_id).select_related("worker")
    context = {
        "office": office_of(request),
        "waiting": waiting,
        "others": tickets.exclude(state=TicketState.WAITING).order_by("-called_at", "-number"),
    }
    return render(request, "desk/queue/queue.html", context)


@allow(staff)
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """A number for somebody at the counter; ``?nguoi=`` names one of the records."""
    person = None
    named = request.POST.get("nguoi") or request.GET.get("nguoi", "")
    if named:
        # Whoever stands at the counter gets a number, wherever they are registered: it opens them for the day.
        person = Worker.objects.filter(public_id=named).first()
    form = TicketForm(request.POST) if request.method == "POST" else TicketForm(initial={"submission": uuid4()})
    if form.is_bound and form.is_valid():
        comer = form.comer()
        if person:
            comer = queue.Comer(worker=person, topic=comer.topic, is_first=comer.is_first)
        ticket = queue.take(office_of(request).pk, comer, form.cleaned_data["submission"])
        return redirect("desk:ticket", ticket.public_id)
    status = 422 if form.is_bound else 200
    return render(request, "desk/queue/take.html", {"form": form, "person": person}, status=status)


@allow(staff)
@require_GET
def ticket(request: HttpRequest, public_id: str) -> HttpResponse:
    """The number to hand over or to print."""
    one = _own(request, public_id)
    keys = list(queue.waiting(one.office_id).values_list("pk", flat=True))
    before = keys.index(one.pk) if one.pk in keys else 0
    return render(request, "desk/queue/ticket.html", {"ticket": one, "before": before})


@allow(staff)
@require_POST
def call(request: HttpRequest) -> HttpResponse:
    """Call whoever is next and open them, where they are known."""
    office_id = office_of(request).pk
    one = queue.call_next(office_id, user_of(request), request.POST.get("dang-tiep", ""))
    if one is None:
        messages.info(request, _("Không còn ai chờ."))
        return redirect("desk:today")
    messages.success(request, _("Mời số %(number)s%(name)s.") % {"number": one.number, "name": _named(one)})
    if one.worker:
        return redirect("desk:person", one.worker.public_id)
    return redirect("desk:today")


def _named(one: Ticket) -> str:
    return f" – {one.person}" if one.person else ""


@allow(staff)
@require_POST
def settle(request: HttpRequest, public_id: str) -> HttpResponse:
    """Done, gone, or back in the queue (``viec``)."""
    one = _own(request, public_id)
    what = request.POST.get("viec", "")
    try:
        if what == "cho":
            queue.back(one)
            messages.success(request, _("Số %(number)s trở lại hàng chờ.") % {"number": one.number})
        else:
            after = TicketState.LEFT if what == "ve" else TicketState.SERVED
            queue.finish(one, user_of(request), after)
            said = _("Số %(number)s đã về.") if what == "ve" else _("Đã tiếp xong số %(number)s.")
            messages.success(request, said % {"number": one.number})
    except NotPossible as trouble:
        messages.error(request, str(trouble))
    return redirect(reverse("desk:queue") if "hang-cho" in request.POST else reverse("desk:today"))


@allow(staff)
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """For the screen in the hall: numbers being served and called last, no names of those who wait."""
    office_id = actor_of(request).office_id
    called = (
        queue.of_today(office_id)
        .exclude(called_at=None)
        .select_related("counsellor")
        .order_by("-called_at", "-number")[:CALLED]
    )
    context = {"office": office_of(request), "called": called, "count": queue.waiting(office_id).count()}
    is_partial = request.htmx  # type: ignore[attr-defined]  # set by HtmxMiddleware
    return render(request, "desk/queue/_board.html" if is_partial else "desk/queue/board.html", context)
