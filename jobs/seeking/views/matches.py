"""Matches with their reasons; putting one aside; one pair and why it is, or is not, a match."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs.enums import APPLICATION_LIVE, ApplicationState, DismissReason
from jobs.lessons.models import Lesson
from jobs.matching.enums import Reader
from jobs.matching.explain import explain, without_barring
from jobs.models import Application, Dismissal, Vacancy
from jobs.seeking.forms import DismissForm
from jobs.seeking.lists import open_matches, suggestions
from jobs.seeking.views.home import own
from jobs.seeking.views.lessons import found
from jobs.services import applications
from portal.accounts.access import allow, worker
from workers.enums import ConsentPurpose

PAGE = 8
LESSONS = 10


@allow(worker)
def matches(request: HttpRequest) -> HttpResponse:
    """The list as last published, best first, each with its reasons as they are now."""
    me = own(request)
    rows = open_matches(me)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    listed = suggestions(me, list(page.object_list), explained=True)
    agreed = bool(rows) or me.consents.filter(purpose=ConsentPurpose.MATCHING, withdrawn_at=None).exists()
    return render(
        request,
        "jobs/seeking/matches.html",
        {"page": page, "suggestions": listed, "count": len(rows), "matching_agreed": agreed},
    )


@allow(worker)
def aside(request: HttpRequest) -> HttpResponse:
    """What was put aside, with the way back."""
    rows = (
        Dismissal.objects.filter(worker=own(request))
        .select_related("vacancy__employer")
        .defer("vacancy__description", "vacancy__requirements", "vacancy__benefits_text")
    )
    page = Paginator(rows, 20).get_page(request.GET.get("page"))
    lessons = Lesson.objects.filter(worker=own(request), undone_at=None).order_by("-at", "-id")[:LESSONS]
    return render(request, "jobs/seeking/aside.html", {"page": page, "lessons": lessons})


@allow(worker)
def pair(request: HttpRequest, public_id: str) -> HttpResponse:
    """Any open vacancy beside one's own profile: what fits, what is not known, what does not fit."""
    me = own(request)
    vacancy = get_object_or_404(Vacancy.objects.published().with_card(), public_id=public_id)
    application = Application.objects.filter(
        worker=me, vacancy=vacancy, state__in=[*APPLICATION_LIVE, ApplicationState.HIRED]
    ).first()
    explanation = explain(me, vacancy, Reader.WORKER)
    context = {
        "vacancy": vacancy,
        "explanation": without_barring(explanation) if application else explanation,
        "application": application,
        "dismissal": Dismissal.objects.filter(worker=me, vacancy=vacancy).first(),
        "dismiss": DismissForm(),
    }
    return render(request, "jobs/seeking/pair.html", context)


@allow(worker)
@require_POST
def dismiss(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put a vacancy aside, with or without saying why; it can be taken back."""
    vacancy = get_object_or_404(Vacancy.objects.published(), public_id=public_id)
    form = DismissForm(request.POST)
    reason = DismissReason(form.cleaned_data["reason"]) if form.is_valid() else DismissReason.HIDDEN
    me = own(request)
    dismissal = applications.dismiss(me, vacancy, reason, form.cleaned_data.get("note", ""))
    messages.success(
        request,
        format_html(
            '{} <a class="link" href="{}">{}</a>',
            _("Đã gác lại “%(title)s”, lần sau không đề xuất nữa.") % {"title": vacancy.title},
            reverse("seeking:aside"),
            _("Xem những việc đã gác lại"),
        ),
    )
    if found(me, dismissal):
        return redirect("seeking:offer", public_id)
    return redirect("seeking:matches")


@allow(worker)
@require_POST
def restore(request: HttpRequest, public_id: str) -> HttpResponse:
    vacancy = get_object_or_404(Vacancy, public_id=public_id)
    applications.restore(own(request), vacancy)
    messages.success(request, _("Đã đưa “%(title)s” trở lại danh sách.") % {"title": vacancy.title})
    return redirect("seeking:aside")
