"""After "not for me, because": what in one's wishes would keep such vacancies away, accepted by one tap, taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jobs.enums import DismissReason
from jobs.lessons import services
from jobs.lessons.models import Lesson
from jobs.lessons.offers import MOST_COUNTED, Offer, offers
from jobs.models import Dismissal, Vacancy
from jobs.seeking.lists import open_matches
from jobs.seeking.views.home import own
from jobs.services import NotPossible
from portal.accounts.access import allow, worker
from workers.models import Worker


def found(me: Worker, dismissal: Dismissal) -> list[Offer]:
    """The changes that would answer this dismissal, with how much of today's list would go."""
    keys = [row[0] for row in open_matches(me)[:MOST_COUNTED]]
    listed = list(Vacancy.objects.filter(pk__in=keys).order_by("pk"))
    return offers(me, dismissal.vacancy, DismissReason(dismissal.reason), listed)


@allow(worker)
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is offered; sending one of them changes the wishes exactly as it says."""
    me = own(request)
    dismissal = get_object_or_404(
        Dismissal.objects.select_related("vacancy__employer"), worker=me, vacancy__public_id=public_id
    )
    made = found(me, dismissal)
    if request.method == "POST":
        chosen = next((one for one in made if one.key == request.POST.get("offer")), None)
        if chosen:
            return _accept(request, me, dismissal, chosen)
        messages.info(request, _("Điều này đã được đổi rồi, hoặc không còn loại được việc ấy."))
        return redirect("seeking:matches")
    if not made:
        return redirect("seeking:matches")
    return render(request, "jobs/seeking/offer.html", {"dismissal": dismissal, "offers": made, "worker": me})


def _accept(request: HttpRequest, me: Worker, dismissal: Dismissal, chosen: Offer) -> HttpResponse:
    version = request.POST.get("version", "")
    number = int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else -1
    try:
        services.accept(me, number, dismissal.vacancy, DismissReason(dismissal.reason), chosen)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("seeking:offer", dismissal.vacancy.public_id)
    messages.success(
        request,
        format_html(
            '{} <a class="link" href="{}#rut-ra">{}</a>',
            _("Đã đổi: %(what)s Danh sách được làm mới ngay.") % {"what": chosen.text},
            reverse("seeking:aside"),
            _("Đổi ý thì hoàn tác"),
        ),
    )
    return redirect("seeking:matches")


@allow(worker)
@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    lesson = get_object_or_404(Lesson, worker=own(request), public_id=public_id)
    try:
        services.undo(lesson)
        messages.success(request, _("Đã hoàn tác: %(what)s") % {"what": lesson.text})
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("seeking:aside")
