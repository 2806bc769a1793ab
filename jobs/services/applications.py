"""Applications from their first step to the last; every change is locked, checked and logged.

Order of locks everywhere: worker, vacancy, application.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.enums import Verification
from jobs.enums import (
    APPLICATION_LIVE,
    APPLICATION_TRANSITIONS,
    ApplicationOrigin,
    ApplicationState,
    DismissReason,
    VacancyState,
)
from jobs.models import Application, ApplicationTransition, Dismissal, Placement, Vacancy
from jobs.services.errors import NotPossible
from jobs.signals import application_moved
from portal.accounts.models import User
from portal.codes.enums import ContractType
from portal.codes.holidays import promised
from workers.models import BlockedEmployer, Worker
from workers.services.profile import announce

REPLY_DAYS = 7
"""Calendar days within which an employer is expected to answer, put off to a working day where the last one is none;
the candidate is told the date."""


@dataclass(frozen=True)
class Step:
    """Who changes an application, and why."""

    actor: User | None
    reason: str = ""


def apply(worker: Worker, vacancy: Vacancy, step: Step, letter: str = "") -> Application:
    """The worker's own application. An invitation that stands is accepted by it; a live one is given back as it is."""
    return start(
        worker, vacancy, step, origin=ApplicationOrigin.WORKER, state=ApplicationState.SUBMITTED, letter=letter
    )


def invite(worker: Worker, vacancy: Vacancy, step: Step) -> Application:
    """The employer's invitation to someone matched; nothing happens where the person is in contact already."""
    return start(worker, vacancy, step, origin=ApplicationOrigin.MATCH, state=ApplicationState.PROPOSED)


@transaction.atomic
def start(
    worker: Worker,
    vacancy: Vacancy,
    step: Step,
    *,
    origin: ApplicationOrigin,
    state: ApplicationState,
    letter: str = "",
) -> Application:
    """A new application, or the live one between the two (a double press makes no second).

    Raises :class:`NotPossible` when the vacancy takes nobody now or one side blocked the other.
    """
    Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    vacancy = Vacancy.objects.select_for_update(of=("self",)).select_related("employer").get(pk=vacancy.pk)
    live = (
        Application.objects.select_for_update(of=("self",))
        .filter(worker=worker, vacancy=vacancy, state__in=APPLICATION_LIVE)
        .first()
    )
    if live and live.state == ApplicationState.PROPOSED and state == ApplicationState.SUBMITTED:
        check_open(vacancy)
        live.letter = letter or live.letter
        return _change(live, state, step)
    if live:
        return live
    check_open(vacancy)
    if BlockedEmployer.objects.filter(worker=worker, employer=vacancy.employer_id).exists():
        raise NotPossible(_("Người lao động đã chọn không liên hệ với đơn vị này."))
    application = Application(worker=worker, vacancy=vacancy, origin=origin, state="", letter=letter)
    return _change(application, state, step)


def check_open(vacancy: Vacancy) -> None:
    """Raise :class:`NotPossible` unless the vacancy takes applications today."""
    if vacancy.state != VacancyState.PUBLISHED or vacancy.employer.verification == Verification.SUSPENDED:
        raise NotPossible(_("Tin này hiện không nhận hồ sơ."))
    if vacancy.deadline and vacancy.deadline < timezone.localdate():
        raise NotPossible(_("Tin này đã hết hạn nộp hồ sơ."))
    if vacancy.remaining <= 0:
        raise NotPossible(_("Tin này đã tuyển đủ người."))


def withdraw(application: Application, step: Step) -> Application:
    return move(application, ApplicationState.WITHDRAWN, step)


def decline(application: Application, step: Step) -> Application:
    """The worker's no to an invitation."""
    return move(application, ApplicationState.DECLINED, step)


@transaction.atomic
def move(application: Application, after: ApplicationState, step: Step) -> Application:
    """Change the state along the transition table; the same state again changes nothing.

    Hiring goes through :func:`hire`, which also fills a seat.
    """
    if after == ApplicationState.HIRED:
        raise ValueError("hire() fills the seat and records the placement")
    return _change(_locked(application), after, step)


@transaction.atomic
def mark_viewed(application: Application, step: Step) -> Application:
    """The employer opened it: from submitted only, otherwise nothing changes."""
    locked = _locked(application)
    return _change(locked, ApplicationState.VIEWED, step) if locked.state == ApplicationState.SUBMITTED else locked


@transaction.atomic
def hire(
    application: Application,
    step: Step,
    started_on: date,
    monthly_pay: int | None = None,
    contract_type: ContractType | None = None,
) -> Placement:
    """Take the person on: the state, a seat of the vacancy and the placement change together."""
    vacancy = Vacancy.objects.select_for_update(of=("self",)).get(pk=application.vacancy_id)
    locked = _locked(application)
    if locked.state == ApplicationState.HIRED:
        return locked.placement
    if vacancy.remaining <= 0:
        raise NotPossible(_("Tin này đã tuyển đủ người; hãy tăng số lượng cần tuyển trước."))
    _change(locked, ApplicationState.HIRED, step)
    Vacancy.objects.filter(pk=vacancy.pk).update(filled=F("filled") + 1)
    return Placement.objects.create(
        application=locked,
        started_on=started_on,
        monthly_pay=monthly_pay,
        contract_type=contract_type or "",
        recorded_by=step.actor,
    )


def _locked(application: Application) -> Application:
    return Application.objects.select_for_update(of=("self",)).get(pk=application.pk)


def _change(application: Application, after: ApplicationState, step: Step) -> Application:
    """Save the locked (or new) application in its next state, with its line in the log."""
    before = application.state
    if before == after:
        return application
    if before and after not in APPLICATION_TRANSITIONS[ApplicationState(before)]:
        raise NotPossible(
            _("Không thể chuyển hồ sơ từ “%(before)s” sang “%(after)s”.")
            % {"before": ApplicationState(before).label, "after": after.label}
        )
    application.state, application.reason, application.changed_at = after, step.reason, timezone.now()
    if after == ApplicationState.SUBMITTED:
        application.reply_by = promised(timezone.localdate(), REPLY_DAYS)
    application.save()
    ApplicationTransition.objects.create(
        application=application, before=before, after=after, actor=step.actor, reason=step.reason
    )
    application_moved.send(sender=Application, application=application, before=before, actor=step.actor)
    return application


def dismiss(worker: Worker, vacancy: Vacancy, reason: DismissReason, note: str = "") -> Dismissal:
    """Put a proposed vacancy aside; said again, the later reason stands."""
    dismissal, _created = Dismissal.objects.update_or_create(
        worker=worker, vacancy=vacancy, defaults={"reason": reason, "note": note, "at": timezone.now()}
    )
    return dismissal


def restore(worker: Worker, vacancy: Vacancy) -> None:
    """Take a vacancy put aside back into the lists."""
    if Dismissal.objects.filter(worker=worker, vacancy=vacancy).delete()[0]:
        announce(worker.pk)
