"""The person's own appointments: booking, moving, cancelling."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.access import actor_of, allow, worker
from workers.appointments import services
from workers.appointments.choosing import choose
from workers.appointments.enums import AppointmentState, Happening
from workers.appointments.forms import BookForm
from workers.appointments.models import Appointment
from workers.appointments.services import NotPossible
from workers.views.profile import own

PAST = 5


@allow(worker)
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """What is booked, and the form that books or moves it."""
    me = own(request)
    said = request.POST if request.method == "POST" else request.GET
    moment = request.POST.get("starts_at", "")
    choosing = choose(me.office_id, said.get("phong", ""), moment or said.get("ngay", ""))
    form = BookForm(request.POST or None)
    if form.is_bound and form.is_valid() and choosing.office:
        try:
            booked, what = services.book(me, form.wish(choosing.office), actor_of(request).user_or_none)
        except NotPossible as trouble:
            form.add_error("starts_at", str(trouble))
        else:
            words = _("Đã chuyển hẹn sang %(time)s.") if what == Happening.MOVED else _("Đã đặt hẹn lúc %(time)s.")
            messages.success(request, words % {"time": booked})
            return redirect("appointments:mine")
    found = Appointment.objects.filter(worker=me).select_related("office")
    ahead = found.filter(state=AppointmentState.BOOKED, ends_at__gt=timezone.now()).order_by("starts_at", "id")
    context = {
        "form": form,
        "choosing": choosing,
        "ahead": list(ahead[:PAST]),
        "past": found.exclude(state=AppointmentState.BOOKED, ends_at__gt=timezone.now()).order_by("-starts_at", "-id")[
            :PAST
        ],
        "moment": moment,
    }
    return render(request, "appointments/mine.html", context, status=422 if form.is_bound else 200)


@allow(worker)
@require_POST
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give one's own time back."""
    appointment = get_object_or_404(Appointment, public_id=public_id, worker=actor_of(request).worker_id)
    try:
        services.cancel(appointment, actor_of(request).user_or_none)
    except NotPossible as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, _("Đã hủy hẹn. Anh chị đặt lại giờ khác lúc nào cũng được."))
    return redirect("appointments:mine")
