"""Decisions of employers: made, taken back for a moment, final; what the candidate may ask for and confirm."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jobs.answers.clock import is_overdue
from jobs.answers.enums import RefusalReason
from jobs.answers.models import Decision, HelpRequest, StartConfirmation
from jobs.enums import APPLICATION_LIVE, ApplicationState
from jobs.models import Application, ApplicationTransition, Placement, Vacancy
from jobs.services import NotPossible, applications
from jobs.services.applications import Step
from jobs.signals import application_moved, application_settled
from portal.accounts.models import User
from portal.codes.enums import ContractType

UNDO_MINUTES = 10
"""A wrong press can be taken back this long, unless the candidate has read the answer."""


@dataclass(frozen=True)
class Answer:
    """What an employer tells an applicant. Hiring needs ``started_on``, refusing a ``code``."""

    after: ApplicationState
    code: RefusalReason | None = None
    words: str = ""
    started_on: date | None = None
    monthly_pay: int | None = None
    contract_type: ContractType | None = None


@transaction.atomic
def decide(application: Application, answer: Answer, actor: User | None) -> Decision:
    """Answer an applicant; the same answer again changes nothing. Raises :class:`NotPossible`."""
    step = Step(actor, _logged(answer))
    if answer.after == ApplicationState.HIRED:
        if answer.started_on is None:
            raise ValueError("a hire has a first day")
        applications.hire(application, step, answer.started_on, answer.monthly_pay, answer.contract_type)
    else:
        applications.move(application, answer.after, step)
    line = application.transitions.order_by("-at", "-id")[:1].get()
    decision, _made = Decision.objects.get_or_create(
        transition=line,
        defaults={
            "application_id": application.pk,
            "code": answer.code or "",
            "words": answer.words,
            "actor": actor,
            "at": line.at,
        },
    )
    return decision


def _logged(answer: Answer) -> str:
    """The line of the log: kept in the portal's own language, whoever writes it."""
    with translation.override("vi"):
        return str(answer.code.label) if answer.code else answer.words[:255]


def decide_many(chosen: list[Application], answer: Answer, actor: User | None) -> tuple[int, list[str]]:
    """The same answer to several people, each in a transaction of its own; (how many, what went wrong by name)."""
    done, troubles = 0, []
    for one in sorted(chosen, key=lambda one: one.pk):
        try:
            decide(one, answer, actor)
            done += 1
        except NotPossible as refusal:
            troubles.append(f"{one.worker}: {refusal}")
    return done, troubles


def may_undo(decision: Decision) -> bool:
    """Still within its moment, unread and standing."""
    fresh = timezone.now() - decision.at <= timedelta(minutes=UNDO_MINUTES)
    return fresh and decision.seen_at is None and decision.undone_at is None and decision.told_at is None


@transaction.atomic
def undo(decision: Decision, actor: User | None) -> Application:
    """Take a wrong answer back; the log keeps both lines. Raises :class:`NotPossible` when it is too late."""
    vacancy = Vacancy.objects.select_for_update(of=("self",)).get(pk=decision.application.vacancy_id)
    application = Application.objects.select_for_update(of=("self",)).get(pk=decision.application_id)
    standing = Decision.objects.select_for_update(of=("self",)).select_related("transition").get(pk=decision.pk)
    if standing.undone_at:
        return application
    last = application.transitions.order_by("-at", "-id").first()
    if not may_undo(standing) or last is None or last.pk != standing.transition_id:
        raise NotPossible(_("Đã quá lúc rút lại: người lao động đã được báo hoặc đã đọc trả lời."))
    before = ApplicationState(standing.transition.before)
    again = Q(worker=application.worker_id, vacancy=vacancy.pk, state__in=APPLICATION_LIVE)
    if Application.objects.filter(again).exclude(pk=application.pk).exists():
        raise NotPossible(_("Người này đã nộp hồ sơ mới ở tin này; hãy trả lời hồ sơ mới."))
    if application.state == ApplicationState.HIRED:
        Placement.objects.filter(application=application).delete()
        Vacancy.objects.filter(pk=vacancy.pk).update(filled=F("filled") - 1)
    after, application.state = application.state, before
    application.reason, application.changed_at = "", timezone.now()
    application.save()
    ApplicationTransition.objects.create(
        application=application, before=after, after=before, actor=actor, reason="Rút lại trả lời vừa gửi"
    )
    standing.undone_at, standing.undone_by = timezone.now(), actor
    standing.save(update_fields=["undone_at", "undone_by"])
    application_moved.send(sender=Application, application=application, before=after, actor=actor)
    return application


@transaction.atomic
def settle(decision_id: int) -> bool:
    """Make a decision final and tell the candidate; whether this call did. Safe to repeat and to run twice at once."""
    from jobs.answers.telling import tell_decision

    found = Decision.objects.select_for_update(of=("self",), skip_locked=True).filter(
        pk=decision_id, told_at=None, undone_at=None
    )
    decision = found.select_related("application__worker", "application__vacancy__employer", "transition").first()
    if decision is None:
        return False
    decision.told_at = timezone.now()
    decision.save(update_fields=["told_at"])
    tell_decision(decision)
    application_settled.send(sender=Application, application=decision.application)
    return True


def mark_seen(application: Application) -> None:
    """The candidate has read what was decided: it cannot be taken back any more."""
    unseen = Decision.objects.filter(application=application, seen_at=None, undone_at=None)
    unseen.update(seen_at=timezone.now())


@transaction.atomic
def ask_centre(application: Application) -> HelpRequest:
    """The candidate asks the centre to find out; asked again, the first request stands."""
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if not is_overdue(locked):
        raise NotPossible(_("Doanh nghiệp còn trong hạn trả lời hoặc đã trả lời."))
    request, _made = HelpRequest.objects.get_or_create(application=locked)
    return request


@transaction.atomic
def handle_help(request: HelpRequest, actor: User, answer: str) -> HelpRequest:
    """The centre has asked the employer; the candidate reads what came of it. The first answer stands."""
    from jobs.answers.telling import tell_help

    locked = HelpRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if locked.handled_at:
        raise NotPossible(_("Việc này đã có người trả lời."))
    if not answer.strip():
        raise NotPossible(_("Hãy ghi doanh nghiệp nói gì, hoặc đã làm gì."))
    locked.handled_at, locked.handled_by, locked.answer = timezone.now(), actor, answer
    locked.save()
    tell_help(locked)
    return locked


@transaction.atomic
def confirm_start(placement: Placement, started: bool, actor: User, note: str = "") -> StartConfirmation:
    """The person says whether the job began. Raises :class:`NotPossible` before its first day."""
    if placement.started_on > timezone.localdate():
        raise NotPossible(_("Chưa tới ngày bắt đầu làm việc."))
    said, _made = StartConfirmation.objects.update_or_create(
        placement=placement, defaults={"started": started, "note": note, "said_by": actor, "at": timezone.now()}
    )
    return said
