"""What changes outcomes: the employer's word, refusals, calls, updates of the exchange.

Locks as everywhere: worker, vacancy, application; the referral or placement before them all, so that of two sendings
the second waits and then finds everything done.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.answers.enums import RefusalReason
from jobs.answers.services import Answer, decide
from jobs.enums import APPLICATION_LIVE, ApplicationState
from jobs.models import Application, Placement, PlacementCheck, Referral
from jobs.outcomes.enums import FINAL, Justified, PersonReason, Source, Word
from jobs.outcomes.models import Call, EmployerWord, ExchangeUpdate, Refusal
from jobs.services import NotPossible
from jobs.services.applications import Step, mark_viewed, move
from portal.accounts.models import User
from portal.codes.enums import ContractType


@dataclass(frozen=True)
class Said:
    """What an employer says about a referral. Hiring needs ``started_on``; not hiring a ``code``."""

    word: Word
    source: Source
    said_by: str = ""
    note: str = ""
    started_on: date | None = None
    monthly_pay: int | None = None
    contract_type: ContractType | None = None
    code: RefusalReason | None = None


def _locked(referral: Referral) -> Referral:
    found = Referral.objects.select_for_update(of=("self",)).select_related("application")
    return found.get(pk=referral.pk)


@transaction.atomic
def hear(referral: Referral, said: Said, actor: User | None) -> EmployerWord:
    """Record the employer's word and move the application with it; ``actor`` is the counsellor on the telephone.

    Said again after a final word, nothing changes and the first word is given back. Raises :class:`NotPossible` where
    the person refused or withdrew, or the vacancy has no seat left.
    """
    held = _locked(referral)
    final = held.words.exclude(word=Word.WAITING).first()
    if final:
        return final
    if said.word == Word.WAITING:
        same = held.words.filter(word=Word.WAITING, source=said.source, note=said.note, said_by=said.said_by).first()
        if same:
            return same
    _answer(held.application, said, actor)
    return EmployerWord.objects.create(
        referral=held, word=said.word, source=said.source, said_by=said.said_by, note=said.note, recorded_by=actor
    )


def _answer(application: Application, said: Said, actor: User | None) -> None:
    state = ApplicationState(application.state)
    if state not in APPLICATION_LIVE and state not in (ApplicationState.HIRED, ApplicationState.NOT_HIRED):
        raise NotPossible(_("Hồ sơ này đã được rút; không cần xác nhận nữa."))
    if said.word == Word.WAITING:
        mark_viewed(application, Step(actor))
        return
    if said.word == Word.HIRED:
        answer = Answer(
            ApplicationState.HIRED,
            started_on=said.started_on or timezone.localdate(),
            monthly_pay=said.monthly_pay,
            contract_type=said.contract_type,
        )
    else:
        code = RefusalReason.ABSENT if said.word == Word.ABSENT else said.code or RefusalReason.OTHER
        answer = Answer(ApplicationState.NOT_HIRED, code)
    # The employer may have answered on its own pages before: the same answer is only noted, another is not possible.
    if state != answer.after:
        decide(application, answer, actor)


def is_settled(referral: Referral) -> bool:
    """A final word was said, or the application ended otherwise."""
    return (
        any(word.word in FINAL for word in referral.words.all())
        or ApplicationState(referral.application.state) not in APPLICATION_LIVE
    )


@dataclass(frozen=True)
class No:
    """The person's no."""

    reason: PersonReason
    justified: Justified
    refused_on: date
    words: str = ""


@transaction.atomic
def refuse(referral: Referral, no: No, actor: User) -> Refusal:
    """The person does not take it: written down, and the application withdrawn. Again, what was said last stands.

    Whether the reason is good is the counsellor's note for whoever decides on the benefit; nothing is decided here.
    Raises :class:`NotPossible` after the person was hired.
    """
    held = _locked(referral)
    if held.application.state == ApplicationState.HIRED:
        raise NotPossible(_("Người này đã được nhận vào làm; hãy ghi ở phần hỏi thăm."))
    if not held.issued_on <= no.refused_on <= timezone.localdate():
        raise NotPossible(_("Ngày từ chối phải từ ngày cấp giấy giới thiệu đến hôm nay."))
    said, _made = Refusal.objects.update_or_create(
        referral=held,
        defaults={
            "reason": no.reason,
            "words": no.words,
            "justified": no.justified,
            "refused_on": no.refused_on,
            "recorded_by": actor,
        },
    )
    if held.application.state in APPLICATION_LIVE:
        move(held.application, ApplicationState.WITHDRAWN, Step(actor, str(no.reason.label)))
    return said


@dataclass(frozen=True)
class Heard:
    """What one call found out. Nobody reached: ``again_on``."""

    submission: UUID
    outcome: PlacementCheck.Outcome
    again_on: date | None = None
    monthly_pay: int | None = None
    has_contract: bool | None = None
    contract_type: ContractType | None = None
    is_insured: bool | None = None
    problems: str = ""
    left_on: date | None = None
    left_because: str = ""


@transaction.atomic
def note_call(placement: Placement, month: int, heard: Heard, actor: User) -> tuple[Call, bool]:
    """Write the call down and keep the month's check with it; (the call, whether it is new).

    A check that reached the person is not undone by a later call nobody answered.
    """
    held = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    before = Call.objects.filter(submission=heard.submission).first()
    if before:
        if (before.placement_id, before.called_by_id) != (held.pk, actor.pk):
            raise NotPossible(_("Phiếu này đã được ghi cho người khác. Hãy mở lại trang rồi ghi."))
        return before, False
    said = {name: getattr(heard, name) for name in Heard.__dataclass_fields__}
    said["contract_type"] = heard.contract_type or ""
    call = Call.objects.create(placement=held, month=month, called_by=actor, **said)
    check = PlacementCheck.objects.filter(placement=held, month=month).first()
    unreached = PlacementCheck.Outcome.UNREACHED
    if check is None or check.outcome == unreached or heard.outcome != unreached:
        PlacementCheck.objects.update_or_create(
            placement=held,
            month=month,
            defaults={
                "outcome": heard.outcome,
                "checked_on": timezone.localdate(),
                "checked_by": actor,
                "note": heard.problems or heard.left_because,
            },
        )
    return call, True


@transaction.atomic
def mark_updated(placements: Iterable[Placement], on: date, actor: User) -> int:
    """Note that results were entered on the national exchange; how many were not noted before."""
    if on > timezone.localdate():
        raise NotPossible(_("Ngày cập nhật không thể sau hôm nay."))
    chosen = sorted(placements, key=lambda placement: placement.pk)
    list(Placement.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in chosen]).order_by("pk"))
    done = set(ExchangeUpdate.objects.filter(placement__in=chosen).values_list("placement", flat=True))
    fresh = [one for one in chosen if one.pk not in done]
    ExchangeUpdate.objects.bulk_create(ExchangeUpdate(placement=one, updated_on=on, updated_by=actor) for one in fresh)
    return len(fresh)
