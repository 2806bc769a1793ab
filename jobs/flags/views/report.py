"""A visitor reports an advert, without an account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from jobs.enums import VacancyState
from jobs.flags import pace, services
from jobs.flags.forms import ReportForm
from jobs.models import Vacancy
from portal.accounts.access import actor_of, allow, anyone

SHOWN = (VacancyState.PUBLISHED, VacancyState.PAUSED, VacancyState.CLOSED)


def shown_vacancy(public_id: str) -> Vacancy:
    """One whose page anybody may read."""
    readable = Vacancy.objects.filter(state__in=SHOWN, published_at__isnull=False)
    return get_object_or_404(readable.exclude(employer__verification="suspended").with_card(), public_id=public_id)


@allow(anyone)
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is wrong with it, in a word or more; the centre looks at every report."""
    vacancy = shown_vacancy(public_id)
    form = ReportForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if pace.REPORTS.allows(request):
            # Programs are told what people are told.
            if not form.is_from_program:
                services.report(vacancy, form.said, form.cleaned_data["token"], actor_of(request).user_or_none)
            messages.success(request, _("Trung tâm đã nhận và sẽ xem trong một ngày làm việc. Cảm ơn anh chị."))
            return redirect("jobs:vacancy", vacancy.public_id)
        form.add_error(None, _("Anh chị đã báo nhiều tin trong một giờ. Hãy đợi rồi gửi lại, hoặc gọi trung tâm."))
        status = 429
    return render(request, "jobs/flags/report.html", {"vacancy": vacancy, "form": form}, status=status)
