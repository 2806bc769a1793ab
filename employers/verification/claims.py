"""Asking the centre to let one speak for an employer that has members already."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.enums import MemberRole
from employers.models import Employer, EmployerMember
from employers.services import Company, Refused, Taken, sign_up
from employers.verification import log
from employers.verification.enums import ClaimState, Happening
from employers.verification.models import Claim
from employers.verification.services import locked
from portal.accounts.models import User
from portal.documents import uploads
from portal.notices.services import tell

MOST_OPEN = 3
"""Requests somebody may have open at a time: trying tax codes leads nowhere."""
KIND = "employer_claim"


def sign_up_or_claim(user: User, company: Company) -> Employer | Claim:
    """The new (or one's own) employer, or the request to the centre where the tax code is taken.

    Raises :class:`Refused` when too many requests are open.
    """
    try:
        return sign_up(user, company)
    except Taken as taken:
        return claim(user, taken.employer, company.name)


@transaction.atomic
def claim(user: User, employer: Employer, company: str) -> Claim:
    """One open request between the two; asked again, it is the same."""
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    mine = list(Claim.objects.filter(user=user, state=ClaimState.OPEN))
    for one in mine:
        if one.employer_id == employer.pk:
            return one
    if len(mine) >= MOST_OPEN:
        raise Refused(_("Anh chị đang có %(n)d yêu cầu chờ trung tâm. Hãy đợi trả lời, hoặc gọi trung tâm.") % {
            "n": MOST_OPEN
        })  # fmt: skip
    made = Claim.objects.create(user=user, employer=employer, company=company)
    log.write(employer, Happening.CLAIM, user)
    return made


@transaction.atomic
def explain(one: Claim, message: str, file: Any, actor: User) -> Claim:
    """Add words and a letter of authorisation to an open request. Raises ``ValidationError`` for a bad file."""
    held = _open(one)
    held.message = message
    former = held.letter
    if file:
        held.letter = uploads.store(file, actor)
    held.save(update_fields=["message", "letter"])
    if file and former:
        uploads.discard(former)
    return held


@transaction.atomic
def withdraw(one: Claim) -> None:
    held = _open(one)
    held.state, held.decided_at = ClaimState.WITHDRAWN, timezone.now()
    held.save(update_fields=["state", "decided_at"])


@transaction.atomic
def decide(one: Claim, actor: User, role: MemberRole | None, reason: str) -> Claim:
    """Let the person in as ``role``, or (``None``) refuse with a reason. The members of the employer see it in their
    history; the person is told."""
    employer = locked(one.employer)
    held = _open(one)
    if role is None and not reason.strip():
        raise Refused(_("Hãy ghi lý do không chấp nhận."))
    held.state = ClaimState.REFUSED if role is None else ClaimState.GRANTED
    held.reason, held.decided_by, held.decided_at = reason.strip(), actor, timezone.now()
    held.save()
    if role is not None:
        EmployerMember.objects.update_or_create(
            employer=employer,
            user=held.user,
            defaults={"role": role, "is_active": True, "joined_at": timezone.now()},
        )
    log.write(employer, Happening.CLAIM_DECIDED, actor, f"{held.get_state_display()}: {held.user}")
    payload = {
        "claim": held.public_id,
        "granted": role is not None,
        "name": held.company,
        "employer": employer.public_id if role else "",
        "words": held.reason,
    }
    tell(KIND, held.public_id, [(held.user_id, payload)])
    return held


def _open(one: Claim) -> Claim:
    held = Claim.objects.select_for_update(of=("self",)).select_related("user", "letter").get(pk=one.pk)
    if held.state != ClaimState.OPEN:
        raise Refused(_("Yêu cầu này đã được trả lời: %(state)s.") % {"state": held.get_state_display()})
    return held
