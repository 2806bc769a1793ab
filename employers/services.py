"""What changes employers: signing up, and the centre's verification."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from employers.enums import MemberRole, Verification
from employers.models import Employer, EmployerMember, VerificationChange
from employers.signals import verification_changed
from portal.accounts.models import User

VERIFICATION_TRANSITIONS: dict[Verification, frozenset[Verification]] = {
    Verification.COLLECTED: frozenset({Verification.PENDING, Verification.VERIFIED, Verification.SUSPENDED}),
    Verification.PENDING: frozenset({Verification.VERIFIED, Verification.SUSPENDED}),
    Verification.VERIFIED: frozenset({Verification.SUSPENDED}),
    Verification.SUSPENDED: frozenset({Verification.VERIFIED}),
}


class Refused(Exception):
    """Nothing was changed; the text says why, in the reader's language."""


class Taken(Exception):
    """The tax code's employer has members already; nothing was changed and nothing about them is said."""

    def __init__(self, employer: Employer) -> None:
        super().__init__(employer.pk)
        self.employer = employer


@dataclass(frozen=True)
class Company:
    name: str
    tax_code: str


@transaction.atomic
def sign_up(user: User, company: Company) -> Employer:
    """Make ``user`` the owner of a new employer, which the centre then verifies.

    An employer known only from collected adverts is taken over. One that has members is not: :class:`Taken`, the
    centre is asked instead. The same user signing up twice gets the same employer.
    """
    employer = Employer.objects.select_for_update(of=("self",)).filter(tax_code=company.tax_code).first()
    if employer is None:
        employer = Employer.objects.create(name=company.name, tax_code=company.tax_code)
        VerificationChange.objects.create(employer=employer, before="", after=Verification.PENDING, actor=user)
    elif employer.members.filter(user=user, is_active=True).exists():
        return employer
    elif employer.members.exists() or employer.verification == Verification.SUSPENDED:
        raise Taken(employer)
    elif employer.verification in {Verification.COLLECTED, Verification.VERIFIED}:
        # A tax code is public: the centre looks at who speaks for the employer from now on.
        _record(employer, Verification.PENDING, user, "")
    EmployerMember.objects.create(employer=employer, user=user, role=MemberRole.OWNER)
    return employer


@transaction.atomic
def set_verification(employer: Employer, after: Verification, actor: User, reason: str = "") -> Employer:
    """The centre's decision on an employer. Suspending needs a reason; raises :class:`Refused`."""
    locked = Employer.objects.select_for_update(of=("self",)).get(pk=employer.pk)
    before = Verification(locked.verification)
    if before == after:
        return locked
    if after not in VERIFICATION_TRANSITIONS[before]:
        raise Refused(_("Không thể chuyển từ “%(a)s” sang “%(b)s”.") % {"a": before.label, "b": after.label})
    if after == Verification.SUSPENDED and not reason.strip():
        raise Refused(_("Hãy ghi lý do tạm ngừng."))
    if after == Verification.VERIFIED and not locked.tax_code:
        raise Refused(_("Cần có mã số thuế trước khi xác minh."))
    _record(locked, after, actor, reason)
    return locked


def _record(employer: Employer, after: Verification, actor: User, reason: str) -> None:
    before = employer.verification
    change = VerificationChange.objects.create(
        employer=employer, before=before, after=after, actor=actor, reason=reason
    )
    employer.verification = after
    employer.save(update_fields=["verification", "updated_at"])
    verification_changed.send(
        sender=Employer, employer_id=employer.pk, before=before, after=str(after), change_id=change.pk
    )
