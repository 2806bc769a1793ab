"""The programmes of work abroad, one programme, and registering for it."""

from django.conf import settings
from django.contrib import messages
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jobs.abroad.fees import totals
from jobs.models import Vacancy
from jobs.seeking.views.home import own
from portal.accounts.access import actor_of, allow, anyone, worker
from portal.accounts.models import Office
from workers.overseas import services
from workers.overseas.enums import DOSSIER_MAY_WITHDRAW, DOSSIER_OPEN, DossierState
from workers.overseas.models import Dossier, OverseasProgramme

PAST = 6
VACANCIES = 12


def phone() -> str:
    """The centre's telephone: of the settings, else of the head office."""
    if settings.CENTRE_PHONE:
        return str(settings.CENTRE_PHONE)
    return Office.objects.exclude(phone="").order_by("-is_head", "code").values_list("phone", flat=True).first() or ""


@allow(anyone)
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """What can be registered for now or soon, and what has closed."""
    today = timezone.localdate()
    context = {
        "today": today,
        "taking": list(OverseasProgramme.objects.taking(today)),
        "closed": list(OverseasProgramme.objects.closed(today)[:PAST]),
        "phone": phone(),
    }
    return render(request, "abroad/list.html", context)


@allow(anyone)
@require_safe
def programme(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who sends, what it costs by which text, the steps with their papers, until when."""
    shown = get_object_or_404(OverseasProgramme, public_id=public_id)
    today = timezone.localdate()
    worker_id = actor_of(request).worker_id
    mine = Dossier.objects.filter(programme=shown, worker=worker_id).first() if worker_id else None
    fees = list(shown.fee_items.order_by("order"))
    vacancies = (
        Vacancy.objects.published()
        .with_card()
        .filter(Q(deadline=None) | Q(deadline__gte=today), programme=shown, filled__lt=F("headcount"))
        .order_by("-published_at", "-id")[:VACANCIES]
    )
    context = {
        "programme": shown,
        "address": f"{settings.PUBLIC_ADDRESS}{request.path}",
        "today": today,
        "is_taking": shown.opens_on <= today <= shown.closes_on,
        "is_soon": today < shown.opens_on,
        "days_left": (shown.closes_on - today).days,
        "fees": fees,
        "totals": totals(fees),
        "said_fees": [line.strip() for line in shown.fees.splitlines() if line.strip()],
        "steps": [
            (step, [line.strip() for line in step.documents.splitlines() if line.strip()])
            for step in shown.steps.order_by("order")
        ],
        "mine": mine,
        "mine_open": mine is not None and mine.state in DOSSIER_OPEN,
        "may_withdraw": mine is not None and mine.state in DOSSIER_MAY_WITHDRAW,
        "missing": [line.strip() for line in mine.missing.splitlines() if line.strip()] if mine else [],
        "may_register": mine is None or mine.state == DossierState.WITHDRAWN,
        "vacancies": vacancies,
        "phone": phone(),
    }
    return render(request, "abroad/programme.html", context)


@allow(worker)
@require_POST
def register(request: HttpRequest, public_id: str) -> HttpResponse:
    """A dossier in its first state; a second press changes nothing."""
    shown = get_object_or_404(OverseasProgramme, public_id=public_id)
    try:
        dossier, is_new = services.register(shown, own(request))
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("Đã đăng ký. %(office)s sẽ gọi anh chị để hướng dẫn hồ sơ, không thu phí.")
        already = _("Anh chị đã đăng ký chương trình này, hồ sơ ở %(office)s.")
        messages.success(request, (said if is_new else already) % {"office": dossier.office.name})
    return redirect("jobs:programme", shown.public_id)


@allow(worker)
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one's own dossier back."""
    dossier = get_object_or_404(Dossier, programme__public_id=public_id, worker=own(request))
    try:
        services.withdraw(dossier)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã rút đăng ký."))
    return redirect("jobs:programme", public_id)
