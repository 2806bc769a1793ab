"""One person beside one vacancy, as its employer may see them; inviting and answering."""

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs.answers import services as decisions
from jobs.attachments.services import employer_reads
from jobs.enums import APPLICATION_TRANSITIONS, ApplicationState, VacancyState
from jobs.hiring.candidates import REACHED, Candidate, matched, sight_of
from jobs.hiring.forms.actions import ANSWERS, AnswerForm
from jobs.hiring.views.vacancy import managed
from jobs.matching.enums import Reader
from jobs.matching.explain import explain
from jobs.models import Application, ApplicationTransition, Vacancy
from jobs.permissions import may_act
from jobs.services import NotPossible, applications
from jobs.services.applications import Step
from portal.accounts.access import actor_of, allow, employer_member, staff
from portal.accounts.services import log_access
from workers.looks.asking import opened
from workers.models import Worker, WorkerSkill
from workers.permissions import Sight

INTERVIEWING = {ApplicationState.SUBMITTED, ApplicationState.VIEWED, ApplicationState.INTERVIEW}
"""States in which times for an interview may be offered."""


def visible(vacancy: Vacancy, public_id: str) -> tuple[Worker, Sight, Application | None]:
    """The person, if this vacancy's employer may see them: in contact already, or on its published list."""
    skills = WorkerSkill.objects.filter(worker=OuterRef("pk")).order_by("pk").values("skill__name")
    found = Worker.objects.select_related("commune", "training_field").annotate(skill_names=ArraySubquery(skills))
    worker = get_object_or_404(found, public_id=public_id)
    sight, application = sight_of(worker, vacancy)
    listed = application or worker.pk in {key for key, _points in matched(vacancy)}
    if sight is Sight.NOTHING or not listed:
        raise Http404
    return worker, sight, application


def answering(request: HttpRequest, public_id: str) -> Vacancy:
    """The vacancy, if the actor may also deal with its people."""
    vacancy = managed(request, public_id)
    if not may_act(actor_of(request), vacancy):
        raise Http404
    return vacancy


@allow(employer_member, staff)
def candidate(request: HttpRequest, public_id: str, person: str) -> HttpResponse:
    """Opening the page is logged where the person can see it; opening an application marks it viewed."""
    vacancy = answering(request, public_id)
    worker, sight, application = visible(vacancy, person)
    user = actor_of(request).user_or_none
    assert user, "the rules let in signed-in people only"
    if actor_of(request).is_counsellor and sight is Sight.OPEN:
        # An employer's list is no side door for the staff.
        opened(request, worker)
    log_access(user, worker.public_id, f"candidate-{sight.value}", f"{vacancy.employer}: {vacancy.title}"[:255])
    if application and application.state == ApplicationState.SUBMITTED and not actor_of(request).is_counsellor:
        application.state = applications.mark_viewed(application, Step(user)).state
    return render(request, "jobs/hiring/candidate.html", _context(vacancy, worker, sight, application))


def _context(
    vacancy: Vacancy, worker: Worker, sight: Sight, application: Application | None, answer: AnswerForm | None = None
) -> dict[str, object]:
    told = explain(worker, vacancy, Reader.EMPLOYER)
    possible = APPLICATION_TRANSITIONS[ApplicationState(application.state)] if application else frozenset()
    reached = bool(application and application.state in REACHED)
    answers = possible & frozenset(ANSWERS)
    return {
        "vacancy": vacancy,
        "candidate": Candidate(worker, sight, told.points, told, application),
        "explanation": told,
        "application": application,
        "history": _history(application) if application else [],
        "past": list(worker.history.all()[:10]),
        "skills": worker.skill_names,  # type: ignore[attr-defined]  # annotated by visible()
        "answer": answer or (AnswerForm(possible=answers) if reached and answers else None),
        "reached": reached,
        "reads_papers": bool(application and employer_reads(application)),
        "can_interview": bool(application and application.state in INTERVIEWING),
        "can_invite": application is None and vacancy.state == VacancyState.PUBLISHED,
    }


def _history(application: Application) -> list[ApplicationTransition]:
    """The log, newest first, each line with its decision where there was one."""
    return list(application.transitions.select_related("decision").order_by("-at", "-id"))


@allow(employer_member, staff)
@require_POST
def invite(request: HttpRequest, public_id: str, person: str) -> HttpResponse:
    """Ask somebody on the list to apply; who they are stays theirs until they say yes."""
    vacancy = answering(request, public_id)
    worker, _sight, _application = visible(vacancy, person)
    try:
        applications.invite(worker, vacancy, Step(actor_of(request).user_or_none))
        messages.success(request, _("Đã gửi lời mời. Người lao động nhận lời thì hồ sơ hiện ở mục đã nộp."))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("hiring:vacancy", vacancy.public_id)


@allow(employer_member, staff)
@require_POST
def answer(request: HttpRequest, public_id: str, person: str) -> HttpResponse:
    """Tell an applicant: offer, hired, not hired and why. For a while it can be taken back."""
    from jobs.answers.views.hiring import after_answer

    vacancy = answering(request, public_id)
    worker, sight, application = visible(vacancy, person)
    if application is None or application.state not in REACHED:
        raise Http404
    if request.POST.get("after") == application.state:
        # Pressed twice, or in a second tab.
        return redirect("hiring:candidate", vacancy.public_id, worker.public_id)
    possible = APPLICATION_TRANSITIONS[ApplicationState(application.state)]
    form = AnswerForm(request.POST, possible=possible)
    if not form.is_valid():
        return render(request, "jobs/hiring/candidate.html", _context(vacancy, worker, sight, application, form))
    try:
        decisions.decide(application, form.answer(), actor_of(request).user_or_none)
        messages.success(request, _("Đã trả lời: %(state)s.") % {"state": form.cleaned_data["after"].label})
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return after_answer(vacancy, worker.public_id)
