"""What changes reports: a visitor's word, the centre's decision; and the counts of contacts shown."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.enums import Verification
from employers.models import Employer
from employers.services import Refused, set_verification
from jobs.enums import CloseReason, VacancyState
from jobs.flags.enums import FlagReason, FlagState, Outcome
from jobs.flags.models import ContactCount, Decision, Flag
from jobs.models import Vacancy
from jobs.services import NotPossible, vacancies
from portal.accounts.models import User
from portal.notices.services import tell

DECIDED = "flag_decided"


@dataclass(frozen=True)
class Report:
    reason: FlagReason
    text: str = ""
    contact: str = ""


def report(vacancy: Vacancy, said: Report, token: uuid.UUID, user: User | None) -> Flag:
    """Keep what was said. The same form sent again gives the report that is there."""
    flag, _created = Flag.objects.get_or_create(
        token=token,
        defaults={
            "vacancy": vacancy,
            "reason": said.reason,
            "text": said.text,
            "contact": said.contact,
            "user": user,
        },
    )
    return flag


@transaction.atomic
def decide(vacancy: Vacancy, outcome: Outcome, actor: User, note: str, upto: Flag) -> Decision:
    """Decide on the open reports up to ``upto`` (the newest the decider has read), and act on the advert.

    Raises :class:`NotPossible` without a note, when a colleague was faster, or when the advert's or the employer's
    state does not allow it. Who may suspend an employer the caller has asked.
    """
    if not note.strip():
        raise NotPossible(_("Hãy ghi vì sao quyết định như vậy."))
    locked = Vacancy.objects.select_for_update(of=("self",)).select_related("employer").get(pk=vacancy.pk)
    # Reports that came while this page was open wait for the next look.
    waiting = [flag.pk for flag in Flag.objects.open().on(locked).filter(at__lte=upto.at)]
    if not waiting:
        raise NotPossible(_("Đồng nghiệp vừa quyết định về tin này rồi. Chưa đổi gì thêm."))
    _act(locked, outcome, actor, note)
    decision = Decision.objects.create(vacancy=locked, outcome=outcome, note=note, actor=actor)
    state = FlagState.DISMISSED if outcome == Outcome.DISMISS else FlagState.UPHELD
    Flag.objects.filter(pk__in=waiting).update(state=state, decision=decision)
    _tell(decision, waiting)
    return decision


def _tell(decision: Decision, flags: list[int]) -> None:
    """Each who reported with an account, once, however often they did."""
    reporters = Flag.objects.filter(pk__in=flags, user__is_active=True).order_by("user").values_list("user", flat=True)
    vacancy = decision.vacancy
    payload = {"vacancy": vacancy.public_id, "title": vacancy.title, "outcome": decision.outcome}
    tell(DECIDED, str(decision.pk), [(user, payload) for user in reporters.distinct() if user])


def _act(vacancy: Vacancy, outcome: Outcome, actor: User, note: str) -> None:
    if outcome == Outcome.RETURN:
        vacancies.send_back(vacancy, actor, note)
    elif outcome == Outcome.CLOSE:
        if vacancy.state != VacancyState.CLOSED:
            vacancies.close(vacancy, actor, CloseReason.CANCELLED)
    elif outcome == Outcome.SUSPEND:
        _suspend(vacancy.employer, actor, note)


def _suspend(employer: Employer, actor: User, note: str) -> None:
    if not employer.tax_code:
        raise NotPossible(_("Doanh nghiệp này chưa có mã số thuế nên không tạm ngừng được; hãy gỡ tin."))
    try:
        set_verification(employer, Verification.SUSPENDED, actor, note)
    except Refused as refusal:
        raise NotPossible(str(refusal)) from refusal


def count_contact(vacancy: Vacancy, *, shown: bool) -> None:
    """One more time today that the contacts were shown, or refused."""
    name = "shown" if shown else "refused"
    day = timezone.localdate()
    ContactCount.objects.bulk_create([ContactCount(vacancy=vacancy, day=day)], ignore_conflicts=True)
    ContactCount.objects.filter(vacancy=vacancy, day=day).update(**{name: F(name) + 1})
