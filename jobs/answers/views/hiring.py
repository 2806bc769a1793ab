"""The employer's side: who waits, answering several at once, closing with an answer, taking an answer back."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from jobs.answers import services
from jobs.answers.clock import waiting
from jobs.answers.forms import OF_OUTCOME, BulkForm, ClosingForm
from jobs.answers.models import Decision
from jobs.answers.services import Answer
from jobs.enums import ApplicationState, CloseReason, VacancyState
from jobs.hiring.candidates import UNDER_WAY
from jobs.hiring.forms.actions import ANSWERS
from jobs.hiring.views.candidate import answering
from jobs.models import Application, Vacancy
from jobs.permissions import may_act
from jobs.posting.services.life import Ending, close
from jobs.services import NotPossible
from portal.accounts.access import actor_of, allow, employer_member, staff
from portal.accounts.models import User

PAGE = 50


def under_way(vacancy: Vacancy) -> list[Application]:
    """Applications that reached the employer and have not ended, the longest waiting first."""
    found = Application.objects.filter(vacancy=vacancy, state__in=UNDER_WAY).select_related("worker")
    return list(found.order_by("created_at", "id"))


@allow(employer_member)
def queue(request: HttpRequest) -> HttpResponse:
    """Everybody who waits for an answer, those past their promised day first."""
    page = Paginator(waiting(actor_of(request).employer_ids), PAGE).get_page(request.GET.get("page"))
    return render(request, "jobs/answers/queue.html", {"page": page, "today": timezone.localdate()})


@allow(employer_member, staff)
def bulk(request: HttpRequest, public_id: str) -> HttpResponse:
    """One answer to several applicants; ``?nguoi=`` names those ticked before."""
    vacancy = answering(request, public_id)
    people = under_way(vacancy)
    form = BulkForm(
        request.POST or None,
        possible=frozenset(ANSWERS),
        applicants=people,
        initial={"people": request.GET.getlist("nguoi")},
    )
    if request.method == "POST" and form.is_valid():
        named = set(form.cleaned_data["people"])
        chosen = [one for one in people if one.worker.public_id in named]
        done, troubles = services.decide_many(chosen, form.answer(), actor_of(request).user_or_none)
        if done:
            messages.success(
                request, ngettext("Đã trả lời %(n)d người.", "Đã trả lời %(n)d người.", done) % {"n": done}
            )
        for trouble in troubles:
            messages.error(request, trouble)
        return after_answer(vacancy)
    return render(request, "jobs/answers/bulk.html", {"vacancy": vacancy, "form": form, "people": people})


def after_answer(vacancy: Vacancy, person: str = "") -> HttpResponse:
    """Where an answer leads: when it filled the last seat and others wait, to what they are told."""
    vacancy.refresh_from_db(fields=["filled", "headcount", "state"])
    others = Application.objects.filter(vacancy=vacancy, state__in=UNDER_WAY).exists()
    if vacancy.remaining <= 0 and others:
        return redirect("answers:closing", vacancy.public_id)
    if person:
        return redirect("hiring:candidate", vacancy.public_id, person)
    return redirect("hiring:vacancy", vacancy.public_id)


@allow(employer_member, staff)
def closing(request: HttpRequest, public_id: str) -> HttpResponse:
    """People still wait: what are they told when the vacancy closes?"""
    vacancy = answering(request, public_id)
    people = under_way(vacancy)
    is_full = vacancy.remaining <= 0
    asked = request.GET.get("outcome", "")
    outcome = CloseReason(asked) if asked in OF_OUTCOME else CloseReason.FILLED_HERE
    initial = {"outcome": outcome, "code": OF_OUTCOME[outcome]}
    form = ClosingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        answer = Answer(ApplicationState.NOT_HIRED, data["code"], data["words"])
        user = actor_of(request).user_or_none
        try:
            with transaction.atomic():
                done, troubles = services.decide_many(people, answer, user)
                if vacancy.state != VacancyState.CLOSED:
                    elsewhere = request.GET.get("hired_elsewhere", "")
                    told = int(elsewhere) if elsewhere.isdecimal() and len(elsewhere) < 6 else None
                    close(vacancy, user, Ending(data["outcome"], told, request.GET.get("note", "")[:255]))
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            said = ngettext("Đã trả lời %(n)d người và đóng tin.", "Đã trả lời %(n)d người và đóng tin.", done)
            messages.success(request, said % {"n": done})
            for trouble in troubles:
                messages.error(request, trouble)
        return redirect("hiring:vacancy", vacancy.public_id)
    context = {"vacancy": vacancy, "people": people, "form": form, "is_full": is_full}
    return render(request, "jobs/answers/closing.html", context)


@allow(employer_member, staff)
@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back an answer sent by mistake."""
    decision = get_object_or_404(
        Decision.objects.select_related("application__vacancy__employer", "application__worker"), public_id=public_id
    )
    vacancy = decision.application.vacancy
    if not may_act(actor_of(request), vacancy):
        raise Http404
    try:
        services.undo(decision, cast(User, request.user))
        messages.success(request, _("Đã rút lại trả lời. Người lao động chưa được báo gì."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("hiring:candidate", vacancy.public_id, decision.application.worker.public_id)
