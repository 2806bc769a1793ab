"""Applying, following what became of it, answering an invitation, withdrawing."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs.attachments import services as papers
from jobs.enums import APPLICATION_LIVE, APPLICATION_TRANSITIONS, ApplicationState
from jobs.models import Application, Vacancy
from jobs.seeking.forms import ApplyForm, ReasonForm
from jobs.seeking.views.home import own
from jobs.services import NotPossible
from jobs.services import applications as services
from jobs.services.applications import Step
from portal.accounts.access import actor_of, allow, worker
from portal.accounts.models import User
from workers.models import Worker


@allow(worker)
def apply(request: HttpRequest, public_id: str) -> HttpResponse:
    """The application: what the employer will see, a few words, one button."""
    me = own(request)
    vacancy = get_object_or_404(Vacancy.objects.published().with_card(), public_id=public_id)
    live = Application.objects.filter(worker=me, vacancy=vacancy, state__in=APPLICATION_LIVE).first()
    if live and live.state != ApplicationState.PROPOSED:
        return redirect("seeking:application", live.public_id)
    form = ApplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = _applied(request, me, vacancy, form.cleaned_data["letter"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            messages.success(
                request,
                _("Đã gửi hồ sơ. Doanh nghiệp hẹn trả lời trước %(day)s.") % {"day": f"{made.reply_by:%d/%m/%Y}"},
            )
            return redirect("seeking:application", made.public_id)
    return render(request, "jobs/seeking/apply.html", {"worker": me, "vacancy": vacancy, "form": form, "live": live})


@transaction.atomic
def _applied(request: HttpRequest, me: Worker, vacancy: Vacancy, letter: str) -> Application:
    """The application with its papers, or nothing of it: a paper that will not do is mended before sending."""
    user = cast(User, request.user)
    made = services.apply(me, vacancy, Step(user), letter)
    picked = set(request.POST.getlist("papers"))
    chosen = [paper for paper in papers.papers_of(me) if paper.public_id in picked] if picked else []
    file = request.FILES.get("file")
    if chosen or file:
        papers.attach(made, chosen, file, user)
    if "cv" in request.POST:
        papers.attach(made, [], papers.cv_of(me), user)
    if "keep" in request.POST:
        papers.agree_to_keep(made, True, user)
    return made


@allow(worker)
def mine(request: HttpRequest) -> HttpResponse:
    """All applications, those under way first."""
    rows = (
        Application.objects.filter(worker=own(request))
        .select_related("vacancy__employer")
        .defer("vacancy__description", "vacancy__requirements", "vacancy__benefits_text")
        .order_by("-changed_at", "-id")
    )
    page = Paginator(rows, 20).get_page(request.GET.get("page"))
    return render(request, "jobs/seeking/applications.html", {"page": page, "today": timezone.localdate()})


def _own_application(request: HttpRequest, public_id: str) -> Application:
    return get_object_or_404(
        Application.objects.select_related("vacancy__employer"), public_id=public_id, worker=own(request)
    )


@allow(worker)
def application(request: HttpRequest, public_id: str) -> HttpResponse:
    """One application and everything that happened to it."""
    one = _own_application(request, public_id)
    history = list(one.transitions.select_related("decision").order_by("-at", "-id"))
    steps = [
        {
            "title": ApplicationState(line.after).label,
            "at": timezone.localtime(line.at),
            "by": _said_by(request, one, line.actor_id),
            "reason": line.reason,
        }
        for line in history
    ]
    context = {
        "application": one,
        "history": steps,
        "history_lines": history,
        "can_withdraw": ApplicationState.WITHDRAWN in APPLICATION_TRANSITIONS[ApplicationState(one.state)],
        "is_invitation": one.state == ApplicationState.PROPOSED,
        "form": ReasonForm(),
    }
    return render(request, "jobs/seeking/application.html", context)


def _said_by(request: HttpRequest, application: Application, actor_id: int | None) -> str:
    """The employer's and the centre's people are not named to the applicant."""
    if actor_id == request.user.pk:
        return _("Anh chị")
    return str(application.vacancy.employer) if actor_id else ""


@allow(worker)
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    return _answer(request, public_id, ApplicationState.WITHDRAWN, _("Đã rút hồ sơ."))


@allow(worker)
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    return _answer(request, public_id, ApplicationState.DECLINED, _("Đã từ chối lời mời."))


def _answer(request: HttpRequest, public_id: str, after: ApplicationState, said: str) -> HttpResponse:
    one = _own_application(request, public_id)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        services.move(one, after, Step(actor_of(request).user_or_none, reason))
        messages.success(request, said)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("seeking:application", one.public_id)
